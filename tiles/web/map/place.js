// Right click, long press or the menu key: who is responsible at this place, its coordinates, what one does from here.
import { distance, thai } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { borderNear, NEAR_M } from "./border.js";
import { copyText } from "./copying.js";
import { taken } from "./hand.js";
import { longPress } from "./longpress.js";
import { say } from "./page.js";
import { formsOf } from "./placeforms.js";

const WITHIN_M = 1000;
// Keys and fingers tell twice: on some systems as a right click too, somewhere on the map.
const ECHO_MS = 800;

export function placePopup(app) {
  let told = -ECHO_MS;
  const ask = (latlng, how) => taken() || open(app, latlng, how);
  const first = (latlng, how) => ((told = performance.now()), ask(latlng, how));
  app.openPlace = (latlng, how) => open(app, latlng, how);
  const callOff = longPress(app.map, (latlng) => first(latlng));
  app.map.on("contextmenu", ({ latlng }) => (callOff(), performance.now() - told < ECHO_MS || ask(latlng)));
  app.map.getContainer().addEventListener("keydown", (event) => {
    if (event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey)) return;
    event.preventDefault();
    first(app.map.getCenter(), { focus: true });
  });
}

async function open(app, latlng, { focus = false } = {}) {
  const { map } = app;
  const box = make("div", { class: "place", tabindex: "-1", role: "group", "aria-label": say("here") }, make("div", { class: "skeleton skeleton--title" }), make("div", { class: "skeleton" }));
  const { x: width, y: height } = map.getSize();
  const size = { minWidth: 240, maxWidth: Math.min(340, width - 90), maxHeight: Math.round(height * 0.55) };
  const popup = L.popup({ ...size, autoPanPadding: [20, 20] }).setLatLng(latlng).setContent(box).openOn(map);
  if (focus) box.focus({ preventScroll: true });
  // Unfolding makes it taller: it is placed anew, and scrolls where the page has no room.
  box.addEventListener("toggle", () => renew(popup, box), true);
  const found = await locate(latlng);
  if (!popup.isOpen()) return;
  box.replaceChildren(...found.lines, coordinates(latlng), ...(found.outside ? [] : [acts(app, latlng)]));
  renew(popup, box);
  showBorder(app, latlng, found.border, popup);
}

// Leaflet takes the content out and puts it in again, which loses the keyboard's place in it.
function renew(popup, box) {
  const focused = box.contains(document.activeElement) ? document.activeElement : null;
  popup.update();
  (box.contains(focused) ? focused : focused && box)?.focus({ preventScroll: true });
}

// {lines, border}; `outside` where the place is none of the country's.
async function locate({ lat, lng }) {
  try {
    const response = await fetch(`/api/locate?lon=${lng.toFixed(6)}&lat=${lat.toFixed(6)}`);
    if (response.status === 422) return { lines: [make("p", {}, say("outside"))], outside: true };
    if (!response.ok) throw new Error(`the place answered ${response.status}`);
    const found = await response.json();
    return { lines: lines(found), border: found.competence?.border };
  } catch {
    return { lines: [make("p", {}, say("locateError"))] };
  }
}

function coordinates(latlng) {
  const rows = formsOf(latlng).map(([key, text]) => make("li", {}, make("span", { class: "muted" }, say(key)), make("code", { class: "tabular" }, text),
    make("button", { class: "link-button", type: "button", "aria-label": `${say("placeCopy")}: ${say(key)}`, onclick: () => copyText(text) }, say("placeCopy"))));
  const [first, ...others] = rows;
  return make("div", { class: "place__forms" }, make("ul", {}, first), make("details", {}, make("summary", {}, say("placeForms")), make("ul", {}, ...others)));
}

function acts(app, { lat, lng }) {
  const within = () => {
    app.map.closePopup();
    app.useTool("circle", { lat, lng, radius_m: WITHIN_M });
  };
  return make("div", { class: "row place__acts" },
    make("a", { class: "button button--small", href: `/report/?lon=${lng.toFixed(6)}&lat=${lat.toFixed(6)}` }, say("report")),
    make("button", { class: "button button--small", type: "button", onclick: within }, say("placeWithin")));
}

function showBorder({ map, backdrop }, latlng, border, popup) {
  const ground = backdrop?.source;
  if (!ground || !border?.beyond || border.distance_m > NEAR_M) return;
  const group = borderNear(map, ground, latlng, border.beyond.code).addTo(map);
  popup.once("remove", () => group.remove());
}

function lines({ areas = [], competence, nearest = [] }) {
  const names = areas.map((area) => (thai ? area.name_th : area.name_en || area.name_th)).reverse().join(", ");
  const lead = competence?.lead;
  const border = competence?.border;
  const reason = (thai ? competence?.reason_th : competence?.reason_en) ?? competence?.reason;
  const first = nearest[0];
  return [
    make("h3", { class: "place__area" }, names || say("here")),
    lead && make("p", {}, make("span", { class: "muted" }, say("responsible")), make("br"), make("strong", {}, wordOf(lead.name ?? lead.office))),
    competence?.caution && make("p", { class: "notice notice--warning" }, competence.caution),
    reason && make("p", { class: "place__reason" }, reason),
    border?.beyond && border.distance_m <= NEAR_M && make("p", { class: "notice notice--warning" }, say("border", { name: wordOf(border.beyond), distance: distance(border.distance_m) })),
    competence?.boundary?.quality === "backdrop" && make("p", { class: "notice notice--warning" }, say("backdrop", { distance: distance(competence.boundary.error_m) })),
    competence && grounds(competence),
    first && make("p", {}, make("span", { class: "muted" }, say("nearest")), make("br"), make("a", { href: `/facilities/${first.id}/` }, first.name), ` · ${distance(first.distance_m)}`),
  ].filter(Boolean);
}

// What the answer rests on, and what would change it: for whoever wants to check, so folded away at first.
function grounds({ lead, supporting = [], would_change: others = [], rule, rule_version: version, boundary }) {
  const beside = supporting.map((body) => make("li", {}, body.name, body.condition ? make("span", { class: "muted" }, `, ${body.condition}`) : ""));
  const changes = others.map((other) => make("li", {}, `${other.condition}: `, make("strong", {}, other.name)));
  return make("details", { class: "place__grounds" }, ...[
    make("summary", {}, say("grounds")),
    beside.length && make("p", { class: "muted" }, say("beside")),
    beside.length && make("ul", {}, ...beside),
    changes.length && make("p", { class: "muted" }, say("wouldChange")),
    changes.length && make("ul", {}, ...changes),
    make("p", { class: "muted" }, lead.legal_ground),
    make("p", { class: "muted" }, say("ruleVersion", { rule, version, edition: boundary.edition })),
  ].filter(Boolean));
}

// Some answers name a body in both languages, some in one.
const wordOf = (value) => (value && typeof value === "object" ? (thai ? value.name_th ?? value.th : value.name_en ?? value.en ?? value.name_th) ?? value.name ?? "" : value ?? "");
