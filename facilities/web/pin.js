// A pin on the form's map: drag it, tap the map, move it with the arrow keys, or type coordinates; the field and the
// pin always say the same. Without this script the coordinates are typed.
const form = document.querySelector('[data-site-form="place"], [data-site-form="new"]');
const holder = document.querySelector("[data-pin-map]");
const words = document.querySelector("[data-pin-words]").dataset;
const place = form.elements.place;
const radius = form.elements.error_radius_m;
const CLOSE = 16;
const STEP_PX = 8;
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

document.querySelector("[data-error-summary]")?.focus();
for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
start(await holder.minimap);

function start({ map }) {
  const pin = pinOn();
  const put = (latlng) => { pin.marker.setLatLng(latlng).addTo(map); ring(pin, map, latlng); };
  const take = (latlng) => { write(latlng); put(latlng); };
  map.on("click", ({ latlng }) => take(latlng));
  pin.marker.on("drag", () => ring(pin, map, pin.marker.getLatLng()));
  pin.marker.on("dragend", () => take(pin.marker.getLatLng()));
  pin.marker.on("add", () => listenForArrows(pin.marker, map, take));
  place.addEventListener("change", () => { const typed = read(place.value); if (typed) { put(typed); map.setView(typed, Math.max(map.getZoom(), CLOSE)); } });
  radius.addEventListener("input", () => map.hasLayer(pin.marker) && ring(pin, map, pin.marker.getLatLng()));
  for (const button of document.querySelectorAll("[data-take]")) {
    button.addEventListener("click", () => { const there = L.latLng(Number(button.dataset.lat), Number(button.dataset.lon)); take(there); map.setView(there, CLOSE); });
  }
  const written = read(place.value);
  if (written) put(written);
}

function pinOn() {
  const svg = '<svg viewBox="0 0 32 44" width="32" height="44" aria-hidden="true"><path d="M16 43S30 27 30 15.5a14 14 0 1 0-28 0C2 27 16 43 16 43Z" fill="#0b5f5c" stroke="#17201f" stroke-width="1.5"/><circle cx="16" cy="15.5" r="5.5" fill="#fff"/></svg>';
  const icon = L.divIcon({ html: svg, className: "fix-pin", iconSize: [32, 44], iconAnchor: [16, 43] });
  const marker = L.marker([0, 0], { icon, draggable: true, autoPan: true, keyboard: true, alt: words.title, title: words.title, zIndexOffset: 2000 });
  const circle = L.circle([0, 0], { radius: 1, color: "#0b5f5c", weight: 1.5, dashArray: "6 5", fillOpacity: 0.08, interactive: false });
  return { marker, circle };
}

function ring(pin, map, latlng) {
  const metres = Number(radius.value);
  if (metres > 0) pin.circle.setLatLng(latlng).setRadius(metres).addTo(map);
  else pin.circle.remove();
}

function listenForArrows(marker, map, take) {
  const element = marker.getElement();
  element.dataset.pin = "";
  element.addEventListener("keydown", (event) => {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const from = map.latLngToContainerPoint(marker.getLatLng());
    take(map.containerPointToLatLng(from.add(L.point(step).multiplyBy(STEP_PX))));
  });
}

// Only the plain form is shown on the map at once; the server reads every other one.
function read(text) {
  const [, first, second] = /^\s*(\d{1,3}\.\d+)\s*[,\s]\s*(\d{1,3}\.\d+)\s*$/.exec(text) ?? [];
  if (!first) return null;
  const [lat, lng] = Number(first) < Number(second) ? [first, second] : [second, first];
  return L.latLng(Number(lat), Number(lng));
}

function write({ lat, lng }) {
  place.value = `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
}
