// How a feature looks, remembered per combination of the values that decide it.
import { signOf } from "../../../geo/web/map/signs.js";

export function looks(layer) {
  const fields = [...new Set(layer.signs.map((sign) => sign.field))];
  const known = new Map();
  return (properties) => {
    const key = fields.map((field) => properties[field]).join("|");
    if (!known.has(key)) known.set(key, signOf(properties, layer.signs, isPinLayer(layer) ? { shape: "pin", colour: "--report" } : {}));
    return known.get(key);
  };
}

export const isPinLayer = (layer) => layer.signs.some((sign) => sign.draw === "pin");

export const isAggregate = (feature) => feature.properties.count > 1;

// The corners of what an aggregate stands for: west, south, east, north.
export const boxOf = (feature) => feature.properties.bbox.split(",").map(Number);

// An aggregate of what stands on one spot, in a layer that shows no single ones however close up: no zoom parts it.
export function isHeap({ feature, part: { layer } }) {
  if (!isAggregate(feature) || layer.cluster_until < layer.maxzoom) return false;
  const [west, south, east, north] = boxOf(feature);
  return west === east && south === north;
}

// The words for a value, from the signs; nothing where the layer has no sign for it.
export function titleOf(layer, field, value) {
  return layer.signs.find((sign) => sign.field === field && sign.value === String(value))?.title ?? "";
}
