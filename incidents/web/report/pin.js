// The pin on the form's map, with the circle of how far off it may be. Without a map everything else works.
const CLOSE = 16;
const SHAPE = '<svg viewBox="0 0 32 44" width="32" height="44" aria-hidden="true"><path d="M16 43S30 27 30 15.5a14 14 0 1 0-28 0C2 27 16 43 16 43Z" fill="#d55e00" stroke="#17201f" stroke-width="1.5"/><circle cx="16" cy="15.5" r="5.5" fill="#fff"/></svg>';

// `put({lon, lat})` is called when somebody taps the map or drags the pin.
export function startPin(words, { put: byHand }) {
  const element = document.getElementById("report-map");
  const ready = element?.minimap?.then(({ map }) => join(map, words, byHand)).catch(() => null) ?? Promise.resolve(null);
  return {
    put: (place) => ready.then((pin) => pin && show(pin, place)),
    clear: () => ready.then((pin) => { pin?.marker.remove(); pin?.circle.remove(); }),
    map: () => ready.then((pin) => pin?.map ?? null),
  };
}

function join(map, words, byHand) {
  const icon = L.divIcon({ html: SHAPE, className: "", iconSize: [32, 44], iconAnchor: [16, 43] });
  const marker = L.marker([0, 0], { icon, draggable: true, autoPan: true, keyboard: true, alt: words.pin, title: words.pin, zIndexOffset: 2000 });
  const circle = L.circle([0, 0], { radius: 1, color: "#0072b2", weight: 1.5, fillOpacity: 0.1, interactive: false });
  const pin = { map, marker, circle };
  const moved = (latlng) => { put(pin, latlng, 0); byHand({ lon: latlng.lng, lat: latlng.lat }); };
  map.on("click", ({ latlng }) => moved(latlng));
  marker.on("dragend", () => moved(marker.getLatLng()));
  return pin;
}

function show(pin, { lon, lat, radius }) {
  const latlng = L.latLng(lat, lon);
  put(pin, latlng, radius);
  if (radius > 500) pin.map.fitBounds(latlng.toBounds(radius * 2), { maxZoom: CLOSE });
  else pin.map.setView(latlng, CLOSE);
}

function put(pin, latlng, radius) {
  pin.marker.setLatLng(latlng).addTo(pin.map);
  if (radius > 0) pin.circle.setLatLng(latlng).setRadius(radius).addTo(pin.map);
  else pin.circle.remove();
}
