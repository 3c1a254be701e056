// Counts in hexagons that stand still while the map moves: one canvas per tile, coloured by classes of what is in view.
import { TILE_PX } from "../../../geo/web/map/arealayer.js";
import { areaPath } from "../../../geo/web/map/ground.js";
import { onScheme, pixelRatio, token } from "../../../geo/web/map/tokens.js";
import { growing, stepColour, stepOf } from "./groundramp.js";
import { sourceClass } from "./source.js";

let Hexagons;

// Fires "amounts" with {most, breaks} when tiles came or went.
export function hexLayer(name, query) {
  Hexagons ??= define();
  return new Hexagons(name, query);
}

function define() {
  return sourceClass().extend({
    options: { pane: "shading", opacity: 0.78 },

    initialize(name, query) {
      this.name = name;
      this.query = query;
      this.breaks = [];
      this.lit = null;
      this.on("changed", () => this._soon());
      onScheme(() => this._map && this._repaint());
    },

    beforeAdd() {},

    createTile(coords, done) {
      const holder = document.createElement("canvas");
      holder.width = holder.height = TILE_PX * pixelRatio();
      return this._begin(holder, coords, done);
    },

    // Classes are of all tiles that are here, so a tile is coloured when they are.
    _soon() {
      cancelAnimationFrame(this._frame);
      this._frame = requestAnimationFrame(() => this._map && this._repaint());
    },

    _repaint() {
      const most = this.shown().reduce((top, { el, current }) => Math.max(top, ...(current ? countsOf(el.tile?.[this.name]) : [])), 0);
      this.breaks = growing(most);
      for (const { el } of this.shown()) if (el.tile) paint(el, el.tile[this.name], this.breaks, this.lit);
      this.fire("amounts", { most, breaks: this.breaks });
    },

    // The hexagon under a place of the map: {id, count, bounds}, or nothing.
    at(latlng) {
      const { coords, el, x, y } = this._tileAt(latlng) ?? {};
      const layer = el?.tile?.[this.name];
      if (!layer) return null;
      const context = el.getContext("2d");
      const feature = layer.features.find((one) => context.isPointInPath(areaPath(one, el.width / layer.extent), x * el.width, y * el.width));
      return feature ? { id: feature.id, count: feature.properties.count, bounds: boundsOf(feature, layer.extent, coords, this._map) } : null;
    },

    _tileAt(latlng) {
      const zoom = this._map.getZoom();
      const point = this._map.project(latlng, zoom).divideBy(TILE_PX);
      const tile = this.shown().find(({ coords: { x, y, z }, current }) => current && z === zoom && x === Math.floor(point.x) && y === Math.floor(point.y));
      return tile && { ...tile, x: point.x - tile.coords.x, y: point.y - tile.coords.y };
    },

    light(id) {
      if (this.lit === id) return;
      this.lit = id;
      this._repaint();
    },
  });
}

const countsOf = (layer) => (layer?.features ?? []).map(({ properties: { count } }) => count);

function paint(canvas, layer, breaks, lit) {
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const feature of layer?.features ?? []) {
    const path = areaPath(feature, canvas.width / layer.extent);
    context.fillStyle = stepColour(stepOf(feature.properties.count, breaks));
    context.fill(path);
    context.strokeStyle = token(feature.id === lit ? "--text" : "--map-land");
    context.lineWidth = (feature.id === lit ? 3 : 1) * pixelRatio();
    context.stroke(path);
  }
}

function boundsOf({ rings }, extent, { x, y, z }, map) {
  const places = rings[0].map((point) => map.unproject([(x + point.x / extent) * TILE_PX, (y + point.y / extent) * TILE_PX], z));
  return L.latLngBounds(places);
}
