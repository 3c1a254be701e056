// The right panel: what is known about the thing that is selected, and its true geometry on the map.
import { count as number } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { lookOf, pieces } from "../../../geo/web/map/pieces.js";
import { featureButton } from "./inview.js";
import { isPhone, layerNamed, part, say, stage } from "./page.js";
import { sheet } from "./sheet.js";
import { toast } from "./status.js";
import { tell } from "./telling.js";

const PLAIN_TITLE = document.title;

// onClose() is called when the reader closes the panel, onPlace(latlng, look) when it is known where the thing stands.
export function detailPanel(map, { onClose, onPlace }) {
  const aside = stage.querySelector('[data-side="detail"]');
  const panel = { map, aside, body: part("detail"), title: part("detail-title"), sheet: sheet(aside), drawn: null, request: null, onPlace };
  part("close").addEventListener("click", onClose);
  part("copy").addEventListener("click", () => copyAddress());
  map.createPane("chosen").style.zIndex = 410;
  return {
    show: (selection, from) => show(panel, selection, from),
    choose: (items, select) => choose(panel, { items, select }),
    gather: (wanted) => gather(panel, wanted),
    hide: () => hide(panel),
    get open() { return !aside.hidden; },
  };
}

async function show(panel, selection, from) {
  byKeys(panel);
  hideGeometry(panel);
  open(panel, "");
  const signal = begin(panel);
  if (from) keepInSight(panel, from);
  try {
    const url = layerNamed(selection.layer).panel_url.replace("{id}", encodeURIComponent(selection.id));
    const response = await fetch(url, { signal, headers: { "X-Requested-With": "fetch" } });
    if (!response.ok || response.redirected) return refuse(panel, response.redirected ? 403 : response.status, selection);
    fill(panel, await response.text(), from);
  } catch (error) {
    if (error.name !== "AbortError") refuse(panel, 0, selection);
  }
}

// The shape of what is to come; what was asked for before is wanted no more.
function begin(panel) {
  panel.body.replaceChildren(...["skeleton--title", "", "", "skeleton--short"].map((kind) => make("div", { class: `skeleton ${kind}` })));
  panel.request?.abort();
  panel.request = new AbortController();
  return panel.request.signal;
}

// The fragment comes from our own server, escaped by its templates; scripts set this way do not run.
function fill(panel, html, from) {
  const holder = make("template");
  holder.innerHTML = html;
  const article = holder.content.querySelector("article");
  const title = article?.dataset.title ?? "";
  const heading = article?.querySelector("h1, h2, h3");
  if (heading?.textContent.trim() === title) heading.remove();  // the panel's own head says it
  panel.body.replaceChildren(holder.content);
  panel.body.scrollTop = 0;
  setTitle(panel, title);
  tell(title);
  const geometry = panel.body.querySelector(".panel-geometry");
  if (geometry) drawGeometry(panel, JSON.parse(geometry.textContent), from);
}

function drawGeometry(panel, geojson, from) {
  if (!geojson || (geojson.type === "Feature" && !geojson.geometry)) return;
  panel.drawn = shapesOnly(geojson).addTo(panel.map);
  const bounds = panel.drawn.getBounds();
  const place = from ?? (bounds.isValid() ? bounds.getCenter() : centreOf(geojson));
  if (!place) return;
  panel.onPlace(centreOf(geojson) ?? place, lookOf(propertiesOf(geojson)));
  keepInSight(panel, place);
}

const featureOf = (geojson) => (geojson.type === "FeatureCollection" ? geojson.features[0] : geojson);
const propertiesOf = (geojson) => featureOf(geojson)?.properties ?? {};

// The symbol itself is on the map already; a second marker over it would hide its sign.
function shapesOnly(geojson) {
  const drawn = pieces(geojson);
  drawn.eachLayer((layer) => {
    if (layer instanceof L.Marker) drawn.removeLayer(layer);
    else if (layer instanceof L.FeatureGroup) layer.eachLayer((inner) => inner instanceof L.Marker && layer.removeLayer(inner));
  });
  return drawn;
}

function centreOf(geojson) {
  const feature = featureOf(geojson);
  const geometry = feature?.geometry ?? feature;
  return geometry?.type === "Point" ? L.latLng(geometry.coordinates[1], geometry.coordinates[0]) : null;
}

function refuse(panel, status, selection) {
  const lines = { 403: ["panelHidden", "panelHiddenHelp"], 401: ["panelHidden", "panelHiddenHelp"], 404: ["panelGone", null] }[status] ?? ["panelFailed", "panelFailedHelp"];
  const next = encodeURIComponent(location.pathname + location.search);
  const action = lines[0] === "panelHidden" ? make("a", { class: "button button--primary", href: `/login/?next=${next}` }, say("login"))
    : lines[0] === "panelFailed" ? make("button", { class: "button button--primary", type: "button", onclick: () => show(panel, selection) }, say("retry")) : null;
  panel.body.replaceChildren(make("div", { class: "empty" }, make("h3", {}, say(lines[0])), lines[1] && make("p", {}, say(lines[1])), action));
  setTitle(panel, layerNamed(selection.layer).description);
}

// Who came by the list or the search box reads on in the panel, and goes back to where they were.
function byKeys(panel) {
  const { activeElement } = document;
  // What had the focus in the panel goes with its contents.
  panel.wantsFocus ||= panel.body.contains(activeElement);
  if (!activeElement?.closest(".side, [data-search]") || panel.aside.contains(activeElement)) return;
  panel.opener = activeElement;
  panel.wantsFocus = true;
}

// `more` is how many there are besides the items.
function choose(panel, { items, select, more = 0 }) {
  byKeys(panel);
  panel.request?.abort();
  hideGeometry(panel);
  open(panel, say("choose", { count: number.format(items.length + more) }));
  const rows = items.map((item) => make("li", {}, featureButton(item, select)));
  if (more) rows.push(make("li", { class: "muted inview__note" }, say("listMore", { count: number.format(more) })));
  panel.body.replaceChildren(make("ul", { class: "inview__list" }, ...rows));
}

// A list to choose from that is still to come: `load(signal)` gives its items, and how many there are besides.
async function gather(panel, wanted) {
  byKeys(panel);
  hideGeometry(panel);
  open(panel, say("choose", { count: number.format(wanted.count) }));
  const signal = begin(panel);
  try {
    const found = await wanted.load(signal);
    if (!signal.aborted) choose(panel, { ...found, select: wanted.select });
  } catch {
    if (signal.aborted) return;
    const again = make("button", { class: "button button--primary", type: "button", onclick: () => gather(panel, wanted) }, say("retry"));
    panel.body.replaceChildren(make("div", { class: "empty" }, make("p", {}, say("toolListFailed")), again));
    tell(say("toolListFailed"));
  }
}

function open(panel, title) {
  const first = panel.aside.hidden;
  panel.aside.hidden = false;
  stage.classList.add("has-detail");
  if (first) panel.sheet.set("half");
  setTitle(panel, title);
  if (panel.wantsFocus) panel.title.focus();
  panel.wantsFocus = false;
}

function hide(panel) {
  panel.request?.abort();
  const within = panel.aside.contains(document.activeElement);
  panel.aside.hidden = true;
  if (within) (panel.opener?.isConnected ? panel.opener : panel.map.getContainer()).focus({ preventScroll: true });
  stage.classList.remove("has-detail");
  hideGeometry(panel);
  setTitle(panel, "");
}

function hideGeometry(panel) {
  panel.drawn?.remove();
  panel.drawn = null;
}

function setTitle(panel, title) {
  panel.title.textContent = title;
  document.title = title ? `${title} · ${PLAIN_TITLE}` : PLAIN_TITLE;
}

// Moves the map just so far that the panel does not cover the place.
function keepInSight({ map, aside }, latlng) {
  const at = map.latLngToContainerPoint(latlng);
  const size = map.getSize();
  const box = aside.getBoundingClientRect();
  const frame = map.getContainer().getBoundingClientRect();
  const left = isPhone() ? 0 : stage.querySelector('[data-side="layers"]').getBoundingClientRect().right - frame.left;
  const free = isPhone() ? { left: 24, right: size.x - 24, top: 24, bottom: Math.max(80, box.top - frame.top - 40) } : { left: left + 40, right: box.left - frame.left - 60, top: 40, bottom: size.y - 60 };
  // What is off the screen altogether comes to the middle of what stays free; what is nearly in sight moves little.
  const off = at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y;
  const middle = [at.x - (free.left + free.right) / 2, at.y - (free.top + free.bottom) / 2];
  const shift = off ? middle : [beyond(at.x, free.left, free.right), beyond(at.y, free.top, free.bottom)];
  if (shift[0] || shift[1]) map.panBy(shift, { animate: !off, duration: 0.25 });
}

const beyond = (value, low, high) => (value < low ? value - low : value > high ? value - high : 0);

async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    toast(say("copied"), "", null, 2500);
  } catch {
    toast(location.href, "", null, 12000);
  }
}
