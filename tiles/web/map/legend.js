// The signs of one layer: rows that are legend and filter at once, and the marks beside them.
import { make } from "../../../geo/web/frame/dom.js";
import { stampImage } from "../../../geo/web/map/signs.js";
import { drawAggregate } from "./aggregate.js";
import { filterOf, setValues, valuesOf } from "./choices.js";
import { isPinLayer, looks } from "./looks.js";
import { page, say } from "./page.js";

// A group of more choices than this is folded.
const MANY = 6;

// The groups of rows that this reader is told of, top first. changed() follows a click.
export function legend(layer, app, changed) {
  const { told } = app.symbols.part(layer.name);
  const fields = [...new Set(layer.signs.filter((sign) => sign.channel !== "mark" && sign.field).map((sign) => sign.field))];
  return [...fields.filter((field) => told.has(field)).map((field) => group(layer, field, app, changed)), marks(layer, app.symbols)];
}

// Says again which rows are on, without making them anew: whoever stands on one keeps standing there.
export function syncLegend(section, layer, { view }) {
  for (const box of section.querySelectorAll("[data-values]")) {
    const { field, values } = JSON.parse(box.dataset.values);
    const chosen = valuesOf(view.only, layer.name, field);
    const on = values.filter((value) => !chosen.length || chosen.includes(value)).length;
    box.checked = on === values.length;
    box.indeterminate = on > 0 && !box.checked;
    box.closest("li").classList.toggle("is-out", on === 0);
  }
  for (const fold of section.querySelectorAll("details[data-field]")) {
    const used = valuesOf(view.only, layer.name, fold.dataset.field).length > 0;
    if (used) fold.open = true;
    fold.classList.toggle("is-used", used);
  }
}

function group(layer, field, app, changed) {
  const title = layer.vector_layers[0].fields[field] ?? field;
  const found = choices(layer, field);
  const alike = found.length > 1 && new Set(found.map(({ draw }) => draw)).size === 1;
  const rows = found.map((choice) => row(layer, { ...choice, alike, all: found.flatMap(({ values }) => values) }, app, changed));
  const list = make("ul", { class: "signs", "aria-label": title }, ...rows);
  if (found.length <= MANY) return make("div", { class: "signs__group" }, make("p", { class: "signs__title", "aria-hidden": "true" }, title), list);
  return make("details", { class: "more", "data-field": field }, make("summary", { "data-key": `fold-${layer.name}-${field}` }, title, make("span", { class: "muted tabular" }, String(found.length))), list);
}

// Values drawn alike and named alike by the design (the states of one colour) are one choice.
function choices(layer, field) {
  const found = new Map();
  for (const sign of layer.signs.filter((sign) => sign.field === field)) {
    const shared = page.text[sign.draw];
    const key = shared ? sign.draw : sign.value;
    const choice = found.get(key) ?? { field, draw: sign.draw, title: shared ?? sign.title, values: [], titles: [] };
    choice.titles.push(sign.title);
    choice.values.push(sign.value);
    found.set(key, choice);
  }
  return [...found.values()];
}

function row(layer, choice, app, changed) {
  const { field, values, title, titles, alike } = choice;
  const words = make("span", { class: "signs__name" }, title);
  const image = alike ? null : stampImage(looks(layer)({ [field]: values[0] }), 6);
  const about = titles.length > 1 ? titles.join(", ") : null;
  if (!filterOf(layer, field)) return make("li", { class: "signs__row", title: about }, make("span", { class: "signs__label signs__label--still" }, image, words));
  const key = `${layer.name}-${field}-${values[0]}`;
  const count = make("span", { class: "signs__count tabular", "data-count-of": JSON.stringify({ layer: layer.name, field, values }) });
  const box = make("input", { type: "checkbox", checked: true, "data-key": key, "data-values": JSON.stringify({ field, values }), onchange: () => flip(layer, choice, app, changed) });
  const alone = make("button", { class: "signs__only", type: "button", "data-key": `only-${key}`, "aria-label": say("onlyThis", { name: title }), onclick: () => only(layer, choice, app, changed) }, say("only"));
  return make("li", { class: "signs__row", title: about }, make("label", { class: "signs__label" }, box, image, words), alone, count);
}

// All on is no filter; nothing left on is the layer off.
function flip(layer, { field, values, all }, { view }, changed) {
  const chosen = valuesOf(view.only, layer.name, field);
  const now = chosen.length ? chosen : all;
  const on = values.every((value) => now.includes(value));
  const next = on ? now.filter((value) => !values.includes(value)) : [...new Set([...now, ...values])];
  if (!next.length) view.off.add(layer.name);
  setValues(view.only, layer.name, field, all.every((value) => next.includes(value)) ? [] : next);
  changed();
}

// Once more on the only one brings all back.
function only(layer, { field, values }, { view }, changed) {
  const chosen = valuesOf(view.only, layer.name, field);
  const same = chosen.length === values.length && values.every((value) => chosen.includes(value));
  setValues(view.only, layer.name, field, same ? [] : values);
  changed();
}

function marks(layer, symbols) {
  const look = looks(layer);
  const { told } = symbols.part(layer.name);
  const lines = layer.signs.filter((sign) => sign.channel === "mark" && told.has(sign.field)).map((sign) => [stampImage(look({ [sign.field]: boolean(sign.value) }), 6), sign.title]);
  if (layer.cluster_until >= 0) lines.push([aggregateImage(layer, symbols), say("aggregate")]);
  return make("ul", { class: "marks" }, ...lines.map(([image, words]) => make("li", {}, image, words)));
}

const boolean = (text) => ({ true: true, false: false })[text] ?? text;

function aggregateImage(layer, symbols) {
  const side = 30;
  const canvas = make("canvas", { width: side * 2, height: side * 2, "aria-hidden": "true" });
  canvas.style.width = canvas.style.height = `${side}px`;
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  const { told, ring: whole } = symbols.part(layer.name);
  const ring = whole.filter((sign) => told.has(sign.field));
  const field = ring[0]?.field;
  const properties = { count: 24, ...Object.fromEntries(ring.map(({ value }, index) => [`${field}:${value}`, [12, 4, 4, 4][index] ?? 0])) };
  drawAggregate(context, { x: side / 2, y: side / 2, r: isPinLayer(layer) ? 10 : 12, lift: 0, ...(isPinLayer(layer) ? { y: side - 3, lift: 15, pin: true } : {}), feature: { properties }, ring });
  return canvas;
}
