// The backdrop of the map page: one layer for all of the ground, its names, and a switch for each part of it.
import { language } from "../../../geo/web/frame/data.js";
import { GROUND, groundLayer } from "../../../geo/web/map/ground.js";
import { ESTATE } from "../../../geo/web/map/labelkinds.js";
import { labelLayer } from "../../../geo/web/map/labels.js";
import { eachPoint } from "../../../geo/web/map/placing.js";
import { page } from "./page.js";

const MOST_SYMBOLS = 3000;

export let ground = null;
export let labels = null;

// A Map from the name of each part to its switch: addTo(map), remove(). Its `source` is the layer of them all.
export function backdropOf(map, symbols) {
  const names = GROUND.filter((name) => page.layers.some((layer) => layer.name === name));
  ground = groundLayer(names).addTo(map);
  labels = labelLayer(ground, language).addTo(map);
  labels.avoid = () => taken(symbols);
  labels.more = () => estates(symbols, map);
  let before = "";
  symbols.on("painted", () => {
    const now = places(symbols);
    if (now !== before) labels.again();
    before = now;
  });
  const switches = new Map(names.map((name) => [name, { addTo: () => ground.turn(name, true), remove: () => ground.turn(name, false) }]));
  return Object.assign(switches, { source: ground });
}

// What names leave free: every circle, and single symbols unless there are so many that no name would be left.
function taken(symbols) {
  const circles = symbols.circles();
  const { drawn } = symbols;
  if (drawn.length > MOST_SYMBOLS) return circles;
  return [...circles, ...drawn.map(({ x, y, r, lift }) => [x - r, y - lift - r, x + r, y - lift + r])];
}

// Hovering draws symbols again where they are, and must not make names jump.
const places = ({ drawn }) => (drawn.length > MOST_SYMBOLS ? String(drawn.length) : drawn.map(({ x, y }) => `${x | 0},${y | 0}`).join(" "));

// The sign of an estate stands in its middle; its name goes below.
function estates(symbols, map) {
  const part = symbols.part("estates");
  if (!part?.on || map.getZoom() < ESTATE.from) return [];
  const found = [];
  eachPoint(part.source.shown(), "estates_label", map, ({ id, properties }, x, y) => {
    const text = language.startsWith("th") ? properties.name_th || properties.name_en : properties.name_en || properties.name_th;
    if (text) found.push({ id: `estates/${id}`, text, x, y, level: ESTATE });
  });
  return found;
}
