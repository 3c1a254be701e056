// The left panel: layers with a count of what is in view; their signs, which are legend and filter at once.
import { count as number } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { onScheme } from "../../../geo/web/map/tokens.js";
import { stampImage } from "../../../geo/web/map/signs.js";
import { drawAggregate } from "./aggregate.js";
import { isAggregate, isPinLayer, looks } from "./looks.js";
import { page, part, signedLayers, say } from "./page.js";

// What stands on the ground first, then the ground.
const LISTED = [...signedLayers].sort((a, b) => (a.geometry !== "point") - (b.geometry !== "point"));

// A group of more choices than this is folded.
const MANY = 6;

// view: {off: Set, only: Set}; calls changed() after a click.
export function layerPanel(symbols, view, changed) {
  const body = part("layers");
  let told = 0;
  const draw = () => {
    told = toldBy(symbols);
    body.replaceChildren(...LISTED.map((layer) => section(layer, symbols, view, changed)));
    recount(body, symbols);
  };
  onScheme(draw);
  symbols.on("painted", () => (toldBy(symbols) === told ? recount(body, symbols) : draw()));
  return { draw };
}

// How many fields the reader has been told of so far: a legend must not name what is withheld from this reader.
const toldBy = (symbols) => symbols.parts.reduce((sum, part) => sum + part.told.size, 1);

function section(layer, symbols, view, changed) {
  const on = !view.off.has(layer.name);
  const box = make("input", { type: "checkbox", checked: on, "aria-label": say("show", { name: layer.description }), onchange: () => flip(view.off, [layer.name], changed) });
  const head = make("label", { class: "layer__head" }, box, make("span", { class: "layer__name" }, layer.description), make("span", { class: "layer__count tabular", "data-count": layer.name }));
  const fields = [...new Set(layer.signs.filter((sign) => sign.channel !== "mark" && sign.field).map((sign) => sign.field))];
  const known = fields.filter((field) => symbols.part(layer.name).told.has(field));
  return make("section", { class: `layer${on ? "" : " is-off"}` }, head, ...known.map((field) => group(layer, field, view, changed)), marks(layer, symbols));
}

function group(layer, field, view, changed) {
  const title = layer.vector_layers[0].fields[field] ?? field;
  const found = choices(layer, field);
  const alike = found.length > 1 && new Set(found.map(({ draw }) => draw)).size === 1;
  const chips = found.map((choice) => chip(layer, choice, alike, view, changed));
  const box = make("div", { class: "chips", role: "group", "aria-label": title }, ...chips);
  return found.length > MANY ? folded(title, found, box, view) : box;
}

// A long list stays folded until it is wanted, or in use.
function folded(title, found, box, view) {
  const used = found.flatMap(({ keys }) => keys).filter((key) => view.only.has(key)).length;
  const count = make("span", { class: "muted tabular" }, used ? `${used}/${found.length}` : String(found.length));
  return make("details", { class: "more", open: used > 0 }, make("summary", {}, title, count), box);
}

// Values drawn alike and named alike by the design (the states of one colour) are one choice.
function choices(layer, field) {
  const found = new Map();
  for (const sign of layer.signs.filter((sign) => sign.field === field)) {
    const shared = page.text[sign.draw];
    const key = shared ? sign.draw : sign.value;
    const choice = found.get(key) ?? { field, draw: sign.draw, title: shared ?? sign.title, value: sign.value, titles: [], keys: [] };
    choice.titles.push(sign.title);
    choice.keys.push(`${layer.name}.${field}:${sign.value}`);
    found.set(key, choice);
  }
  return [...found.values()];
}

function chip(layer, { field, value, title, titles, keys }, plain, view, changed) {
  const image = plain ? "" : stampImage(looks(layer)({ [field]: value }), 6);
  const about = titles.length > 1 ? titles.join(", ") : null;
  if (!layer.count_by.includes(field)) return make("span", { class: "chip chip--sign", title: about }, image, title);
  const on = keys.every((key) => view.only.has(key));
  return make("button", { class: `chip chip--sign${plain ? " chip--plain" : ""}`, type: "button", title: about, "aria-pressed": String(on), onclick: () => flip(view.only, keys, changed) }, image, title);
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

// All on unless all are on already.
function flip(set, keys, changed) {
  const on = keys.every((key) => set.has(key));
  for (const key of keys) set[on ? "delete" : "add"](key);
  changed();
}

// The values that are on for one layer, {field: "a,b"}.
export function chosen(layer, only) {
  const found = {};
  for (const key of [...only].sort()) {
    const [, name, field, value] = /^(\w+)\.(\w+):(.*)$/.exec(key) ?? [];
    if (name === layer.name && layer.count_by.includes(field)) found[field] = found[field] ? `${found[field]},${value}` : value;
  }
  return found;
}

function recount(body, symbols) {
  const size = symbols._map.getSize();
  const corner = symbols._map.containerPointToLayerPoint([0, 0]);
  const inside = ({ x, y }) => x >= corner.x && y >= corner.y && x <= corner.x + size.x && y <= corner.y + size.y;
  const sums = {};
  for (const item of symbols.drawn) {
    if (inside(item)) sums[item.part.layer.name] = (sums[item.part.layer.name] ?? 0) + (isAggregate(item.feature) ? item.feature.properties.count : 1);
  }
  part("summary").textContent = symbols.parts.filter(({ on }) => on).map(({ layer }) => `${layer.description} ${number.format(sums[layer.name] ?? 0)}`).join(" · ");
  for (const cell of body.querySelectorAll("[data-count]")) {
    const on = symbols.part(cell.dataset.count)?.on;
    cell.textContent = on ? number.format(sums[cell.dataset.count] ?? 0) : "";
    cell.title = on ? say("inView", { count: cell.textContent }) : "";
  }
}
