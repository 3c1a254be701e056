// All layers with signs on one canvas over the view: drawn in one pass, hit-tested in one list, never cut at tile edges.
import { overlayClass } from "../../../geo/web/map/overlay.js";
import { areaLayer, ZOOM_SHIFT } from "../../../geo/web/map/arealayer.js";
import { eachPoint } from "../../../geo/web/map/placing.js";
import { stamp } from "../../../geo/web/map/signs.js";
import { token } from "../../../geo/web/map/tokens.js";
import { drawAggregate, radiusOf, ringOf } from "./aggregate.js";
import { isAggregate, isPinLayer, looks } from "./looks.js";
import { source } from "./source.js";

let Symbols;

// layers: TileJSON of the layers with signs, bottom first. Fires "painted" after each drawing.
export function symbols(layers) {
  Symbols ??= define();
  return new Symbols(layers);
}

export const radiusAt = (zoom) => (zoom < 11 ? 5 : zoom < 13 ? 6 : zoom < 15 ? 7 : 8.5);

function define() {
  return overlayClass().extend({
    initialize(layers) {
      L.Renderer.prototype.initialize.call(this, { pane: "symbols" });
      this.parts = layers.map((layer) => ({ layer, look: looks(layer), ring: ringOf(layer), source: sourceOf(layer), on: true, told: new Set() }));
      this.drawn = [];
      for (const { source } of this.parts) source.on("changed", () => this.again());
    },

    beforeAdd(map) {
      const pane = map.getPane("symbols") ?? map.createPane("symbols");
      pane.style.zIndex = 420;
      pane.style.pointerEvents = "none";
    },

    onAdd(map) {
      L.Renderer.prototype.onAdd.call(this, map);
      for (const part of this.parts) if (part.on) part.source.addTo(map);
    },

    // Only when they have changed: hovering draws again, and must not make names jump.
    _tellCircles() {
      const now = this.circles().length ? this.circles().map(([x, y]) => `${x | 0},${y | 0}`).join(" ") : "";
      if (now === this._circlesBefore) return;
      this._circlesBefore = now;
      this.fire("circles");
    },

    // Where circles stand, as [west, north, east, south] in layer points: names give way to them.
    circles() {
      return this.drawn.filter(({ feature }) => isAggregate(feature)).map(({ x, y, r, lift }) => [x - r - 2, y - lift - r - 2, x + r + 2, y - lift + r + 2]);
    },

    part(name) {
      return this.parts.find(({ layer }) => layer.name === name);
    },

    toggle(name, on) {
      const part = this.part(name);
      if (!part || part.on === on) return;
      part.on = on;
      if (on) part.source.addTo(this._map);
      else part.source.remove();
      this.again();
    },

    paint(context, bounds) {
      this.drawn = [];
      for (const part of this.parts) if (part.on) this._paintPart(context, bounds, part);
      this._mark();
      if (this.inTray) for (const item of this.drawn) if (this.inTray(item)) this._ring(context, item, 3.5);
      if (this.lit) this._ring(context, this.lit, 2);
      const chosen = this.chosen && (this.drawn.find((item) => this.isChosen(item)) ?? this._standIn(context));
      if (chosen) this._ring(context, chosen, 3.5);
      this.fire("painted");
      this._tellCircles();
    },

    // When the first symbols stood on the screen: what the first view is measured by (bench/first_view.py).
    _mark() {
      if (this._marked || !this.drawn.some(({ part: { layer } }) => layer.name === "facilities")) return;
      this._marked = true;
      performance.mark("first facility");
    },

    _paintPart(context, bounds, part) {
      const found = [];
      const { min, max } = bounds;
      eachPoint(part.source.shown(), pointsOf(part.layer), this._map, (feature, x, y) => {
        if (x >= min.x && x <= max.x && y >= min.y && y <= max.y) found.push({ feature, x, y, part });
      });
      if (found.length) learn(part, found);
      if (isPinLayer(part.layer)) this._ontoRims(found);
      const singles = found.filter(({ feature }) => !isAggregate(feature));
      this._stampAll(context, singles, part);
      this._circles(context, found.filter(({ feature }) => isAggregate(feature)), part);
    },

    // A pin inside the circle of an aggregate would cover its number, so it stands on the circle's upper rim.
    _ontoRims(pins) {
      const circles = this.drawn.filter(({ feature }) => isAggregate(feature));
      for (const pin of pins) {
        for (const { x, y, r } of circles) {
          const across = pin.x - x;
          if (Math.hypot(across, pin.y - y) < r) pin.y = y - Math.sqrt(r * r - across * across) + 2;
        }
      }
    },

    // Struck-off ones first: where symbols touch, what works lies on top, and hazard above all.
    _stampAll(context, singles, part) {
      const radius = radiusAt(this._map.getZoom());
      for (const item of singles) item.look = item.feature.look ??= part.look(item.feature.properties);
      singles.sort((a, b) => weight(a.look) - weight(b.look) || a.y - b.y);
      for (const item of singles) {
        const pin = item.look.shape === "pin";
        const drawn = stamp(item.look, pin ? radius * 1.05 : radius);
        context.drawImage(drawn, item.x - drawn.half, item.y - drawn.half, drawn.half * 2, drawn.half * 2);
        item.r = radius;
        item.lift = pin ? radius * 1.4 : 0;
        this.drawn.push(item);
      }
    },

    _circles(context, many, part) {
      const most = Math.max(0, ...many.map(({ feature }) => feature.properties.count));
      many.sort((a, b) => b.feature.properties.count - a.feature.properties.count);
      const pin = isPinLayer(part.layer);
      for (const item of many) {
        item.r = pin ? radiusOf(item.feature.properties.count, most, 9) * 0.72 : radiusOf(item.feature.properties.count, most, 11);
        item.lift = pin ? item.r * 1.7 : 0;
        drawAggregate(context, { ...item, ring: part.ring, pin });
        this.drawn.push(item);
      }
    },

    // What is selected is shown also where it is only counted in an aggregate, or filtered out.
    _standIn(context) {
      if (!this.chosen.latlng) return null;
      const { x, y } = this._map.latLngToLayerPoint(this.chosen.latlng);
      const r = radiusAt(this._map.getZoom()) + 2;
      const drawn = stamp(this.chosen.look, r);
      context.drawImage(drawn, x - drawn.half, y - drawn.half, drawn.half * 2, drawn.half * 2);
      return { x, y, r, lift: this.chosen.look.shape === "pin" ? r * 1.4 : 0 };
    },

    _ring(context, { x, y, r, lift }, width) {
      context.beginPath();
      context.arc(x, y - lift, r + 5, 0, 2 * Math.PI);
      context.strokeStyle = token("--map-label-halo");
      context.lineWidth = width + 3;
      context.stroke();
      context.strokeStyle = token("--selected");
      context.lineWidth = width;
      context.stroke();
    },

    isChosen({ feature, part }) {
      return this.chosen && !isAggregate(feature) && part.layer.name === this.chosen.layer && String(feature.id) === String(this.chosen.id);
    },
  });
}

// Areas bring their outlines with them, above the administrative ones.
function sourceOf({ name, geometry, minzoom }) {
  return geometry === "point" ? source(name) : areaLayer(name, { zIndex: 3, minZoom: minzoom + ZOOM_SHIFT });
}

// The signs of areas stand where their names would.
const pointsOf = ({ name, geometry }) => (geometry === "point" ? name : `${name}_label`);

// Which fields of its signs this reader is told at all.
function learn({ layer, told }, found) {
  for (const { field } of layer.signs) {
    if (!field || told.has(field)) continue;
    const tells = ({ feature: { properties } }) => properties[field] != null || layer.signs.some((sign) => sign.field === field && properties[`${field}:${sign.value}`]);
    if (found.some(tells) || !layer.count_by.includes(field) && found.every(({ feature }) => isAggregate(feature))) told.add(field);
  }
}

const weight = ({ fill, marks }) => (marks.includes("flame") ? 4 : { solid: 3, half: 2, bars: 2 }[fill] ?? 1);
