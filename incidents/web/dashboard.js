// The dashboard prints itself; everything else on it works without a script.
const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => print());
