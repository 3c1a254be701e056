// A filter whose values people type: an area, an estate, a factory type. Tried on the server before it is taken.
import { make } from "../../../geo/web/frame/dom.js";
import { setValues, valuesOf } from "./choices.js";
import { remember, ruleOf } from "./described.js";
import { say } from "./page.js";

const PAUSE_MS = 200;
// Which answers of the search box are values of which filter.
const SUGGESTED = { area: "area", estate: "estate" };

export function textValue(menu, layer, filter, body) {
  const id = `${menu.id}-text`;
  const why = make("p", { class: "fmenu__why", id: `${id}-why`, hidden: true });
  const input = make("input", { id, class: "fmenu__input", type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-why` });
  const list = make("ul", { class: "fmenu__items", "aria-label": say("filterSuggestions") });
  const form = make("form", { class: "fmenu__form", novalidate: true }, make("label", { class: "fmenu__label", for: id }, say("filterType", { title: filter.title })), why,
    make("div", { class: "fmenu__row" }, input, make("button", { class: "button button--small button--primary" }, say("filterUse"))));
  const use = (value, title) => take({ menu, layer, filter, input, why }, value, title);
  form.addEventListener("submit", (event) => (event.preventDefault(), input.value.trim() && use(input.value.trim())));
  if (SUGGESTED[filter.name]) suggest(input, list, SUGGESTED[filter.name], use);
  body.replaceChildren(form, list);
  input.focus();
}

function suggest(input, list, kind, use) {
  let timer = 0;
  let stop;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    stop?.abort();
    const text = input.value.trim();
    if (!text) return list.replaceChildren();
    stop = new AbortController();
    timer = setTimeout(() => ask(text, kind, stop.signal).then((hits) => list.replaceChildren(...hits.map((hit) => suggestion(hit, use))), () => {}), PAUSE_MS);
  });
}

async function ask(text, kind, signal) {
  const response = await fetch(`/api/search?q=${encodeURIComponent(text)}&limit=20`, { signal });
  if (!response.ok) return [];
  return (await response.json()).items.filter((hit) => hit.kind === kind && hit.id).slice(0, 8);
}

function suggestion({ id, title, detail }, use) {
  return make("li", {}, make("button", { class: "fmenu__item", type: "button", onclick: () => use(id, title) }, make("span", {}, title, detail && make("small", { class: "muted" }, detail))));
}

// What the server refuses is said at the field, and changes nothing.
async function take({ menu, layer, filter, input, why }, value, title = value) {
  const rule = await refusal(layer, filter, value);
  why.textContent = rule;
  why.hidden = !rule;
  input.setAttribute("aria-invalid", String(Boolean(rule)));
  if (rule) return input.focus();
  remember(layer.name, filter.name, value, title);
  setValues(menu.app.view.only, layer.name, filter.name, [...new Set([...valuesOf(menu.app.view.only, layer.name, filter.name), value])]);
  menu.app.apply({ step: true });
  input.value = "";
  menu.close();
}

// The rule that the server gives against a value; empty where it has none.
export async function refusal(layer, filter, value) {
  try {
    const response = await fetch(`/tiles/${layer.name}/count.json?${filter.name}=${encodeURIComponent(value)}`);
    if (response.status !== 400) return "";
    return ruleOf(await response.json());
  } catch {
    return ""; // without a connection it is tried when there is one, and then said at the chip
  }
}
