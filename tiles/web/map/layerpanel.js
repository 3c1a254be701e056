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
  const panel = { app, body: part("layers"), slots: new Map(), sections: new Map(), told: 0, folded: new Set(foldedBefore()) };
  const changed = () => app.apply({ step: true });
  const again = () => build(panel, changed);
  again();
  onScheme(again);
  app.symbols.on("painted", () => toldBy(app.symbols) !== panel.told && again());
  return { draw: () => sync(panel), slot: (name) => slotOf(panel, name) };
}

// How many fields the reader has been told of so far: a legend must not name what is withheld from this reader.
const toldBy = (symbols) => symbols.parts.reduce((sum, part) => sum + part.told.size, 1);

function build(panel, changed) {
  panel.told = toldBy(panel.app.symbols);
  const focused = document.activeElement?.dataset?.key;
  panel.sections = new Map(LISTED.map((layer) => [layer, section(panel, layer, changed)]));
  panel.body.replaceChildren(...panel.sections.values(), ground(panel, changed));
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
