// How a layer is shown: as symbols, heat, hexagons, or areas in colour; and which base map lies below.
import { make } from "../../../geo/web/frame/dom.js";
import { count as number } from "../../../geo/web/frame/data.js";
import { queryOf } from "./asking.js";
import { ground, labels } from "./ground.js";
import { page, say, signedLayers } from "./page.js";
import { keep } from "./permalink.js";
import { toast } from "./status.js";

const FORMS = ["symbols", "heat", "hexagons", "areas"];
const offered = (layer) => FORMS.filter((form) => form === "symbols" || form === "areas" || (layer.forms ?? ["hexagons", "heat"]).includes(form));
const shaded = signedLayers.filter((layer) => layer.geometry === "point" && offered(layer).length > 1);

// Sets view.form: {layer, form} or null. Only one layer is shaded at a time: two shadings cannot be told apart.
export function groundPart(app) {
  const state = { app, shown: null, selects: new Map(), legends: new Map() };
  keep("as", { read: (text) => (app.view.form = formOf(text)), write: () => (app.view.form ? `${app.view.form.layer}:${app.view.form.form}` : "") });
  for (const layer of shaded) place(state, layer);
  app.shade = () => shade(state);
  pane(app.map);
  if (page.basemaps.length) import("./groundbase.js").then(({ baseMaps }) => baseMaps(app, ground, labels));
  app.shade();
}

// As the address says it.
export const formNow = () => formOf(new URLSearchParams(location.search).get("as"));

function formOf(text) {
  const [name, form] = (text ?? "").split(":");
  const layer = shaded.find((one) => one.name === name);
  return layer && form !== "symbols" && offered(layer).includes(form) ? { layer: name, form } : null;
}

function place(state, layer) {
  const choose = make("select", { class: "show-as__choice", "data-key": `as-${layer.name}`, "aria-label": say("groundShowAsOf", { name: layer.description }), onchange: () => chosen(state, layer, choose.value) },
    ...offered(layer).map((form) => make("option", { value: form }, say(`groundAs_${form}`))));
  const legend = make("div", { class: "show-as__legend" });
  state.selects.set(layer.name, choose);
  state.legends.set(layer.name, legend);
  state.app.panel.slot(layer.name).append(make("label", { class: "show-as" }, make("span", {}, say("groundShowAs")), choose), legend);
}

function chosen({ app }, layer, form) {
  app.view.form = form === "symbols" ? null : { layer: layer.name, form };
  app.apply({ step: true });
}

// Called with every change of layers, filters or form: the one shading there is follows.
function shade(state) {
  const { app, selects } = state;
  const { form } = app.view;
  for (const [name, select] of selects) select.value = form?.layer === name ? form.form : "symbols";
  const wanted = form && !app.view.off.has(form.layer) ? form : null;
  const layer = wanted && shaded.find(({ name }) => name === wanted.layer);
  const before = state.shown;
  if (before && (before.form !== wanted?.form || before.layer !== layer)) clear(state);
  if (!wanted) return;
  const query = queryOf(layer);
  if (state.shown) state.shown.filter?.(query);
  else show(state, layer, wanted.form, query);
}

function clear(state) {
  state.shown.remove?.();
  state.shown.gone = true;
  state.legends.get(state.shown.layer.name).replaceChildren();
  state.shown = null;
}

const loaders = {
  heat: () => import("./groundheat.js"),
  hexagons: () => import("./groundhex.js"),
  areas: () => import("./groundshade.js"),
};

// What draws comes only when it is wanted; by then something else may be.
async function show(state, layer, form, query) {
  const shown = (state.shown = { layer, form, query });
  shown.filter = (text) => (shown.query = text);
  const module = await loaders[form]().catch(() => null);
  if (shown.gone) return;
  if (!module) {
    state.shown = null;
    return toast(say("tilesFailed"), say("retry"), () => shade(state));
  }
  const legend = state.legends.get(layer.name);
  Object.assign(shown, form === "areas" ? module.shading(state.app, layer, shown.query, legend) : density(state, layer, form, module, shown.query));
}

const withForm = (query, form) => `${query ? `${query}&` : "?"}as=${form}`;

function density({ app, legends }, layer, form, module, query) {
  const drawn = form === "heat" ? module.heatLayer(layer.name, withForm(query, form)) : module.hexLayer(layer.name, withForm(query, form));
  drawn.on("amounts", (seen) => densityLegend(legends.get(layer.name), form, seen));
  const still = form === "hexagons" ? hexagonsAnswer(app.map, drawn) : () => {};
  drawn.addTo(app.map);
  return { filter: (text) => drawn.filter(withForm(text, form)), remove: () => (still(), drawn.remove()) };
}

function pane(map) {
  const own = map.getPane("shading") ?? map.createPane("shading");
  own.style.zIndex = 250;
  own.style.pointerEvents = "none";
}

async function densityLegend(box, form, { most, breaks }) {
  const { wholeClasses, gradient } = await import("./groundramp.js");
  if (!most) return box.replaceChildren(make("p", { class: "muted" }, say("groundNothing")));
  const scale = form === "heat" ? gradient(say("groundFew"), say("groundMany", { count: number.format(most) })) : wholeClasses(breaks);
  box.replaceChildren(scale, make("p", { class: "show-as__method" }, say(form === "heat" ? "groundHeatMethod" : "groundHexMethod")));
}

// A hexagon says its number when it is pointed at, and is zoomed into when it is clicked.
function hexagonsAnswer(map, drawn) {
  const tip = L.tooltip({ direction: "top", opacity: 1 });
  const moved = ({ latlng }) => {
    const found = drawn.at(latlng);
    drawn.light(found?.id ?? null);
    if (found) tip.setLatLng(latlng).setContent(say("groundHere", { count: number.format(found.count) })).addTo(map);
    else tip.remove();
  };
  const clicked = ({ latlng }) => {
    const found = drawn.at(latlng);
    if (!found) return;
    toast(say("groundHere", { count: number.format(found.count) }));
    map.flyToBounds(found.bounds, { maxZoom: Math.min(map.getZoom() + 3, 18), duration: 0.4 });
  };
  map.on("mousemove", moved).on("click", clicked);
  return () => {
    map.off("mousemove", moved).off("click", clicked);
    tip.remove();
  };
}
