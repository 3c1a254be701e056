// Right click or long press: who is responsible at this place, and a report from here.
import { distance, thai } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { say } from "./page.js";

export function placePopup({ map }) {
  map.on("contextmenu", async ({ latlng }) => {
    const box = make("div", { class: "place" }, make("div", { class: "skeleton skeleton--title" }), make("div", { class: "skeleton" }));
    const { x: width, y: height } = map.getSize();
    const size = { minWidth: 240, maxWidth: Math.min(340, width - 90), maxHeight: Math.round(height * 0.55) };
    const popup = L.popup({ ...size, autoPanPadding: [20, 20] }).setLatLng(latlng).setContent(box).openOn(map);
    // Unfolding makes it taller: it is placed anew, and scrolls where the page has no room.
    box.addEventListener("toggle", () => popup.update(), true);
    box.replaceChildren(...(await answer(latlng)));
    popup.update();
  });
}

async function answer({ lat, lng }) {
  const coordinates = make("p", { class: "muted tabular place__at" }, `${lat.toFixed(5)}, ${lng.toFixed(5)}`);
  const report = make("a", { class: "button button--small", href: `/report/?lon=${lng.toFixed(6)}&lat=${lat.toFixed(6)}` }, say("report"));
  try {
    const response = await fetch(`/api/locate?lon=${lng.toFixed(6)}&lat=${lat.toFixed(6)}`);
    const found = await response.json();
    if (!response.ok) return [make("p", {}, response.status === 422 ? say("outside") : say("locateError")), coordinates];
    return [...lines(found), coordinates, report];
  } catch {
    return [make("p", {}, say("locateError")), coordinates, report];
  }
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
    border?.beyond && border.distance_m < 2000 && make("p", { class: "notice notice--warning" }, say("border", { name: wordOf(border.beyond), distance: distance(border.distance_m) })),
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
