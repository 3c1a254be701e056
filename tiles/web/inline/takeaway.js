// Goes into the map's file: draws the rows in the map's own signs, says what a symbol is, lists what is there.
// Asks nobody for anything. All words of people become text nodes, so that none of them is ever markup.
import { make } from "../../../geo/web/frame/dom.js";
import { signOf, stamp, stampImage } from "../../../geo/web/map/signs.js";
import { onScheme, token } from "../../../geo/web/map/tokens.js";

const RADIUS = 7;
const LISTED = 500;
// As the map draws the edges of areas.
const DASHES = { "area-dashed": "8 5", "area-dotted": "2 5", "area-mixed": "10 4 2 4" };
const known = [];

// parent: the layer group that folium made. data: {title, pin, signs, fields, features, count, words}
window.phangutRows = (group, data) => {
  const layer = { ...data, look: looks(data), group };
  for (const [place, feature] of data.features.entries()) group.addLayer(layer.features[place].drawn = data.point ? symbol(layer, feature) : ground(layer, feature));
  known.push(layer);
};

// Once everything is there: the legend, the list, and drawing anew when the reader's scheme changes.
window.phangutReady = (map, words) => {
  document.querySelector("[data-legend]")?.replaceChildren(...known.filter(({ features }) => features.length).map(legend));
  document.querySelector("[data-list]")?.addEventListener("toggle", ({ target }) => target.open && fillList(target, map, words));
  onScheme(() => map.eachLayer((layer) => layer.again?.()));
};

// Land of the backdrop in the colours of the scheme. Pieces of the neighbours' land meet at cuts that are no borders.
window.phangutGround = (group, { name }) => {
  const borders = name === "areas";
  const paint = () => group.setStyle({ stroke: borders, color: token("--map-border-strong"), fillColor: token(borders ? "--map-land" : "--map-neighbour"), weight: 1, fillOpacity: 1 });
  paint();
  onScheme(paint);
};

function looks({ signs, pin }) {
  const made = new Map();
  const fields = [...new Set(signs.map(({ field }) => field))];
  return (values) => {
    const key = fields.map((field) => values[field]).join("|");
    if (!made.has(key)) made.set(key, signOf(values, signs, pin ? { shape: "pin", colour: "--report" } : {}));
    return made.get(key);
  };
}

// One canvas for all of a layer: thousands of elements would be slow to pan on an old machine.
const Sign = L.CircleMarker.extend({
  _updatePath() {
    const { _ctx: context, _drawing: drawing } = this._renderer;
    if (!drawing || this._empty()) return;
    const drawn = stamp(this.options.look, RADIUS);
    context.drawImage(drawn, this._point.x - drawn.half, this._point.y - drawn.half, drawn.half * 2, drawn.half * 2);
  },
  _updateBounds() {
    const { half } = stamp(this.options.look, RADIUS);
    this._pxBounds = new L.Bounds(this._point.subtract([half, half]), this._point.add([half, half]));
  },
  _containsPoint(point) {
    const lift = this.options.look.shape === "pin" ? RADIUS * 1.4 : 0;
    return point.distanceTo(this._point.subtract([0, lift])) <= RADIUS + this._clickTolerance();
  },
  again() {
    this.redraw();
  },
});

function symbol(layer, [lon, lat, title, values]) {
  const sign = new Sign([lat, lon], { look: layer.look(values), radius: RADIUS });
  return sign.bindPopup(() => about(layer, title, values), { maxWidth: 320 });
}

function ground(layer, [shape, title, values]) {
  const look = layer.look(values);
  const drawn = L.geoJSON(shape, { pointToLayer: (_, place) => new Sign(place, { look, radius: RADIUS }) });
  drawn.again = () => drawn.setStyle({ color: token(look.colour), fillColor: token(look.colour), weight: 2, fillOpacity: 0.08, dashArray: DASHES[look.shape] });
  drawn.again();
  return drawn.bindPopup(() => about(layer, title, values), { maxWidth: 320 });
}

function about(layer, title, values) {
  const rows = Object.entries(values).filter(([name]) => !/^name_/.test(name)).map(([name, value]) => make("div", {}, make("dt", {}, layer.fields[name] ?? name), make("dd", {}, said(layer, name, value))));
  return make("div", { class: "about" }, make("strong", {}, title), make("dl", {}, ...rows));
}

function said({ signs, words }, name, value) {
  const sign = signs.find(({ field, value: wanted }) => field === name && wanted === String(value));
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return sign?.title ?? String(value);
}

function legend(layer) {
  const used = new Set(layer.features.flatMap((feature) => Object.entries(feature.at(-1)).map(([name, value]) => `${name}:${value}`)));
  const signs = layer.signs.filter(({ field, value, title }) => title && (!field || used.has(`${field}:${value}`)));
  const lines = signs.map((sign) => make("li", {}, stampImage(layer.look(sign.field ? { [sign.field]: boolean(sign.value) } : {}), RADIUS, 28), sign.title));
  return make("section", {}, make("h2", {}, layer.title), make("ul", {}, ...lines));
}

const boolean = (text) => ({ true: true, false: false })[text] ?? text;

function fillList(box, map, words) {
  const list = box.querySelector("ul");
  if (list.childElementCount) return;
  for (const layer of known) for (const feature of layer.features.slice(0, LISTED)) list.append(make("li", {}, make("button", { type: "button", onclick: () => show(map, feature) }, feature.at(-2)), ` · ${layer.title}`));
  const left = known.reduce((sum, { features }) => sum + Math.max(features.length - LISTED, 0), 0);
  if (left) list.append(make("li", {}, words.more.replace("{count}", left)));
}

function show(map, { drawn }) {
  map.setView(drawn.getLatLng?.() ?? drawn.getBounds().getCenter(), Math.max(map.getZoom(), 14));
  drawn.openPopup();
  document.querySelector(".folium-map").scrollIntoView();
}
