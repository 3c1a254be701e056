// The legend of the sheet: the signs that are on it, and no others.
import { make } from "../../../geo/web/frame/dom.js";
import { stampImage } from "../../../geo/web/map/signs.js";
import { isAggregate, looks } from "./looks.js";
import { layerNamed, page, say } from "./page.js";

export function printLegend(app) {
  const box = make("div", { class: "paper__legend" });
  return { box, draw: () => box.replaceChildren(make("h2", {}, say("printLegend")), ...ramps(), ...sections(app)) };
}

// Where a layer is shown in amounts (areas in colour, hexagons, heat), the scale that the panel has made for it.
function ramps() {
  return [...document.querySelectorAll("[data-slot] .ramp")].map((ramp) => make("section", {}, make("h3", {}, layerNamed(ramp.closest("[data-slot]").dataset.slot)?.description ?? ""), ramp.cloneNode(true)));
}

// What stands on the ground before the ground.
const sections = (app) => app.symbols.parts.filter(({ on }) => on).map((part) => section(app, part)).filter(Boolean).reverse();

function section({ map, symbols }, part) {
  const items = symbols.drawn.filter((item) => item.part === part && inSight(map, item));
  if (!items.length) return null;
  const { layer } = part;
  const rows = signsOf(layer, items).map(({ look, title }) => row(stampImage(look, 5, 22), title));
  if (items.some(({ feature }) => isAggregate(feature))) rows.push(row(make("span", { class: "paper__many" }, "24"), say("printMany")));
  return make("section", {}, make("h3", {}, layer.description), make("ul", {}, ...rows));
}

const row = (image, title) => make("li", {}, image, make("span", {}, title));

function inSight(map, { x, y }) {
  const { x: left, y: top } = map.containerPointToLayerPoint([0, 0]);
  const size = map.getSize();
  return x >= left && y >= top && x <= left + size.x && y <= top + size.y;
}

// Values that the design draws and names alike are one line.
function signsOf(layer, items) {
  const look = looks(layer);
  const found = new Map();
  for (const sign of layer.signs) {
    if (!sign.field || !items.some(({ feature: { properties } }) => has(properties, sign))) continue;
    // A sign that says nothing apart (the kinds of reports are all one pin) is named once, by its layer.
    const title = alone(layer, sign) ? layer.description : page.text[sign.draw] ?? sign.title;
    if (!found.has(title)) found.set(title, { title, look: look({ [sign.field]: { true: true, false: false }[sign.value] ?? sign.value }) });
  }
  return [...found.values()];
}

const alone = (layer, { field, draw, channel }) => channel !== "mark" && layer.signs.filter((sign) => sign.field === field).every((sign) => sign.draw === draw);

const has = (properties, { field, value }) => String(properties[field]) === value || properties[`${field}:${value}`] > 0;
