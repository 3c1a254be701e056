// What lies inside the shape, layer by layer, as the filters of the page leave it: counts, rows, files.
import { count as number, distance } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { stampImage } from "../../../geo/web/map/signs.js";
import { questionOf } from "./asking.js";
import { described } from "./described.js";
import { drawn, question } from "./drawn.js";
import { quickFilter } from "./quickfilter.js";
import { lightUp } from "./lighting.js";
import { page, part, say } from "./page.js";
import { button } from "./toolpanel.js";

const PAGE = 50;

// {box, ask(), remove()}: asks by itself when filters or layers change.
export function inside(app) {
  const list = { app, box: make("div", { class: "inside" }), asked: "", stop: null };
  const watch = () => drawn.shape && list.asked && keyOf(app) !== list.asked && ask(list);
  app.symbols.on("painted", watch);
  return {
    box: list.box,
    ask: () => ask(list),
    remove() {
      app.symbols.off("painted", watch);
      list.stop?.abort();
    },
  };
}

const layersOf = ({ view }) => page.layers.filter(({ name, geometry, panel_url: url }) => geometry === "point" && url && !view.off.has(name));

const keyOf = (app) => JSON.stringify([drawn.shape, layersOf(app).map((layer) => [layer.name, questionOf(layer)])]);

// The page's question of a layer, and where.
function parametersOf(layer) {
  const query = new URLSearchParams(questionOf(layer));
  for (const [name, value] of Object.entries(question(drawn.shape))) query.set(name, value);
  return query;
}

async function ask(list) {
  list.asked = keyOf(list.app);
  list.stop?.abort();
  const { signal } = (list.stop = new AbortController());
  if (!list.box.childElementCount) list.box.replaceChildren(...["", "", "skeleton--short"].map((kind) => make("div", { class: `skeleton ${kind}` })));
  const groups = await Promise.all(layersOf(list.app).map((layer) => group(list, layer, signal)));
  if (!signal.aborted) list.box.replaceChildren(...(groups.length ? groups : [make("p", { class: "muted" }, say("toolNoLayer"))]));
}

async function group(list, layer, signal) {
  const head = (count) => make("h3", { class: "inside__head" }, layer.description, make("span", { class: "chip tabular", "data-inside-count": layer.name }, count));
  try {
    const found = await load(layer, signal);
    const rows = make("ul", { class: "inview__list inside__list" }, ...found.items.map((item) => row(list.app, layer, item)));
    const files = make("div", { class: "row inside__files" });
    exportsOf(layer, found.count).then((links) => files.replaceChildren(...links), () => {});
    const none = !found.count && make("p", { class: "muted" }, say("toolNothing"));
    return make("section", { class: "inside__layer" }, head(number.format(found.count)), quickFilter(list.app, layer), none, files, rows, more(list.app, layer, found, rows));
  } catch (error) {
    if (error.name === "AbortError") return make("div");
    return make("section", { class: "inside__layer" }, head("–"), make("p", {}, error.rule ?? say("toolListFailed")), error.rule ? null : button(say("retry"), () => ask(list)));
  }
}

// Rejects with `rule` where the server refuses the question: a shape too large, a filter withheld.
async function load(layer, signal, after) {
  const query = parametersOf(layer);
  query.set("limit", PAGE);
  if (after) query.set("after", after);
  const response = await fetch(`/tiles/${layer.name}/features.json?${query}`, { signal });
  if (response.ok) return response.json();
  const problem = response.status === 400 ? await response.json().catch(() => ({})) : {};
  throw Object.assign(new Error(`the list answered ${response.status}`), { rule: problem.detail });
}

function row(app, layer, item) {
  const { look } = app.symbols.part(layer.name);
  const latlng = item.lat == null ? null : L.latLng(item.lat, item.lon);
  const light = (on) => lightUp(app, layer, item, on ? latlng : null);
  const words = item.distance_m == null ? [item.title] : [item.title, make("small", { class: "muted tabular" }, distance(item.distance_m))];
  return make("li", {}, make("button", {
    class: "inview__item", type: "button", "data-id": item.id,
    onclick: ({ currentTarget }) => (comeBack(currentTarget), app.select({ layer: layer.name, id: String(item.id) }, latlng)),
    onmouseenter: () => light(true), onmouseleave: () => light(false), onfocus: () => light(true), onblur: () => light(false),
  }, stampImage(look(item.properties ?? {}), 6), make("span", {}, ...words)));
}

// Once the details are closed again, the keyboard is where it was.
function comeBack(button) {
  const lost = ({ activeElement: now }) => now === document.body || now.closest("[hidden]");
  const back = () => setTimeout(() => lost(document) && button.focus());
  part("close").addEventListener("click", back, { once: true });
}

function more(app, layer, found, rows) {
  if (!found.next) return null;
  const next = button(say("toolMore", { count: number.format(found.count - rows.childElementCount) }), async () => {
    const further = await load(layer, null, found.next);
    rows.append(...further.items.map((item) => row(app, layer, item)));
    next.replaceWith(...[more(app, layer, { ...further, count: found.count }, rows)].filter(Boolean));
  });
  return next;
}

// Files of exactly what is listed: the same question, asked of the layer's exports.
async function exportsOf(layer, count) {
  // Files know no past, as lists do not: what they hold would not be what is listed.
  if (count && parametersOf(layer).has("as_of")) return [make("span", { class: "muted" }, say("listsToday"))];
  const { exports = [] } = count ? await described(layer.name) : {};
  const links = exports.map(({ title, format, url }) => {
    const address = new URL(url, location.href);
    for (const [name, value] of parametersOf(layer)) address.searchParams.set(name, value);
    return make("a", { class: "button button--small", href: address.href, download: true, "data-export": format, "aria-label": say("toolExport", { format: title || format }) }, title || format);
  });
  return links.length ? [make("span", { class: "muted", "aria-hidden": "true" }, say("toolExports")), ...links] : [];
}
