// The outline of one area over everything on the ground: the one a row or the pointer stands on.
import { TILE_PX } from "../../../geo/web/map/arealayer.js";
import { areaPath } from "../../../geo/web/map/ground.js";
import { overlayClass } from "../../../geo/web/map/overlay.js";
import { token } from "../../../geo/web/map/tokens.js";

let Lit;

export function litLayer(ground) {
  Lit ??= define();
  return new Lit(ground);
}

function define() {
  return overlayClass().extend({
    initialize(ground) {
      L.Renderer.prototype.initialize.call(this, { pane: "shading" });
      this.ground = ground;
      this.code = null;
      ground.on("decoded tileunload", this.again, this);
    },

    onRemove() {
      this.ground.off("decoded tileunload", this.again, this);
      L.Renderer.prototype.onRemove.call(this);
    },

    light(code) {
      if (this.code === code) return;
      this.code = code;
      this.again();
    },

    // Each tile's piece within its tile: the cuts at the edges of tiles are no borders.
    paint(context) {
      if (!this.code) return;
      const origin = this._map.getPixelOrigin();
      for (const { el, coords, current } of this.ground.shown()) {
        const layer = current ? el.tile?.areas : null;
        const found = layer?.features.filter(({ type, properties }) => type === 3 && properties.code === this.code) ?? [];
        for (const feature of found) outline(context, feature, layer.extent, coords.x * TILE_PX - origin.x, coords.y * TILE_PX - origin.y);
      }
    },
  });
}

function outline(context, feature, extent, left, top) {
  context.save();
  context.translate(left, top);
  context.beginPath();
  context.rect(0, 0, TILE_PX, TILE_PX);
  context.clip();
  const path = areaPath({ rings: feature.rings }, TILE_PX / extent);
  for (const [colour, width] of [["--map-label-halo", 6], ["--selected", 3]]) {
    context.strokeStyle = token(colour);
    context.lineWidth = width;
    context.lineJoin = "round";
    context.stroke(path);
  }
  context.restore();
}

// The area of a level under a place of the map: its properties, or nothing.
export function areaAt(ground, map, latlng, level) {
  const zoom = map.getZoom();
  const point = map.project(latlng, zoom).divideBy(TILE_PX);
  const tile = ground.shown().find(({ coords: { x, y, z }, current }) => current && z === zoom && x === Math.floor(point.x) && y === Math.floor(point.y));
  const layer = tile?.el.tile?.areas;
  if (!layer) return null;
  const context = tile.el.getContext("2d");
  const side = tile.el.width;
  const [x, y] = [(point.x % 1) * side, (point.y % 1) * side];
  return layer.features.find((feature) => feature.type === 3 && feature.properties.level === level && context.isPointInPath(areaPath(feature, side / layer.extent), x, y, "evenodd"))?.properties ?? null;
}
