// The one search box: asks while one types, a list to walk with the arrow keys.
import { icon, make } from "./dom.js";
import { say } from "./data.js";

const PAUSE_MS = 180;
const LIMIT = 8;
const ICONS = { area: "area", coordinates: "compass", facility: "facility", estate: "area", report: "report", incident: "report" };

export function startSearch(form) {
  const box = form.querySelector("input");
  const list = form.querySelector("ul");
  // A list of options may hold nothing but options: what is said instead of them stands beside it.
  const said = make("div", { class: "search__list", role: "status", hidden: true });
  list.after(said);
  const state = { hits: [], chosen: -1, timer: 0, request: null, said };
  box.addEventListener("input", () => ask(box, list, state));
  box.addEventListener("focus", () => state.hits.length && open(box, list));
  box.addEventListener("keydown", (event) => onKey(event, box, list, state));
  form.addEventListener("submit", (event) => onSubmit(event, box, list, state));
  document.addEventListener("pointerdown", (event) => form.contains(event.target) || close(box, list, state));
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close(box, list, state));
  document.addEventListener("keydown", (event) => focusOnSlash(event, box));
  takeFromAddress(box, list, state);
}

// A search sent without scripts, or shared as a link, arrives as ?q=.
function takeFromAddress(box, list, state) {
  const asked = new URLSearchParams(location.search).get("q");
  if (!asked) return;
  box.value = asked;
  ask(box, list, state);
}

function focusOnSlash(event, box) {
  if (event.key !== "/" || event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  box.focus();
}

function ask(box, list, state) {
  clearTimeout(state.timer);
  state.request?.abort();
  const text = box.value.trim();
  if (!text) {
    state.hits = [];
    return close(box, list, state);
  }
  state.timer = setTimeout(() => fetchHits(text, box, list, state), PAUSE_MS);
}

async function fetchHits(text, box, list, state) {
  state.request = new AbortController();
  const { signal } = state.request;
  const patience = setTimeout(() => skeleton(box, list, state), 250);
  try {
    const response = await fetch(`/api/search?q=${encodeURIComponent(text)}&limit=${LIMIT}`, { signal });
    if (!response.ok) throw new Error(`search answered ${response.status}`);
    show(hitsOf(await response.json()), text, box, list, state);
  } catch (error) {
    if (error.name !== "AbortError") note(box, list, state, say("searchFailed"), say("searchFailedHelp"));
  } finally {
    clearTimeout(patience);
  }
}

const hitsOf = (answer) => answer.items ?? answer.hits ?? [];

function show(hits, text, box, list, state) {
  state.hits = hits;
  if (!hits.length) return note(box, list, state, say("nothing", { text }), say("nothingHelp"));
  state.said.hidden = true;
  list.replaceChildren(...hits.map((hit, index) => row(hit, index, text, box, list, state)));
  choose(0, box, list, state);
  open(box, list);
}

function row(hit, index, text, box, list, state) {
  return make("li", { class: "search__hit", id: `search-hit-${index}`, role: "option", "aria-selected": "false",
    onpointerdown: (event) => event.preventDefault(), onclick: () => go(hit, box, list, state) },
    icon(ICONS[hit.kind]), make("span", { class: "search__title" }, ...marked(hit.title, text)),
    hit.detail && make("span", { class: "search__detail" }, hit.detail));
}

function marked(title, text) {
  const at = title.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return [title];
  const end = at + text.length;
  return [title.slice(0, at), make("mark", {}, title.slice(at, end)), title.slice(end)];
}

function note(box, list, state, ...lines) {
  instead(box, list, state, make("div", { class: "search__note" }, ...lines.map((line) => make("p", {}, line))));
}

function skeleton(box, list, state) {
  const bars = ["", " skeleton--short", ""].map((kind) => make("div", { class: `skeleton${kind}` }));
  instead(box, list, state, make("span", { class: "visually-hidden" }, say("searching")), ...bars);
}

function instead(box, list, state, ...what) {
  close(box, list, state);
  state.said.replaceChildren(...what);
  state.said.hidden = false;
}

function onKey(event, box, list, state) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && state.hits.length) {
    event.preventDefault();
    open(box, list);
    choose((state.chosen + step + state.hits.length) % state.hits.length, box, list, state);
  } else if (event.key === "Escape") {
    close(box, list, state);
  }
}

function choose(index, box, list, state) {
  state.chosen = index;
  [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === index)));
  box.setAttribute("aria-activedescendant", `search-hit-${index}`);
  list.children[index]?.scrollIntoView({ block: "nearest" });
}

// Enter goes to the hit that is lit; while the answer is still on its way it asks at once.
function onSubmit(event, box, list, state) {
  event.preventDefault();
  const hit = !list.hidden && state.hits[state.chosen];
  if (hit) return go(hit, box, list, state);
  ask(box, list, state);
}

// The map listens for phangut:goto and prevents the default; elsewhere the address does the same job.
function go(hit, box, list, state) {
  const place = placeOf(hit);
  if (!place && !hit.url) return; // an answer, such as that the place is abroad, and nowhere to go
  close(box, list, state);
  box.value = hit.title;
  const stays = place && !document.dispatchEvent(new CustomEvent("phangut:goto", { detail: { ...hit, ...place }, cancelable: true }));
  if (stays) return box.blur();
  location.assign(place ? mapAddress(hit, place) : hit.url);
}

function placeOf(hit) {
  const { lon, lat } = hit.place ?? hit;
  return Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : null;
}

function mapAddress(hit, { lon, lat }) {
  const chosen = hit.layer && hit.id ? `&sel=${encodeURIComponent(`${hit.layer}:${hit.id}`)}` : "";
  return `/?at=${hit.zoom ?? 15}/${lat.toFixed(5)}/${lon.toFixed(5)}${chosen}`;
}

function open(box, list) {
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
}

function close(box, list, { said }) {
  list.hidden = said.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}
