// What a tool draws on the map: a line or figure with its corners, which can be dragged.
import { make } from "../../../geo/web/frame/dom.js";
import { say } from "./page.js";

const HANDLE_PX = 44;
const SHAPE = { interactive: false, smoothFactor: 0 };

// acts: {moved(index, latlng, ended), tapped(index)}; draw({line, closed, corners, pen}) takes latlngs.
export function sketch(map, acts) {
  const group = L.layerGroup().addTo(map);
  const shapes = L.layerGroup().addTo(group);
  const handles = L.layerGroup().addTo(group);
  let held = false;
  const line = (found) => {
    shapes.clearLayers();
    for (const layer of shapesOf(found)) shapes.addLayer(layer);
  };
  return {
    draw(found) {
      line(found);
      // A corner that is being dragged must stay the element the finger holds.
      if (held) return;
      handles.clearLayers();
      found.corners.forEach((latlng, index) => handles.addLayer(handle(latlng, index, found.names?.[index], { ...acts, hold: (now) => (held = now) })));
    },
    line,
    remove: () => group.remove(),
  };
}

function shapesOf({ line, closed, pen }) {
  const shape = closed ? L.polygon : L.polyline;
  const drawn = line.length > 1 ? [shape(line, { ...SHAPE, className: "drawn-halo" }), shape(line, { ...SHAPE, className: closed ? "drawn-line drawn-area" : "drawn-line" })] : [];
  return pen?.length > 1 ? [...drawn, L.polyline(pen, { ...SHAPE, className: "drawn-pen" })] : drawn;
}

function handle(latlng, index, name, { moved, tapped, hold }) {
  const html = make("span", { class: "corner__dot" });
  const icon = L.divIcon({ html, className: "corner", iconSize: [HANDLE_PX, HANDLE_PX] });
  const marker = L.marker(latlng, { icon, draggable: Boolean(moved), keyboard: false, alt: name ?? say("toolCorner", { number: index + 1 }), zIndexOffset: 1000 });
  marker.on("dragstart", () => hold(true));
  marker.on("drag", () => moved(index, marker.getLatLng(), false));
  marker.on("dragend", () => (hold(false), moved(index, marker.getLatLng(), true)));
  marker.on("click", () => tapped?.(index));
  return marker;
}
