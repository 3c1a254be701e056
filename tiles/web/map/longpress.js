// A finger that rests on the map: browsers tell of it in different ways, or not at all, so that it is watched here.
const REST_MS = 600;
const STILL_PX = 12;

// act(latlng) once per long press; what would follow it (a click) is swallowed. Returns a function that calls it off.
export function longPress(map, act) {
  const box = map.getContainer();
  const press = { timer: 0, from: null };
  const off = () => clearTimeout(press.timer);
  box.addEventListener("pointerdown", (event) => {
    off();
    if (event.pointerType === "mouse" || !event.isPrimary || event.target.closest(".leaflet-popup, .leaflet-control, .leaflet-marker-icon")) return;
    press.from = event;
    press.timer = setTimeout(() => (swallowClick(box), act(map.mouseEventToLatLng(event))), REST_MS);
  });
  box.addEventListener("pointermove", (event) => press.from && Math.hypot(event.clientX - press.from.clientX, event.clientY - press.from.clientY) > STILL_PX && off());
  for (const type of ["pointerup", "pointercancel"]) box.addEventListener(type, off);
  map.on("movestart zoomstart", off);
  return off;
}

// Only the one that the lifted finger makes, not the next tap.
function swallowClick(box) {
  const swallow = (event) => (event.preventDefault(), event.stopImmediatePropagation());
  box.addEventListener("click", swallow, { capture: true });
  box.addEventListener("pointerup", () => setTimeout(() => box.removeEventListener("click", swallow, { capture: true }), 50), { once: true });
}
