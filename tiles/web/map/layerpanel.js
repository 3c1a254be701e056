// The layer tree: what is published, with a count of what is in view, its signs, and room for what parts of the page add.
import { icon, make } from "../../../geo/web/frame/dom.js";
import { onScheme } from "../../../geo/web/map/tokens.js";
import { legend, syncLegend } from "./legend.js";
import { page, part, signedLayers, say } from "./page.js";

// What stands on the ground first, then the ground.
const LISTED = [...signedLayers].sort((a, b) => (a.geometry !== "point") - (b.geometry !== "point"));
// A backdrop without its neighbours would look broken, so they are no choice.
const GROUND = page.layers.filter((layer) => !signedLayers.includes(layer) && layer.name !== "neighbours");
const FOLDED = "phangut.legends";

// {draw(): say the state again, slot(name): room under a layer or under "ground" that outlasts every drawing}
export function layerPanel(app) {
  const panel = { app, body: part("layers"), slots: new Map(), sections: new Map(), told: new Map(), waiting: new Set(), folded: new Set(foldedBefore()) };
  panel.changed = () => app.apply({ step: true });
  for (const layer of LISTED) renewSoon(panel, layer);
  onScheme(() => LISTED.forEach((layer) => renewSoon(panel, layer)));
  app.symbols.on("painted", () => LISTED.filter((layer) => panel.told.has(layer) && panel.told.get(layer) !== toldOf(app, layer)).forEach((layer) => renewSoon(panel, layer)));
  return { draw: () => sync(panel), slot: (name) => slotOf(panel, name) };
}

// How many fields the reader has been told of so far: a legend must not name what is withheld from this reader.
const toldOf = (app, layer) => app.symbols.part(layer.name).told.size;

// One layer at a time, between frames: a legend is many small drawings, and the map must not wait for them.
function renewSoon(panel, layer) {
  if (panel.waiting.has(layer)) return;
  panel.waiting.add(layer);
  panel.line = (panel.line ?? Promise.resolve()).then(() => new Promise((done) => setTimeout(done))).then(() => renew(panel, layer));
}

function renew(panel, layer) {
  panel.waiting.delete(layer);
  panel.told.set(layer, toldOf(panel.app, layer));
  const focused = document.activeElement?.dataset?.key;
  const opened = [...(panel.sections.get(layer)?.querySelectorAll("details[open][data-field]") ?? [])].map(({ dataset }) => dataset.field);
  const fresh = section(panel, layer, panel.changed);
  for (const fold of fresh.querySelectorAll("details[data-field]")) fold.open = opened.includes(fold.dataset.field);
  const old = panel.sections.get(layer);
  panel.sections.set(layer, fresh);
  if (old?.isConnected) old.replaceWith(fresh);
  else if (panel.sections.size === LISTED.length) panel.body.replaceChildren(...LISTED.map((one) => panel.sections.get(one)), (panel.ground ??= ground(panel, panel.changed)));
  sync(panel);
  if (focused) panel.body.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  panel.app.recount?.();
}

function section(panel, layer, changed) {
  const body = make("div", { class: "layer__body", id: `legend-${layer.name}` }, ...legend(layer, panel.app, changed));
  const count = make("span", { class: "layer__count tabular", "data-count": layer.name });
  const head = make("div", { class: "layer__line" }, switchOf(panel, layer, changed, count), foldButton(panel, layer, body));
  return make("section", { class: "layer", "data-layer": layer.name, "aria-label": layer.description }, head, slotOf(panel, layer.name), body);
}

function switchOf({ app: { view } }, layer, changed, count = null) {
  const flip = () => {
    if (!view.off.delete(layer.name)) view.off.add(layer.name);
    changed();
  };
  const box = make("input", { type: "checkbox", "data-key": `layer-${layer.name}`, "data-switch": layer.name, onchange: flip });
  return make("label", { class: "layer__head" }, box, make("span", { class: "layer__name" }, layer.description), count);
}

function foldButton(panel, layer, body) {
  const button = make("button", { class: "layer__fold icon-button", type: "button", "aria-controls": body.id, "data-key": `legend-${layer.name}`, "aria-label": say("legendOf", { name: layer.description }) }, icon("chevron"));
  const show = () => {
    const open = !panel.folded.has(layer.name);
    button.setAttribute("aria-expanded", String(open));
    body.hidden = !open;
  };
  button.addEventListener("click", () => {
    if (!panel.folded.delete(layer.name)) panel.folded.add(layer.name);
    localStorage.setItem(FOLDED, [...panel.folded].join());
    show();
  });
  show();
  return button;
}

const foldedBefore = () => (localStorage.getItem(FOLDED) ?? "estates").split(",").filter(Boolean);

function ground(panel, changed) {
  const rows = GROUND.map((layer) => make("div", { class: "layer__line" }, switchOf(panel, layer, changed)));
  return make("section", { class: "layer layer--ground", "data-layer": "ground", "aria-label": say("groundLayers") }, make("h2", { class: "layer__title" }, say("groundLayers")), ...rows, slotOf(panel, "ground"));
}

function slotOf({ slots }, name) {
  if (!slots.has(name)) slots.set(name, make("div", { class: "layer__slot", "data-slot": name }));
  return slots.get(name);
}

function sync({ app, body, sections }) {
  for (const box of body.querySelectorAll("[data-switch]")) box.checked = !app.view.off.has(box.dataset.switch);
  for (const [layer, section] of sections) {
    section.classList.toggle("is-off", app.view.off.has(layer.name));
    syncLegend(section, layer, app);
  }
}
