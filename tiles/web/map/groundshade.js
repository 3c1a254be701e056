// Areas in colour: what a layer counts in each province, district or subdistrict, beside a table of the same numbers.
import { make } from "../../../geo/web/frame/dom.js";
import { onScheme } from "../../../geo/web/map/tokens.js";
import { ground } from "./ground.js";
import { areaAt, litLayer } from "./groundlit.js";
import { hatching, hatched, classList, stepColour, stepOf, swatch } from "./groundramp.js";
import { amounts, areaTable, nameOf } from "./groundtable.js";
import { taken } from "./hand.js";
import { hit } from "./hits.js";
import { isPhone, page, say } from "./page.js";
import { keep } from "./permalink.js";

const LEVELS = ["province", "district", "subdistrict"].filter((level) => page.levels.includes(level));
const DRAWN_FROM = { province: 0, district: 9, subdistrict: 12 };
const PERS = ["count", "factories", "km2"];
const SORTS = ["name", "count", "base", "value"];
const PLAIN = { level: "auto", per: "count", sort: "-value", table: "table" };

let kept = null;

// {filter(query), remove()} for one layer; `legend` is the box below its choice.
export function shading(app, layer, query, legend) {
  const state = { app, layer, query, legend, asked: "", found: null, stop: null, wish: { ...PLAIN, table: isPhone() ? "" : "table" } };
  state.lit = litLayer(ground).addTo(app.map);
  state.table = areaTable(app, { lit: (code) => light(state, code), sorted: (sort) => wish(state, { sort }), closed: () => wish(state, { table: "" }) });
  remember(state);
  const listeners = { moveend: () => ask(state), mousemove: (event) => pointed(state, event), click: (event) => clicked(state, event), mouseout: () => light(state, null) };
  app.map.on(listeners);
  onScheme(() => state.found && (legendOf(state), ground.repaint()));
  controls(state);
  ask(state);
  return { filter: (text) => ((state.query = text), ask(state)), remove: () => remove(state, listeners) };
}

function remove(state, listeners) {
  state.stop?.abort();
  state.app.map.off(listeners);
  state.lit.remove();
  state.table.remove();
  state.tip?.remove();
  kept = null;
  ground.tint = null;
  ground.repaint();
}

// One key for all of them: it is registered once, and speaks for the shading that there is.
function remember(state) {
  const first = kept === null;
  kept = state;
  if (!remember.done) keep("shade", { read: (text) => kept && text && take(kept, text), write: () => (kept ? written(kept.wish) : "") });
  else if (first) take(state, new URLSearchParams(location.search).get("shade") ?? "");
  remember.done = true;
}

const written = ({ level, per, sort, table }) => [level, per, sort, table].join("/");

function take(state, text) {
  const [level, per, sort, table] = text.split("/");
  if (level === "auto" || LEVELS.includes(level)) state.wish.level = level;
  if (PERS.includes(per)) state.wish.per = per;
  if (SORTS.includes(sort?.replace("-", ""))) state.wish.sort = sort;
  if (table !== undefined) state.wish.table = table === "table" ? "table" : "";
  if (state.level) {
    state.level.value = state.wish.level;
    state.per.value = state.wish.per;
    ask(state);
  }
}

function wish(state, changes) {
  Object.assign(state.wish, changes);
  state.app.remember({ step: !("sort" in changes) });
  if ("table" in changes || "sort" in changes) draw(state);
  else ask(state);
}

function controls(state) {
  const select = (name, values, chosen) =>
    make("select", { "data-key": `shade-${name}`, "aria-label": say(`ground${name}`), onchange: (event) => wish(state, { [name.toLowerCase()]: event.target.value }) },
      ...values.map((value) => make("option", { value, selected: value === chosen }, say(`ground${name}_${value}`))));
  state.level = select("Level", ["auto", ...LEVELS], state.wish.level);
  state.per = select("Per", PERS, state.wish.per);
  state.scale = make("div", {});
  const open = make("button", { class: "button button--small", type: "button", "data-key": "shade-table", onclick: () => wish(state, { table: "table" }) }, say("groundTable"));
  state.legend.replaceChildren(make("div", { class: "show-as" }, state.level, state.per), state.scale, open);
}

// The level that is asked for: the chosen one, or by zoom the finest that is drawn.
function levelOf({ app: { map }, wish: { level } }) {
  if (LEVELS.includes(level)) return level;
  return LEVELS.filter((one) => map.getZoom() >= DRAWN_FROM[one]).at(-1) ?? LEVELS[0];
}

// Subdistricts are too many at once: those of the province in the middle of the map.
const withinOf = ({ app: { map } }, level) => (level === "subdistrict" ? areaAt(ground, map, map.getCenter(), "province")?.code ?? "" : "");

async function ask(state) {
  const level = levelOf(state);
  const within = withinOf(state, level) || state.within;
  const address = `/tiles/${state.layer.name}/by_area.json${state.query ? `${state.query}&` : "?"}level=${level}&per=${state.wish.per}${level === "subdistrict" && within ? `&within=${within}` : ""}`;
  if (address === state.asked) return draw(state);
  state.stop?.abort();
  Object.assign(state, { asked: address, stop: new AbortController(), within });
  try {
    const response = await fetch(address, { signal: state.stop.signal });
    if (!response.ok) return failed(state);
    state.found = await response.json();
    state.byCode = new Map(state.found.areas.map((area) => [area.code, area]));
    draw(state);
  } catch (error) {
    if (error.name !== "AbortError") failed(state);
  }
}

function failed(state) {
  state.asked = "";
  state.scale.replaceChildren(make("p", { class: "notice notice--warning" }, say("groundFailed")), make("button", { class: "button button--small", type: "button", onclick: () => ask(state) }, say("retry")));
}

function draw(state) {
  if (!state.found || kept !== state) return;
  ground.tint = tintOf(state);
  ground.repaint();
  legendOf(state);
  if (state.wish.table) state.table.show(state.layer, state.found, state.wish);
  else state.table.hide();
}

function tintOf({ found, byCode }) {
  let hatch = null;
  return ({ level, code }, context) => {
    if (level !== found.level) return null;
    const area = byCode.get(code);
    if (!area || area.value === 0) return null;
    return area.value == null ? (hatch ??= hatching(context)) : stepColour(stepOf(area.value, found.breaks));
  };
}

function legendOf({ found, scale, app: { map } }) {
  const { breaks, level, edition, areas, per } = found;
  const { write, title } = amounts(found);
  const words = (end, index) => `${index ? `> ${write(breaks[index - 1])} – ` : "≤ "}${write(end)}`;
  const more = [areas.some(({ value }) => value === 0) && make("li", {}, swatch("var(--map-land)"), say("groundNone")), areas.some(({ value }) => value == null) && make("li", {}, hatched(), say("groundNoData"))];
  const finer = map.getZoom() < DRAWN_FROM[level] && make("p", { class: "notice notice--info" }, say("groundFiner"));
  const head = make("p", { class: "show-as__total" }, `${title} · ${say(`groundLevel_${level}`)}`);
  const notes = [say("groundClasses"), per === "factories" && say("groundBaseNow"), edition && say("groundEdition", { edition })].filter(Boolean);
  scale.replaceChildren(...[finer, head, classList(breaks, words, more.filter(Boolean)), make("p", { class: "show-as__method" }, notes.join(" "))].filter(Boolean));
}

function light(state, code) {
  state.lit.light(code);
  state.table.light(code);
  if (!code) state.tip?.remove();
}

function pointed(state, { latlng, layerPoint }) {
  if (!state.found || taken() || hit(state.app.symbols, layerPoint)) return light(state, null);
  const area = areaAt(ground, state.app.map, latlng, state.found.level);
  const known = area && state.byCode.get(area.code);
  light(state, known?.code ?? null);
  if (!known) return;
  state.tip ??= L.tooltip({ direction: "top", opacity: 1 });
  const words = [nameOf(known), known.value == null ? say("groundNoData") : `${amounts(state.found).write(known.value)} (${amounts(state.found).title})`];
  state.tip.setLatLng(latlng).setContent(make("div", {}, ...words.map((text) => make("div", {}, text)))).addTo(state.app.map);
}

// On a phone, where nothing hovers, a tap says the number; beside a table it also shows the row.
function clicked(state, event) {
  pointed(state, event);
  if (state.lit.code) state.table.reveal(state.lit.code);
}
