// The rest of the bar: the menu closes by itself, the language switch keeps the view, a lost connection is said.

export function startMenus() {
  for (const menu of document.querySelectorAll("[data-menu]")) {
    document.addEventListener("pointerdown", (event) => menu.contains(event.target) || (menu.open = false));
    menu.addEventListener("keydown", (event) => event.key === "Escape" && closeMenu(menu));
  }
}

function closeMenu(menu) {
  menu.open = false;
  menu.querySelector("summary").focus();
}

// The map writes its view into the address after the page was made, so the address is read when it is needed.
export function startKeepAddress() {
  for (const form of document.querySelectorAll("[data-keep-address]")) {
    form.addEventListener("submit", () => {
      form.elements.next.value = location.pathname + location.search;
    });
  }
}

export function startOffline() {
  const banner = document.querySelector("[data-offline]");
  const tell = () => (banner.hidden = navigator.onLine);
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();
}
