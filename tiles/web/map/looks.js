// How a feature looks, remembered per combination of the values that decide it.
import { signOf } from "../../../geo/web/map/signs.js";

const PINS = new Set(["incidents"]);

export function looks(layer) {
  const fields = [...new Set(layer.signs.map((sign) => sign.field).concat("hazard", "approximate"))];
  const fallback = PINS.has(layer.name) ? { shape: "pin", colour: "--state-open" } : {};
  const known = new Map();
  return (properties) => {
    const key = fields.map((field) => properties[field]).join("|");
    if (!known.has(key)) known.set(key, marked(signOf(properties, layer.signs, fallback), properties));
    return known.get(key);
  };
}

// Two marks are the same on every layer: a flame for hazard, a dashed halo for a doubtful position.
function marked(look, { hazard, approximate }) {
  const marks = new Set(look.marks);
  if (hazard === true) marks.add("flame");
  if (approximate === true) marks.add("halo");
  return { ...look, marks: [...marks] };
}

export const isAggregate = (feature) => feature.properties.count > 1;

// The words for a value, from the signs; the value itself where a layer gives no sign for it.
export function titleOf(layer, field, value) {
  return layer.signs.find((sign) => sign.field === field && sign.value === String(value))?.title ?? value;
}
