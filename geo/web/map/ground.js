// The ground of the map, one canvas per tile: land, water, roads, borders, in this order, of one request.
import STYLES from "./areas.json";
import { TILE_PX, ZOOM_SHIFT } from "./arealayer.js";
import { paintLines, paintWater } from "./groundpaint.js";
import { loadTile, tileUrl } from "./tile.js";
import { onScheme, pixelRatio, token } from "./tokens.js";

// Asked for together, where the server has them.
export const GROUND = ["neighbours", "areas", "water", "waterways", "railways", "roads", "places"];

let Ground;

// names: those of GROUND that there are. `turn(name, on)` hides one; `bare` leaves the borders only, for a base map
// below; `tint(feature)` gives a fill for an area, or nothing.
export function groundLayer(names, options = {}) {
  Ground ??= define();
  return new Ground(names, options);
}

function define() {
  return L.GridLayer.extend({
    options: { tileSize: TILE_PX, updateWhenZooming: false, keepBuffer: 1, minNativeZoom: ZOOM_SHIFT, pane: "tilePane", zIndex: 1 },

    initialize(names, options) {
      L.setOptions(this, options);
      this.name = "areas";
      this.names = names;
      this.hiddenParts = new Set();
      this.bare = false;
      this.tint = null;
      onScheme(() => this.repaint());
    },

    createTile(coords, done) {
      const canvas = document.createElement("canvas");
      canvas.stop = new AbortController();
      loadTile(tileUrl(this.names.join(","), { ...coords, z: coords.z - ZOOM_SHIFT }), canvas.stop.signal).then(
        (tile) => {
          canvas.tile = tile ?? {};
          this._paint(canvas, coords.z);
          done(null, canvas);
          this.fire("decoded", { coords, tile });
        },
        (error) => error.name === "AbortError" || (this.fire("failed", { error }), done(error, canvas)),
      );
      return canvas;
    },

    _removeTile(key) {
      this._tiles[key]?.el.stop?.abort();
      L.GridLayer.prototype._removeTile.call(this, key);
    },

    turn(name, on) {
      if (this.hiddenParts.has(name) === !on) return;
      this.hiddenParts[on ? "delete" : "add"](name);
      this.repaint();
      this.fire("decoded");
    },

    repaint() {
      for (const { el, coords } of this.shown()) if (el.tile) this._paint(el, coords.z);
    },

    shown() {
      return Object.values(this._tiles ?? {});
    },

    _paint(canvas, zoom) {
      const size = TILE_PX * pixelRatio();
      canvas.width = canvas.height = size;
      const context = canvas.getContext("2d");
      const { tile } = canvas;
      const on = (name) => tile[name] && !this.hiddenParts.has(name);
      if (!this.bare && tile.neighbours) paintAreas(context, tile.neighbours, STYLES.neighbours, size);
      // Land stays land when its borders are hidden.
      if (!this.bare && tile.areas) paintAreas(context, tile.areas, STYLES.areas.filter(({ fill }) => fill), size);
      if (this.tint && tile.areas) tintAreas(context, tile.areas, this.tint, size);
      if (!this.bare && on("water")) paintWater(context, tile, size);
      if (!this.bare) for (const name of ["waterways", "railways", "roads"]) if (on(name)) paintLines(context, tile, name, zoom, size);
      if (on("areas")) paintAreas(context, tile.areas, STYLES.areas.filter(({ line }) => line), size);
    },
  });
}

function paintAreas(context, layer, styles, size) {
  for (const style of styles) {
    const found = layer.features.filter((feature) => feature.type === 3 && (!style.level || (feature.properties.level ?? style.level) === style.level));
    for (const feature of found) stroke(context, areaPath(feature, size / layer.extent), style);
  }
}

function tintAreas(context, layer, tint, size) {
  for (const feature of layer.features) {
    const fill = feature.type === 3 && tint(feature.properties, context);
    if (!fill) continue;
    context.fillStyle = fill;
    context.fill(areaPath(feature, size / layer.extent), "evenodd");
  }
}

// Kept with the feature: areas are drawn again when their colours change.
export function areaPath(feature, scale) {
  if (feature.path?.scale === scale) return feature.path.drawn;
  const drawn = new Path2D();
  for (const ring of feature.rings) {
    ring.forEach((point, index) => drawn[index ? "lineTo" : "moveTo"](point.x * scale, point.y * scale));
    drawn.closePath();
  }
  feature.path = { scale, drawn };
  return drawn;
}

function stroke(context, path, { fill, line, width, dash }) {
  context.strokeStyle = token(fill ?? line);
  context.lineWidth = (width ?? 1) * pixelRatio();
  context.setLineDash((dash ?? []).map((part) => part * pixelRatio()));
  context.lineJoin = "round";
  if (fill) {
    context.fillStyle = token(fill);
    context.fill(path, "evenodd");
  }
  // Round a fill, a hairline of its own colour closes the seam that antialiasing leaves between neighbours.
  context.stroke(path);
  context.setLineDash([]);
}
