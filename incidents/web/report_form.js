// The report form, made easier: use my position, a pin on a map, no double sending. Without this script the form
// works all the same, with coordinates typed in.
const form = document.querySelector("[data-report-form]");
const words = document.querySelector("[data-report-words]").dataset;
const place = form.elements.place;
const accuracy = form.querySelector("[data-accuracy]");
const locate = form.querySelector("[data-locate]");
const status = form.querySelector("[data-position-status]");
const CLOSE = 16;

document.querySelector("[data-error-summary]")?.focus();
start();

async function start() {
  locate.hidden = false;
  listenForSending();
  form.querySelector("[data-use-position]").addEventListener("click", usePosition);
  place.addEventListener("input", () => { accuracy.value = ""; });
  const { map } = await document.getElementById("report-map").minimap;
  const pin = pinOn(map);
  map.on("click", ({ latlng }) => byHand(pin, latlng));
  pin.marker.on("dragend", () => byHand(pin, pin.marker.getLatLng()));
  place.addEventListener("change", () => showTyped(pin));
  form.addEventListener("report:found", ({ detail }) => showFound(pin, detail));
  showTyped(pin);
}

function pinOn(map) {
  const svg = '<svg viewBox="0 0 32 44" width="32" height="44" aria-hidden="true"><path d="M16 43S30 27 30 15.5a14 14 0 1 0-28 0C2 27 16 43 16 43Z" fill="#d55e00" stroke="#17201f" stroke-width="1.5"/><circle cx="16" cy="15.5" r="5.5" fill="#fff"/></svg>';
  const icon = L.divIcon({ html: svg, className: "", iconSize: [32, 44], iconAnchor: [16, 43] });
  const marker = L.marker([0, 0], { icon, draggable: true, autoPan: true, keyboard: true, alt: words.pin, title: words.pin });
  const circle = L.circle([0, 0], { radius: 1, color: "#0072b2", weight: 1.5, fillOpacity: 0.1, interactive: false });
  return { map, marker, circle };
}

function put(pin, latlng, radius) {
  pin.marker.setLatLng(latlng).addTo(pin.map);
  if (radius > 0) pin.circle.setLatLng(latlng).setRadius(radius).addTo(pin.map);
  else pin.circle.remove();
}

// Set by hand: the device's accuracy no longer says anything about it.
function byHand(pin, latlng) {
  accuracy.value = "";
  write(latlng);
  put(pin, latlng, 0);
}

function showFound(pin, { latlng, radius }) {
  put(pin, latlng, radius);
  pin.map.setView(latlng, radius > 500 ? 13 : CLOSE);
}

// Only the plain form is shown on the map at once; the server reads every other one.
function showTyped(pin) {
  const [, first, second] = /^\s*(\d{1,3}\.\d+)\s*[,\s]\s*(\d{1,3}\.\d+)\s*$/.exec(place.value) ?? [];
  if (!first) return;
  const [lat, lng] = Number(first) < Number(second) ? [first, second] : [second, first];
  const latlng = L.latLng(Number(lat), Number(lng));
  put(pin, latlng, Number(accuracy.value));
  pin.map.setView(latlng, CLOSE);
}

function write({ lat, lng }) {
  place.value = `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
}

function usePosition() {
  if (!navigator.geolocation) return failed();
  status.textContent = words.finding;
  navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 20_000, maximumAge: 15_000 });
}

function found({ coords }) {
  const latlng = { lat: coords.latitude, lng: coords.longitude };
  write(latlng);
  accuracy.value = String(Math.min(coords.accuracy, 100_000));
  status.textContent = words.found.replace("{metres}", Math.round(coords.accuracy).toLocaleString("en"));
  form.dispatchEvent(new CustomEvent("report:found", { detail: { latlng, radius: coords.accuracy } }));
}

function failed() {
  status.textContent = words.failed;
}

// One tap, one sending; back from the next page the button works again.
function listenForSending() {
  const button = form.querySelector("[data-send]");
  const label = button.textContent;
  form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-disabled")) return event.preventDefault();
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.dataset.sending;
  });
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-disabled");
    button.textContent = label;
  });
}
