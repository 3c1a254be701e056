// The scale of the sheet: always a round number, true at the middle of the map, with a bar and an arrow to the north.
import { count as number } from "../../../geo/web/frame/data.js";
import { make, makeSvg } from "../../../geo/web/frame/dom.js";
import { say } from "./page.js";

// As in print.css: symbols and names are smaller on paper, which is read from nearer than a screen.
const SHRINK = 0.8;
const MM_PX = (25.4 / 96) * SHRINK;
const A = 6378137;
const E2 = 0.00669437999014;
const WORLD_PX = 256;
const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8];
const OFFERED = [2_000, 4_000, 5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 200_000, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000];
const BAR_MM = 48;

export function printScale(map) {
  const scale = { map, chosen: "", view: "" };
  scale.select = make("select", { onchange: () => (scale.choose(scale.select.value), scale.fit()) }, make("option", { value: "" }, say("printFit")),
    ...OFFERED.map((value) => make("option", { value }, `1:${number.format(value)}`)));
  scale.box = make("div", { class: "paper__scale" });
  scale.north = north();
  // From the address: a number, or nothing for what fits.
  scale.choose = (text) => (scale.select.value = scale.chosen = /^[1-9]\d{2,7}$/.test(text) ? text : "");
  scale.look = (text) => ((scale.view = boundsOf(text) ? text : ""), ready(scale));
  scale.fit = () => fit(scale);
  scale.draw = () => draw(scale);
  return scale;
}

// The box that the screen showed, as west,south,east,north.
function boundsOf(text) {
  const [west, south, east, north] = (text ?? "").split(",").map(Number);
  return [west, south, east, north].every(Number.isFinite) && west < east && south < north ? L.latLngBounds([south, west], [north, east]) : null;
}

// Paper is looked at, not walked about on: only dragging is left.
function ready(scale) {
  const { map } = scale;
  Object.assign(map.options, { zoomSnap: 0, minZoom: 0 });
  map.setMaxBounds(null);
  map.on("dragend", () => (scale.view = map.getBounds().toBBoxString()));
  for (const handler of ["scrollWheelZoom", "doubleClickZoom", "touchZoom", "boxZoom", "keyboard"]) map[handler].disable();
}

function fit(scale) {
  const { map } = scale;
  const bounds = boundsOf(scale.view);
  const centre = bounds ? bounds.getCenter() : map.getCenter();
  const least = bounds ? map.getBoundsZoom(bounds) : map.getZoom();
  const wanted = Number(scale.chosen) || roundedUp(scaleAt(least, centre.lat));
  map.setView(centre, zoomAt(wanted, centre.lat), { animate: false });
}

function roundedUp(exact) {
  const power = 10 ** Math.floor(Math.log10(exact));
  return Math.round((STEPS.find((step) => step * power >= exact * 0.9999) ?? 10) * power);
}

// Metres on the ground of one pixel of the map from west to east, on the ellipsoid.
function groundOf(zoom, lat) {
  const across = Math.cos((lat * Math.PI) / 180) / Math.sqrt(1 - E2 * Math.sin((lat * Math.PI) / 180) ** 2);
  return ((2 * Math.PI * A) / (WORLD_PX * 2 ** zoom)) * across;
}

const scaleAt = (zoom, lat) => (groundOf(zoom, lat) * 1000) / MM_PX;

const zoomAt = (scale, lat) => Math.log2((groundOf(0, lat) * 1000) / MM_PX / scale);

function draw(scale) {
  const { map, box } = scale;
  const value = scaleAt(map.getZoom(), map.getCenter().lat);
  const shown = Math.round(value / 10 ** Math.max(0, Math.floor(Math.log10(value)) - 3)) * 10 ** Math.max(0, Math.floor(Math.log10(value)) - 3);
  const metres = barOf(value);
  const bar = make("div", { class: "paper__bar-line" }, ...[0, 1, 2, 3].map((piece) => make("i", { class: piece % 2 ? "" : "is-full" })));
  bar.style.width = `${((metres * 1000) / value).toFixed(3)}mm`;
  bar.dataset.metres = metres;
  box.dataset.scale = shown;
  box.replaceChildren(make("p", { class: "paper__number tabular" }, say("printScaleNumber", { number: number.format(shown) })), bar,
    make("p", { class: "paper__ticks tabular" }, make("span", {}, "0"), make("span", {}, metresText(metres / 2)), make("span", {}, metresText(metres))));
  box.querySelector(".paper__ticks").style.width = bar.style.width;
}

function barOf(value) {
  const most = (BAR_MM / 1000) * value;
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].find((step) => step * power <= most) * power;
}

const metresText = (metres) => (metres < 1000 ? `${number.format(metres)} ${say("metres")}` : `${number.format(metres / 1000)} ${say("kilometres")}`);

function north() {
  const arrow = makeSvg("svg", { viewBox: "0 0 24 40", class: "paper__north", role: "img", "aria-label": say("printNorth") },
    makeSvg("path", { d: "M12 2 20 28 12 23 4 28Z", fill: "#fff", stroke: "#17201f", "stroke-width": "1.4", "stroke-linejoin": "round" }),
    makeSvg("path", { d: "M12 2 12 23 4 28Z", fill: "#17201f" }), makeSvg("text", { x: "12", y: "39", "text-anchor": "middle", "font-size": "10", "font-weight": "700" }, say("printN")));
  return arrow;
}
