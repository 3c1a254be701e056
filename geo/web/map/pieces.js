// GeoJSON on a map, in the same signs as the tiles: for small maps and for the thing that is selected.
import { make } from "../frame/dom.js";
import { stampImage } from "./signs.js";
import { token } from "./tokens.js";

const SIDE = 44;
const FILLS = { operating: "solid", licensed: "dotted", stopped: "half", suspended: "bars", closed: "cross", struck_off: "hollow", unknown: "dash" };
const SHAPES = { factory: "square", mine: "triangle", sme: "circle", seized: "diamond-sealed", suspected: "diamond-broken", report: "pin", incident: "pin" };

// A feature's `properties` may hold: kind, status, hazard, state; colour (a token such as --team-1, or a CSS
// colour), number, title, dashed, error_radius_m.
export function pieces(geojson) {
  return L.geoJSON(geojson, {
    pointToLayer: (feature, latlng) => withRadius(marker(feature.properties ?? {}, latlng), feature, latlng),
    style: (feature) => lineStyle(feature.properties ?? {}, feature.geometry.type),
    onEachFeature: (feature, layer) => feature.properties?.title && layer.bindTooltip(make("span", {}, String(feature.properties.title)), { direction: "top" }),
  });
}

export const colourOf = (value) => (value?.startsWith("--") ? token(value) : value);

function marker(properties, latlng) {
  const icon = properties.number != null ? numbered(properties) : symbol(properties);
  return L.marker(latlng, { icon, keyboard: Boolean(properties.title), alt: String(properties.title ?? ""), riseOnHover: true });
}

function numbered({ number, colour }) {
  const html = make("span", { class: "map-marker map-marker--number" }, String(number));
  html.style.cssText = `width:28px;height:28px;background:${colourOf(colour) || token("--accent")}`;
  return L.divIcon({ html, className: "", iconSize: [28, 28] });
}

function symbol(properties) {
  const look = lookOf(properties);
  const pin = look.shape === "pin";
  const html = stampImage(look, pin ? 10 : 8, SIDE);
  return L.divIcon({ html, className: "map-marker", iconSize: [SIDE, SIDE], iconAnchor: [SIDE / 2, pin ? SIDE / 2 + 11.5 : SIDE / 2] });
}

export function lookOf({ kind, status, hazard, state, colour, shape, fill, point_only: pointOnly }) {
  const chosen = shape ?? SHAPES[kind] ?? (state ? "pin" : "circle");
  const marks = [hazard === true && "flame", pointOnly === true && "dot"].filter(Boolean);
  return { shape: chosen, fill: fill ?? FILLS[status] ?? "solid", colour: tokenName(colour, state), marks };
}

const tokenName = (colour, state) => (colour?.startsWith("--") ? colour : state ? `--state-${state}` : "--symbol");

// The halo of a doubtful position has its true size on the ground.
function withRadius(marker, feature, latlng) {
  const radius = feature.properties?.error_radius_m;
  if (!(radius > 0)) return marker;
  const style = { radius, color: token("--muted"), weight: 1.5, dashArray: "6 5", fillColor: token("--muted"), fillOpacity: 0.08, interactive: false };
  return L.featureGroup([L.circle(latlng, style), marker]);
}

function lineStyle({ colour, dashed, border }, type) {
  if (type.endsWith("Point")) return {};  // a marker has none, and its halo brings its own
  const color = colourOf(colour) || token("--selected");
  const line = { color, weight: type.endsWith("LineString") ? 4 : 2, opacity: 0.95, lineCap: "round", dashArray: dashed ? "8 8" : null };
  if (type.endsWith("LineString")) return { ...line, fill: false };
  return { ...line, fillColor: color, fillOpacity: border ? 0 : 0.14 };
}
