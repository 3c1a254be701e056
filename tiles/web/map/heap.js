// What an aggregate stands for whose features all stand on one spot: read from the server, as no zoom parts them.
import { questionOf } from "./asking.js";
import { say } from "./page.js";

const MOST = 100;
const REACH_M = 3; // the box of an aggregate is told to a metre

// Opens their list. `choose(items, select, more)` is that of the details.
export async function heap(app, item, select) {
  const { part } = item;
  try {
    const found = await load(part.layer, item.feature.properties.bbox.split(","));
    const items = found.items.map(({ id, properties }) => ({ ...item, feature: { id, properties }, look: part.look(properties) }));
    app.detail.choose(items, select, found.count - items.length);
  } catch {
    app.detail.choose([], select, item.feature.properties.count, say("toolListFailed"));
  }
}

async function load(layer, [lon, lat]) {
  const query = new URLSearchParams(questionOf(layer));
  query.set("near", `${lon},${lat},${REACH_M}`);
  query.set("limit", MOST);
  const response = await fetch(`/tiles/${layer.name}/features.json?${query}`);
  if (!response.ok) throw new Error(`the list answered ${response.status}`);
  return response.json();
}
