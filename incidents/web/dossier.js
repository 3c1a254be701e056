// The dossier and the visit: the device's position on request, one receiver at a time. Both work without this script.
import { speakOurLanguage } from "./visit/fields.js";

document.querySelector("[data-error-summary]")?.focus();
start();
const visit = document.querySelector("[data-visit-form]");
if (visit) speakOurLanguage(visit);
document.addEventListener("case:renewed", start); // dossier_live.js put new forms in the place of the old ones

function start() {
  for (const form of document.querySelectorAll("form")) chooseOneReceiver(form);
  const button = document.querySelector("[data-locate]");
  if (button && "geolocation" in navigator) offerPosition(button);
}

// A body taken from the long list takes the place of the suggested ones, and the reverse.
function chooseOneReceiver(form) {
  const list = form.querySelector("[data-other-office]");
  const other = form.querySelector("[data-other]");
  if (!list || !other) return;
  list.addEventListener("change", () => { if (list.value) other.checked = true; });
  for (const radio of form.querySelectorAll('input[type="radio"][name="to_office"]')) {
    radio.addEventListener("change", () => { if (!radio.dataset.other && radio.value) list.value = ""; });
  }
}

function offerPosition(button) {
  const form = button.closest("form");
  const said = form.querySelector("[data-located]");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(({ coords }) => { write(form, coords); tell(said, button.dataset.good.replace("{metres}", Math.ceil(coords.accuracy)), button); },
      () => tell(said, button.dataset.none, button), { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 });
  });
  // Typed coordinates are not the device's: its accuracy says nothing about them.
  form.elements.place.addEventListener("input", () => { form.elements.accuracy_m.value = ""; });
}

function write(form, { latitude, longitude, accuracy }) {
  form.elements.place.value = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
  form.elements.accuracy_m.value = accuracy.toFixed(1);
}

function tell(said, words, button) {
  said.textContent = words;
  button.disabled = false;
}
