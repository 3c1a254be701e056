// Vector tiles: fetched, decoded, and kept for a while, so that panning back asks nobody.
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

const KEEP = 240;
const FRESH_MS = 60_000;
const kept = new Map();

export const tileUrl = (layer, { z, x, y }) => `/tiles/${layer}/${z}/${x}/${y}.mvt`;

// The decoded tile; null for an empty one. Rejects when the server or the network fails, or on abort.
export async function loadTile(url, signal) {
  const known = kept.get(url);
  if (known && Date.now() - known.at < FRESH_MS) return known.tile;
  const response = await fetch(url, { signal });
  if (!response.ok) throw Object.assign(new Error(`tile answered ${response.status}`), { status: response.status });
  const tile = response.status === 204 ? null : decode(await response.arrayBuffer());
  keep(url, tile);
  return tile;
}

export function forgetTiles(layer) {
  for (const url of [...kept.keys()]) if (url.startsWith(`/tiles/${layer}/`)) kept.delete(url);
}

function keep(url, tile) {
  kept.delete(url);
  kept.set(url, { tile, at: Date.now() });
  if (kept.size > KEEP) kept.delete(kept.keys().next().value);
}

// One read of each feature: {id, type, properties, rings}; rings hold points in tile units.
function decode(buffer) {
  const { layers } = new VectorTile(new PbfReader(new Uint8Array(buffer)));
  return Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, features(layer)]));
}

function features(layer) {
  const list = Array.from({ length: layer.length }, (_, index) => {
    const feature = layer.feature(index);
    return { id: feature.id, type: feature.type, properties: feature.properties, rings: feature.loadGeometry() };
  });
  return { extent: layer.extent, features: list };
}
