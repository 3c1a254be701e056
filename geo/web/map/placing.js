// From a point of a tile to the screen. Each point is taken from the one tile it lies in, never from a buffer.
import { TILE_PX } from "./arealayer.js";

// Calls visit(feature, x, y) for every point of `name` in the loaded tiles, in layer points of the map's zoom.
export function eachPoint(tiles, name, map, visit) {
  const shown = tiles.filter(({ el }) => el.tile);
  const current = new Set(shown.filter((tile) => tile.current).map(({ coords }) => keyOf(coords.z, coords.x, coords.y)));
  for (const tile of shown) pointsOf(tile, name, map, current, visit);
}

function pointsOf({ coords, el, current }, name, map, loaded, visit) {
  const layer = el.tile[name];
  if (!layer) return;
  const scale = TILE_PX * 2 ** (map.getZoom() - coords.z);
  const origin = map.getPixelOrigin();
  for (const feature of layer.features) {
    const point = feature.type === 1 ? feature.rings[0]?.[0] : null;
    if (!point || point.x < 0 || point.y < 0 || point.x >= layer.extent || point.y >= layer.extent) continue;
    const x = coords.x + point.x / layer.extent;
    const y = coords.y + point.y / layer.extent;
    // While zooming, tiles of the last zoom stand in until those of the new one have come.
    if (!current && covered(x, y, coords.z, map.getZoom(), loaded)) continue;
    visit(feature, x * scale - origin.x, y * scale - origin.y);
  }
}

function covered(x, y, from, to, loaded) {
  const shift = 2 ** (to - from);
  return loaded.has(keyOf(to, Math.floor(x * shift), Math.floor(y * shift)));
}

const keyOf = (z, x, y) => `${z}/${x}/${y}`;
