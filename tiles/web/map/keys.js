// Keys that work everywhere on the page, and the way past the map for those who do not point.
import { part } from "./page.js";

export function keys(app) {
  document.querySelector("[data-skip]").addEventListener("click", (event) => {
    event.preventDefault();
    app.list.open();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && !typing(event) && closeTop(app));
}

// The search box and the menu of filters close themselves; a second press then reaches what lies below.
const typing = ({ target }) => target.closest?.("[data-search], [data-filter-menu], dialog, details[data-menu]");

// One thing for each press: what was opened last closes first.
function closeTop({ map, detail }) {
  if (document.querySelector(".leaflet-popup")) {
    map.closePopup();
    return map.getContainer().focus({ preventScroll: true });
  }
  if (detail.open) part("close").click();
}
