// The left panel: layers with a count of what is in view; their signs, which are legend and filter at once.
import { count as number } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { onScheme } from "../../../geo/web/map/tokens.js";
import { stampImage } from "../../../geo/web/map/signs.js";
import { drawAggregate } from "./aggregate.js";
import { isAggregate, looks } from "./looks.js";
import { part, pointLayers, say } from "./page.js";

// view: {off: Set, only: Set}; calls changed() after a click.
export function layerPanel(symbols, view, changed) {
  const body = part("layers");
  const draw = () => body.replaceChildren(...pointLayers.map((layer) => section(layer, symbols, view, changed)));
  draw();
  onScheme(draw);
  symbols.on("painted", () => recount(body, symbols));
  return { draw };
}

function section(layer, symbols, view, changed) {
  const on = !view.off.has(layer.name);
  const box = make("input", { type: "checkbox", checked: on, "aria-label": say("show", { name: layer.description }), onchange: () => flip(view.off, layer.name, changed) });
  const head = make("label", { class: "layer__head" }, box, make("span", { class: "layer__name" }, layer.description), make("span", { class: "layer__count tabular", "data-count": layer.name }));
  const groups = [...new Set(layer.signs.map((sign) => sign.field))].map((field) => group(layer, field, view, changed));
  return make("section", { class: `layer${on ? "" : " is-off"}` }, head, ...groups, marks(layer, symbols));
}

function group(layer, field, view, changed) {
  const signs = layer.signs.filter((sign) => sign.field === field);
  const filterable = layer.count_by.includes(field);
  const title = layer.vector_layers[0].fields[field] ?? field;
  return make("div", { class: "chips", role: "group", "aria-label": title }, ...signs.map((sign) => chip(layer, sign, filterable, view, changed)));
}

function chip(layer, sign, filterable, view, changed) {
  const image = stampImage(looks(layer)({ [sign.field]: sign.value }), 6);
  if (!filterable) return make("span", { class: "chip chip--sign" }, image, sign.title);
  const key = `${layer.name}.${sign.field}:${sign.value}`;
  return make("button", { class: "chip chip--sign", type: "button", "aria-pressed": String(view.only.has(key)), onclick: () => flip(view.only, key, changed) }, image, sign.title);
}

function marks(layer, symbols) {
  const fields = layer.vector_layers[0].fields;
  const look = looks(layer);
  const lines = [];
  if ("hazard" in fields) lines.push([stampImage(look({ hazard: true }), 6), say("hazard")]);
  if ("approximate" in fields) lines.push([stampImage(look({ approximate: true }), 6), say("approximate")]);
  if (layer.cluster_until >= 0) lines.push([aggregateImage(layer, symbols), say("aggregate")]);
  return make("ul", { class: "marks" }, ...lines.map(([image, words]) => make("li", {}, image, words)));
}

function aggregateImage(layer, symbols) {
  const canvas = make("canvas", { width: 64, height: 64, "aria-hidden": "true" });
  canvas.style.width = canvas.style.height = "32px";
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  const { ring } = symbols.part(layer.name);
  const field = ring[0]?.field;
  const properties = { count: 24, ...Object.fromEntries(ring.map(({ value }, index) => [`${field}:${value}`, [12, 4, 4, 4][index] ?? 0])) };
  drawAggregate(context, { x: 16, y: 16, r: 13, feature: { properties }, ring, dark: looks(layer)({}).shape === "pin" });
  return canvas;
}

function flip(set, key, changed) {
  if (!set.delete(key)) set.add(key);
  changed();
}

// "?kind=mine,sme&status=operating" for one layer, from the keys that are on.
export function filterQuery(layer, only) {
  const chosen = new Map();
  for (const key of only) {
    const [, name, field, value] = /^(\w+)\.(\w+):(.*)$/.exec(key) ?? [];
    if (name === layer.name && layer.count_by.includes(field)) chosen.set(field, [...(chosen.get(field) ?? []), value]);
  }
  const parts = [...chosen].map(([field, values]) => `${field}=${values.map(encodeURIComponent).sort().join(",")}`);
  return parts.length ? `?${parts.sort().join("&")}` : "";
}

function recount(body, symbols) {
  const size = symbols._map.getSize();
  const corner = symbols._map.containerPointToLayerPoint([0, 0]);
  const inside = ({ x, y }) => x >= corner.x && y >= corner.y && x <= corner.x + size.x && y <= corner.y + size.y;
  const sums = {};
  for (const item of symbols.drawn) {
    if (inside(item)) sums[item.part.layer.name] = (sums[item.part.layer.name] ?? 0) + (isAggregate(item.feature) ? item.feature.properties.count : 1);
  }
  for (const cell of body.querySelectorAll("[data-count]")) {
    const on = symbols.part(cell.dataset.count)?.on;
    cell.textContent = on ? number.format(sums[cell.dataset.count] ?? 0) : "";
    cell.title = on ? say("inView", { count: cell.textContent }) : "";
  }
}
