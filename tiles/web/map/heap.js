// What a heap stands for: its features, read from the server.
import { questionOf } from "./asking.js";

const MOST = 500; // the server gives no more at once
const REACH_M = 3; // the box of an aggregate is told to a metre

// {items, more}: as many as are given, as the map's own items, and how many there are besides.
export async function inHeap({ part, feature }, signal) {
  const [lon, lat] = feature.properties.bbox.split(",");
  const query = new URLSearchParams(questionOf(part.layer));
  query.set("near", `${lon},${lat},${REACH_M}`);
  query.set("limit", MOST);
  const response = await fetch(`/tiles/${part.layer.name}/features.json?${query}`, { signal });
  if (!response.ok) throw new Error(`the list answered ${response.status}`);
  const { items, count } = await response.json();
  const shown = items.map((one) => ({ part, feature: { id: one.id, properties: one.properties }, look: part.look(one.properties), latlng: L.latLng(one.lat, one.lon) }));
  return { items: shown, more: count - shown.length };
}
