// The whole view in the address: ?at=zoom/lat/lon &sel=layer:id &off=layers &only=layer.filter:value &pick=1, and what
// the parts of the page keep beside it. A comma within a value of `only` is written %2C once more (choices.js).
import { page } from "./page.js";

const START = { zoom: 6, lat: 13.2, lon: 101.0 };
const KEYS = ["at", "sel", "off", "only", "pick"];
const kept = new Map();

// A part of the page keeps its own state under a key: read(text | null) takes it up, write() gives its text or "".
export function keep(key, { read, write }) {
  kept.set(key, { read, write });
  read(new URLSearchParams(location.search).get(key));
}

// After "back": every part takes up what the address says.
export function readKept() {
  const query = new URLSearchParams(location.search);
  for (const [key, { read }] of kept) read(query.get(key));
}

export function readAddress() {
  const query = new URLSearchParams(location.search);
  return { at: placeOf(query.get("at")), given: query.has("at"), sel: selectionOf(query.get("sel")), off: list(query.get("off")), only: list(query.get("only")), pick: query.has("pick") };
}

function placeOf(text) {
  const [zoom, lat, lon] = (text ?? "").split("/").map(Number);
  const fine = [zoom, lat, lon].every(Number.isFinite) && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
  return fine ? { zoom: Math.min(19, Math.max(4, Math.round(zoom))), lat, lon } : START;
}

function selectionOf(text) {
  const [, layer, id] = /^(\w+):([\w-]+)$/.exec(text ?? "") ?? [];
  return page.layers.some(({ name, panel_url }) => name === layer && panel_url) ? { layer, id } : null;
}

const list = (text) => (text ?? "").split(",").filter(Boolean);

// What a person chose is a step one can go back from; moving the map is not. `leave` begins a step whose end is yet to
// come, such as a flight to what was found: what is shown now is what "back" shows.
export function writeAddress(view, { step = false, leave = false } = {}) {
  const query = new URLSearchParams();
  const { zoom, lat, lon } = view.at;
  query.set("at", `${zoom}/${lat.toFixed(5)}/${lon.toFixed(5)}`);
  if (view.sel) query.set("sel", `${view.sel.layer}:${view.sel.id}`);
  if (view.off.length) query.set("off", view.off.join(","));
  if (view.only.length) query.set("only", view.only.join(","));
  if (view.pick) query.set("pick", "1");
  for (const [key, value] of new URLSearchParams(location.search)) if (!KEYS.includes(key) && !kept.has(key) && key !== "q") query.set(key, value);
  for (const [key, { write }] of kept) if (write()) query.set(key, write());
  const text = query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
  const changed = `?${text}` !== location.search;
  history[leave || (step && changed) ? "pushState" : "replaceState"](null, "", `/?${text}`);
}
