// The dossier's own controls: printing, and choosing how far neighbours may be.
document.querySelector("[data-print]")?.addEventListener("click", () => print());
document.querySelector("[data-within]")?.addEventListener("change", (event) => event.target.form.requestSubmit());
