// A row of a list lights its symbol on the map, or the place where it would stand.
import { isAggregate } from "./looks.js";
import { radiusAt } from "./symbols.js";

// latlng null puts the light out.
export function lightUp({ map, symbols }, layer, { id }, latlng) {
  symbols.lit = latlng && (drawnItem(symbols, layer, id) ?? standIn(map, latlng));
  symbols.again();
}

const drawnItem = (symbols, layer, id) => symbols.drawn.find(({ feature, part }) => !isAggregate(feature) && part.layer.name === layer.name && String(feature.id) === String(id));

function standIn(map, latlng) {
  const { x, y } = map.latLngToLayerPoint(latlng);
  return { x, y, r: radiusAt(map.getZoom()), lift: 0, feature: null };
}
