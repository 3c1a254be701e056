// The border of the province across, made prominent where a place lies near it: the wrong side is another body's.
import { TILE_PX } from "../../../geo/web/map/arealayer.js";

export const NEAR_M = 2000;
const SHOWN_M = 4000;
const LINE = { interactive: false, smoothFactor: 0.5 };

// Lines along the border of the province `code` around a place, from the tiles that are drawn; an empty group without.
export function borderNear(map, ground, latlng, code) {
  const group = L.layerGroup();
  for (const tile of ground.shown()) for (const line of linesIn(map, tile, code, latlng)) draw(group, line);
  return group;
}

function draw(group, line) {
  group.addLayer(L.polyline(line, { ...LINE, className: "border-halo" }));
  group.addLayer(L.polyline(line, { ...LINE, className: "border-near" }));
}

function linesIn(map, { coords, el, current }, code, latlng) {
  const layer = current && el.tile?.areas;
  if (!layer) return [];
  const provinces = layer.features.filter(({ type, properties }) => type === 3 && properties.level === "province" && properties.code === code);
  const place = ({ x, y }) => map.unproject([(coords.x + x / layer.extent) * TILE_PX, (coords.y + y / layer.extent) * TILE_PX], coords.z);
  return provinces.flatMap(({ rings }) => rings.flatMap((ring) => runs(ring, layer.extent, place, latlng)));
}

// A ring without its pieces along the tile's cut, and without what is far off.
function runs(ring, extent, place, latlng) {
  const found = [];
  let run = [];
  const end = () => (run.length > 1 && found.push(run), (run = []));
  ring.forEach((point, index) => {
    const before = ring[index - 1];
    if (!before || cut(before, point, extent)) end();
    const at = place(point);
    if (run.length && Math.min(at.distanceTo(latlng), run.at(-1).distanceTo(latlng)) > SHOWN_M) end();
    run.push(at);
  });
  end();
  return found;
}

// Both ends on or beyond the same edge: made by cutting the tile out, no border.
const cut = (a, b, extent) => ["x", "y"].some((axis) => (a[axis] <= 0 && b[axis] <= 0) || (a[axis] >= extent && b[axis] >= extent));
