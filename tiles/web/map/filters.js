// What the map is narrowed by: one chip for each filter in use, the menu that adds one, and what the choice comes to.
import { count as number } from "../../../geo/web/frame/data.js";
import { icon, make } from "../../../geo/web/frame/dom.js";
import { contribute, questionOf } from "./asking.js";
import { filterOf, grouped, setValues } from "./choices.js";
import { learn, ruleOf, titleOf } from "./described.js";
import { layerNamed, page, part, say, signedLayers } from "./page.js";

const MOST_NAMED = 2;
const FRESH_MS = 60_000;

// {draw(), refused(layer, problem)}
export function filters(app) {
  const state = { app, refusals: new Map(), chips: part("chips"), menu: part("filter-menu"), add: part("add-filter"), totals: new Map(), open: null };
  contribute((layer) => Object.fromEntries(inForce(state, layer).map(({ filter, values }) => [filter, values.join(",")])));
  state.add.addEventListener("click", () => toggleMenu(state));
  part("clear").addEventListener("click", () => clear(state));
  part("filters").addEventListener("keydown", (event) => event.key === "Escape" && state.open && (event.stopPropagation(), closeMenu(state)));
  return { draw: () => draw(state), refused: (layer, problem) => refused(state, layer, problem) };
}

// Those of a layer that are asked of the server: a filter it refuses is said, and left out.
function inForce(state, layer) {
  return grouped(state.app.view.only).filter((one) => one.layer === layer.name && !whyNot(state, one));
}

function whyNot({ refusals }, { layer, filter, values }) {
  const declared = layerNamed(layer);
  if (!declared || !filterOf(declared, filter)) return say("filterWithheld");
  const refusal = refusals.get(`${layer}.${filter}`);
  return refusal?.values === values.join() ? refusal.why : "";
}

function refused(state, layer, problem) {
  const one = grouped(state.app.view.only).find(({ layer: name, filter }) => name === layer.name && filter === problem.field);
  if (!one) return;
  state.refusals.set(`${layer.name}.${one.filter}`, { values: one.values.join(), why: ruleOf(problem) });
  state.app.apply();
}

function draw(state) {
  const chosen = grouped(state.app.view.only);
  const focused = document.activeElement?.dataset?.key;
  state.chips.replaceChildren(...chosen.map((one) => chip(state, one)));
  part("clear").hidden = chosen.length === 0;
  for (const badge of document.querySelectorAll("[data-filter-badge]")) badge.textContent = chosen.length || "";
  if (focused) part("filters").querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  nameValues(state, chosen);
  state.open?.sync?.();
  sayTotals(state);
}

function chip(state, one) {
  const { layer, filter, values } = one;
  const title = layerNamed(layer) ? filterOf(layerNamed(layer), filter)?.title ?? filter : filter;
  const why = whyNot(state, one);
  const words = named(one);
  const key = `${layer}.${filter}`;
  const edit = make("button", { class: "fchip__what", type: "button", "data-key": `edit-${key}`, "aria-describedby": why ? `why-${key}` : null, onclick: () => openMenu(state, one) },
    make("span", { class: "fchip__title" }, title), make("span", { class: "fchip__values" }, words), make("span", { class: "visually-hidden" }, say("filterChange")));
  const remove = make("button", { class: "fchip__remove", type: "button", "data-key": `remove-${key}`, "aria-label": say("filterRemove", { title }), onclick: () => take(state, one) }, icon("close"));
  return make("li", { class: `fchip${why ? " is-refused" : ""}` }, make("span", { class: "fchip__body" }, edit, remove), why && make("p", { class: "fchip__why", id: `why-${key}` }, why));
}

function named({ layer, filter, values }) {
  const words = values.slice(0, MOST_NAMED).map((value) => titleOf(layer, filter, value)).join(` ${say("or")} `);
  return values.length > MOST_NAMED ? `${words} ${say("andMore", { count: values.length - MOST_NAMED })}` : words;
}

// Focus goes to the chip that takes the place of the one removed, else to "add".
function take(state, one) {
  const at = [...state.chips.children].findIndex((child) => child.contains(document.activeElement));
  setValues(state.app.view.only, one.layer, one.filter, []);
  state.app.apply({ step: true });
  (state.chips.children[Math.min(at, state.chips.children.length - 1)]?.querySelector(".fchip__remove") ?? state.add).focus();
}

function clear(state) {
  state.app.view.only.clear();
  state.app.apply({ step: true });
  state.add.focus();
}

// The words of long lists are loaded when a chip needs them.
async function nameValues(state, chosen) {
  const learned = await Promise.all(chosen.map(async ({ layer, filter, values }) => {
    const declared = layerNamed(layer);
    const known = declared && filterOf(declared, filter);
    if (!known || known.type === "text") return false;
    return learn(declared, known, values).catch(() => false);
  }));
  if (learned.some(Boolean)) draw(state);
}

const toggleMenu = (state) => (state.open ? closeMenu(state) : openMenu(state));

async function openMenu(state, one = null) {
  const { filterMenu } = await import("./filtermenu.js");
  state.back = document.activeElement?.dataset?.key;
  state.add.setAttribute("aria-expanded", "true");
  state.menu.hidden = false;
  state.open = filterMenu(state.app, state.menu, { one, close: () => closeMenu(state) });
}

function closeMenu(state) {
  state.open = null;
  state.menu.hidden = true;
  state.menu.replaceChildren();
  state.add.setAttribute("aria-expanded", "false");
  (part("filters").querySelector(`[data-key="${CSS.escape(state.back ?? "")}"]`) ?? state.add).focus();
}

// "1,234 in all · list · export" for every layer that is narrowed.
async function sayTotals(state) {
  const narrowed = signedLayers.filter((layer) => !state.app.view.off.has(layer.name) && questionOf(layer));
  part("totals").replaceChildren(...narrowed.map((layer) => totalLine(state, layer)));
  for (const layer of narrowed) await total(state, layer);
}

function totalLine({ totals }, layer) {
  const query = questionOf(layer);
  const found = totals.get(layer.name + query)?.count;
  // Lists and files know no past: what they hold would not be what the map shows.
  const past = query.includes("as_of=");
  const links = past ? [] : [layer.list_url && { href: joined(layer.list_url, query), title: say("asList") }, ...(layer.exports ?? []).map(({ url, title }) => ({ href: joined(url, query), title, download: true }))].filter(Boolean);
  return make("li", { class: "totals__line" }, make("span", { "data-total": layer.name }, say("inAll", { name: layer.description, count: found == null ? "…" : number.format(found) })),
    past && make("span", { class: "muted" }, say("listsToday")), ...links.map(({ href, title, download }) => make("a", { href, download: download ?? false }, title)));
}

// The same question at another address; what both say, the question says.
export function joined(url, query) {
  const [path, own = ""] = url.split("?");
  const asked = query.slice(1).split("&").filter(Boolean);
  const kept = own.split("&").filter((pair) => pair && !asked.some((other) => other.startsWith(pair.slice(0, pair.indexOf("=") + 1))));
  const pairs = [...kept, ...asked];
  return pairs.length ? `${path}?${pairs.join("&")}` : path;
}

async function total({ totals }, layer) {
  const query = questionOf(layer);
  const known = totals.get(layer.name + query);
  if (!layer.filters || (known && performance.now() - known.at < FRESH_MS)) return;
  try {
    const response = await fetch(`/tiles/${layer.name}/count.json${query}`);
    if (!response.ok) return;
    const { count } = await response.json();
    totals.set(layer.name + query, { count, at: performance.now() });
    const cell = part("totals").querySelector(`[data-total="${layer.name}"]`);
    if (cell && questionOf(layer) === query) cell.textContent = say("inAll", { name: layer.description, count: number.format(count) });
  } catch {
    // Without a connection the number in view still stands.
  }
}

export const filterableLayers = () => page.layers.filter((layer) => signedLayers.includes(layer));
