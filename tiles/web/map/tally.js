// How many are in view: at once what the tiles say, then what the database counts exactly.
import { count as number } from "../../../geo/web/frame/data.js";
import { questionOf } from "./asking.js";
import { isAggregate } from "./looks.js";
import { part, say } from "./page.js";
import { tell } from "./telling.js";

const PAINT_MS = 120;
const ASK_MS = 350;
const TELL_MS = 900;

// Calls refused(layer, problem) with what the server says against a layer's question. Sets app.recount.
export function tally(app, refused) {
  const state = { app, refused, exact: new Map(), asked: new Map(), silent: new Set(), painting: 0, asking: 0 };
  const paint = () => (state.painting ||= setTimeout(() => ((state.painting = 0), show(state)), PAINT_MS));
  const ask = () => {
    clearTimeout(state.asking);
    state.asking = setTimeout(() => askAll(state), ASK_MS);
  };
  state.ask = ask;
  app.symbols.on("painted", paint);
  app.map.on("moveend", ask);
  app.recount = () => (paint(), ask());
  ask();
}

// west,south,east,north of the view, as every address writes it.
export function boxOf(map) {
  const bounds = map.getBounds();
  const [west, east] = [bounds.getWest(), bounds.getEast()].map((x) => Math.max(-180, Math.min(180, x)));
  const [south, north] = [bounds.getSouth(), bounds.getNorth()].map((y) => Math.max(-85, Math.min(85, y)));
  return [west, south, east, north].map((x) => x.toFixed(5)).join(",");
}

export const withBox = (map, query) => `${query ? `${query}&` : "?"}bbox=${boxOf(map)}`;

const shown = ({ app, silent }) => app.symbols.parts.filter(({ layer }) => !app.view.off.has(layer.name) && layer.filters && !silent.has(layer.name));

async function askAll(state) {
  const sums = drawnSums(state.app.symbols);
  await Promise.all(shown(state).map((part) => askOne(state, part.layer, sums.get(part.layer.name)?.count ?? 0)));
  show(state);
  announce(state);
}

async function askOne(state, layer, drawn) {
  const address = `/tiles/${layer.name}/count.json${withBox(state.app.map, questionOf(layer))}`;
  const before = state.asked.get(layer.name);
  if (before?.address === address && before.drawn === drawn) return;
  before?.stop.abort();
  const stop = new AbortController();
  state.asked.set(layer.name, { address, drawn, stop });
  try {
    const response = await fetch(address, { signal: stop.signal });
    await take(state, layer, address, response);
  } catch (error) {
    if (error.name !== "AbortError") state.asked.delete(layer.name); // offline: what the tiles say stays
  }
}

async function take(state, layer, address, response) {
  if (response.status === 400) return state.refused(layer, await response.json());
  if (response.status === 404) return void state.silent.add(layer.name);
  if (!response.ok) return;
  state.exact.set(layer.name, { address, ...(await response.json()) });
}

// {layer: {count, by: {field: {value: n}}}} of what is drawn within the view.
function drawnSums(symbols) {
  const size = symbols._map.getSize();
  const corner = symbols._map.containerPointToLayerPoint([0, 0]);
  const sums = new Map();
  for (const { x, y, feature, part: { layer } } of symbols.drawn) {
    if (x < corner.x || y < corner.y || x > corner.x + size.x || y > corner.y + size.y) continue;
    if (!sums.has(layer.name)) sums.set(layer.name, { count: 0, by: Object.fromEntries(layer.count_by.map((field) => [field, {}])) });
    add(sums.get(layer.name), feature);
  }
  return sums;
}

function add(sum, feature) {
  const { properties } = feature;
  const many = isAggregate(feature);
  sum.count += many ? properties.count : 1;
  for (const [field, values] of Object.entries(sum.by)) {
    if (!many) values[properties[field]] = (values[properties[field]] ?? 0) + 1;
    else for (const [name, n] of Object.entries(properties)) if (name.startsWith(`${field}:`)) values[name.slice(field.length + 1)] = (values[name.slice(field.length + 1)] ?? 0) + n;
  }
}

// The exact one where it is of this very view, else that of the tiles.
function best(state, layer, sums) {
  const exact = state.exact.get(layer.name);
  const address = `/tiles/${layer.name}/count.json${withBox(state.app.map, questionOf(layer))}`;
  return exact?.address === address ? exact : sums.get(layer.name) ?? { count: 0, by: {} };
}

function show(state) {
  const { symbols } = state.app;
  const sums = drawnSums(symbols);
  const found = new Map(symbols.parts.map(({ layer }) => [layer.name, best(state, layer, sums)]));
  state.found = found;
  part("summary").textContent = summary(state);
  for (const cell of part("layers").querySelectorAll("[data-count]")) fill(cell, state, found.get(cell.dataset.count));
  for (const cell of part("layers").querySelectorAll("[data-count-of]")) {
    const { layer, field, values } = JSON.parse(cell.dataset.countOf);
    const by = found.get(layer)?.by?.[field];
    cell.textContent = by ? number.format(values.reduce((sum, value) => sum + (by[value] ?? 0), 0)) : "";
  }
  const stale = symbols.parts.some(({ layer }) => state.asked.has(layer.name) && state.asked.get(layer.name).drawn !== (sums.get(layer.name)?.count ?? 0));
  if (stale) state.ask();
}

function fill(cell, { app }, found) {
  const on = !app.view.off.has(cell.dataset.count);
  cell.textContent = on && found ? number.format(found.count) : "";
  cell.title = on ? say("inView", { count: cell.textContent }) : "";
}

const summary = ({ app, found }) => app.symbols.parts.filter(({ layer }) => layer.geometry === "point" && !app.view.off.has(layer.name)).map(({ layer }) => `${layer.description} ${number.format(found.get(layer.name).count)}`).join(" · ");

function announce(state) {
  if (state.found) tell(say("inView", { count: summary(state) }), TELL_MS);
}
