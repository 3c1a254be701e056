// The menu that adds a filter: every filter of every layer on the map, and every value of theirs, found by typing.
import { icon, make } from "../../../geo/web/frame/dom.js";
import { filterOf, filtersOf, setValues, valuesOf } from "./choices.js";
import { optionsOf, remember } from "./described.js";
import { layerNamed, say, signedLayers } from "./page.js";
import { refusal, textValue } from "./filtertext.js";

// From this many values on there is a field to narrow them; so many are shown at once.
const LONG = 8;
const MOST = 40;
let number = 0;

// one: {layer, filter} to begin with, or null for the list of all. Gives {sync()}.
export function filterMenu(app, box, { one, close }) {
  const menu = { app, box, close, id: `fmenu-${++number}`, values: new Map(), sync: () => syncBoxes(menu) };
  box.replaceChildren();
  if (one && layerNamed(one.layer) && filterOf(layerNamed(one.layer), one.filter)) showOne(menu, layerNamed(one.layer), filterOf(layerNamed(one.layer), one.filter));
  else showAll(menu);
  box.onkeydown = (event) => walk(event, box);
  return menu;
}

const offered = ({ app }) => signedLayers.filter((layer) => !app.view.off.has(layer.name) && filtersOf(layer).length);

function showAll(menu) {
  const list = make("div", { class: "fmenu__list" });
  const field = searchField(menu, say("filterFind"), (text) => (text ? found(menu, list, text) : list.replaceChildren(...all(menu))));
  list.replaceChildren(...all(menu));
  menu.box.replaceChildren(head(menu, field), list);
  field.querySelector("input").focus();
}

function all(menu) {
  return offered(menu).flatMap((layer) => [
    make("p", { class: "fmenu__layer" }, layer.description),
    make("ul", { class: "fmenu__items", "aria-label": layer.description }, ...filtersOf(layer).map((filter) => make("li", {}, filterButton(menu, layer, filter)))),
  ]);
}

function filterButton(menu, layer, filter) {
  const used = valuesOf(menu.app.view.only, layer.name, filter.name).length;
  return make("button", { class: "fmenu__item", type: "button", onclick: () => showOne(menu, layer, filter) },
    make("span", {}, filter.title), used > 0 && make("span", { class: "fmenu__used tabular" }, String(used)), icon("chevron"));
}

// Values by their words, over all filters: "plastic" need not be known to be a factory type.
async function found(menu, list, text) {
  const wanted = text.toLowerCase();
  const entries = (await Promise.all(offered(menu).map((layer) => valuesWith(menu, layer, wanted)))).flat();
  const names = offered(menu).flatMap((layer) => filtersOf(layer).filter(({ title }) => title.toLowerCase().includes(wanted)).map((filter) => make("li", {}, filterButton(menu, layer, filter))));
  const values = entries.slice(0, MOST).map(({ layer, filter, value, title }) => valueRow(menu, layer, filter, [value, title], filter.title));
  const rows = [...names, ...values];
  list.replaceChildren(rows.length ? make("ul", { class: "fmenu__items" }, ...rows) : make("p", { class: "fmenu__note" }, say("filterNothing")));
}

async function valuesWith(menu, layer, wanted) {
  const lists = await Promise.all(filtersOf(layer).filter(({ type }) => type !== "text").map(async (filter) => {
    const options = await optionsOf(layer, filter).catch(() => []);
    return options.filter(([, title]) => title.toLowerCase().includes(wanted)).map(([value, title]) => ({ layer, filter, value, title }));
  }));
  return lists.flat();
}

function head(menu, ...children) {
  return make("div", { class: "fmenu__head" }, ...children, make("button", { class: "icon-button", type: "button", "aria-label": say("filterDone"), title: say("filterDone"), onclick: menu.close }, icon("close")));
}

function searchField(menu, label, typed) {
  const id = `${menu.id}-find`;
  return make("div", { class: "fmenu__find" }, make("label", { class: "visually-hidden", for: id }, label),
    make("input", { id, class: "fmenu__input", type: "search", autocomplete: "off", spellcheck: "false", placeholder: label, oninput: (event) => typed(event.target.value.trim()) }));
}

async function showOne(menu, layer, filter) {
  const title = make("h3", { class: "fmenu__title", tabindex: "-1" }, filter.title, make("small", { class: "muted" }, layer.description));
  const back = make("button", { class: "icon-button fmenu__back", type: "button", "aria-label": say("filterAll"), title: say("filterAll"), onclick: () => showAll(menu) }, icon("chevron"));
  const body = make("div", { class: "fmenu__body" });
  menu.box.replaceChildren(head(menu, back, title), body);
  title.focus();
  if (filter.type === "text") return textValue(menu, layer, filter, body);
  body.append(make("div", { class: "skeleton" }), make("div", { class: "skeleton skeleton--short" }));
  try {
    choose(menu, layer, filter, await optionsOf(layer, filter), body);
  } catch {
    body.replaceChildren(make("p", { class: "fmenu__note" }, say("filterFailed")), make("button", { class: "button button--small", type: "button", onclick: () => showOne(menu, layer, filter) }, say("retry")));
  }
}

function choose(menu, layer, filter, options, body) {
  for (const [value, title] of options) remember(layer.name, filter.name, value, title);
  const list = make("ul", { class: "fmenu__items", "aria-label": filter.title });
  const fill = (text = "") => {
    const fits = options.filter(([value, title]) => `${value} ${title}`.toLowerCase().includes(text.toLowerCase()));
    const more = fits.length > MOST && !text ? [] : fits.slice(MOST);
    const rows = (text ? fits.slice(0, MOST) : fits).map((option) => valueRow(menu, layer, filter, option));
    list.replaceChildren(...rows, ...(more.length ? [make("li", { class: "fmenu__note" }, say("andMore", { count: more.length }))] : []));
    if (!rows.length) list.replaceChildren(make("li", { class: "fmenu__note" }, say("filterNothing")), typed(menu, layer, filter, text));
  };
  const field = options.length > LONG ? searchField(menu, say("filterValue", { title: filter.title }), fill) : null;
  fill();
  body.replaceChildren(...[field, list].filter(Boolean));
  (field ?? list).querySelector("input")?.focus();
}

// What is on no list may still be a value, such as a sub-item of a factory type: the server knows.
function typed(menu, layer, filter, text) {
  const why = make("p", { class: "fmenu__why", role: "alert" });
  const use = async () => {
    why.textContent = await refusal(layer, filter, text);
    if (!why.textContent) flip(menu, layer, filter, [text, text], true);
  };
  return make("li", {}, make("button", { class: "button button--small", type: "button", onclick: use }, say("filterUseThis", { value: text })), why);
}

function valueRow(menu, layer, filter, [value, title], about = "") {
  const box = make("input", { type: "checkbox", "data-value": JSON.stringify([layer.name, filter.name, value]), checked: valuesOf(menu.app.view.only, layer.name, filter.name).includes(value),
    onchange: (event) => flip(menu, layer, filter, [value, title], event.target.checked) });
  return make("li", {}, make("label", { class: "fmenu__value" }, box, make("span", {}, title, about && make("small", { class: "muted" }, about))));
}

function flip({ app }, layer, filter, [value, title], on) {
  remember(layer.name, filter.name, value, title);
  const others = valuesOf(app.view.only, layer.name, filter.name).filter((one) => one !== value);
  setValues(app.view.only, layer.name, filter.name, on ? [...others, value] : others);
  app.apply({ step: true });
}

// A chip removed elsewhere is unticked here.
function syncBoxes({ app, box }) {
  for (const input of box.querySelectorAll("[data-value]")) {
    const [layer, filter, value] = JSON.parse(input.dataset.value);
    input.checked = valuesOf(app.view.only, layer, filter).includes(value);
  }
}

// The arrows walk through what can be chosen, as in any menu.
function walk(event, box) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [...box.querySelectorAll(".fmenu__input, .fmenu__item, .fmenu__value input")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
