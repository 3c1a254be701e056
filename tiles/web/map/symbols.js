// All point layers on one canvas over the view: drawn in one pass, hit-tested in one list, never cut at tile edges.
import { overlayClass } from "../../../geo/web/map/overlay.js";
import { eachPoint } from "../../../geo/web/map/placing.js";
import { stamp } from "../../../geo/web/map/signs.js";
import { token } from "../../../geo/web/map/tokens.js";
import { drawAggregate, radiusOf, ringOf } from "./aggregate.js";
import { isAggregate, isPinLayer, looks } from "./looks.js";
import { source } from "./source.js";

let Symbols;

// layers: TileJSON of the point layers, bottom first. Fires "painted" after each drawing.
export function symbols(layers) {
  Symbols ??= define();
  return new Symbols(layers);
}

export const radiusAt = (zoom) => (zoom < 11 ? 5 : zoom < 13 ? 6 : zoom < 15 ? 7 : 8.5);

function define() {
  return overlayClass().extend({
    initialize(layers) {
      L.Renderer.prototype.initialize.call(this, { pane: "symbols" });
      this.parts = layers.map((layer) => ({ layer, look: looks(layer), ring: ringOf(layer), source: source(layer.name), on: true }));
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
      if (this.lit) this._ring(context, this.lit, 2);
      const chosen = this.chosen && this.drawn.find((item) => this.isChosen(item));
      if (chosen) this._ring(context, chosen, 3.5);
      this.fire("painted");
    },

    _paintPart(context, bounds, part) {
      const found = [];
      eachPoint(part.source.shown(), part.layer.name, this._map, (feature, x, y) => {
        if (bounds.contains([x, y])) found.push({ feature, x, y, part });
      });
      const singles = found.filter(({ feature }) => !isAggregate(feature));
      this._stampAll(context, singles, part);
      this._circles(context, found.filter(({ feature }) => isAggregate(feature)), part);
    },

    // Struck-off ones first: where symbols touch, what works lies on top, and hazard above all.
    _stampAll(context, singles, part) {
      const radius = radiusAt(this._map.getZoom());
      for (const item of singles) item.look = part.look(item.feature.properties);
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
      const small = isPinLayer(part.layer);
      for (const item of many) {
        item.r = radiusOf(item.feature.properties.count, most, small ? 9 : 11);
        item.lift = 0;
        drawAggregate(context, { ...item, ring: part.ring, dark: small });
        this.drawn.push(item);
      }
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

const weight = ({ fill, marks }) => (marks.includes("flame") ? 4 : { solid: 3, half: 2 }[fill] ?? 1);
