// Polygons of one layer, one canvas per tile: the calm backdrop.
import STYLES from "./areas.json";
import { loadTile, tileUrl } from "./tile.js";
import { onScheme, pixelRatio, token } from "./tokens.js";

export const TILE_PX = 512;
// Leaflet counts zoom levels for tiles of 256 px; ours are drawn at 512, so one zoom less is asked for.
export const ZOOM_SHIFT = 1;

let AreaLayer;

export function areaLayer(name, options = {}) {
  AreaLayer ??= define();
  return new AreaLayer(name, options);
}

function define() {
  return L.GridLayer.extend({
    options: { tileSize: TILE_PX, updateWhenZooming: false, keepBuffer: 1, minNativeZoom: ZOOM_SHIFT, pane: "tilePane" },

    initialize(name, options) {
      L.setOptions(this, options);
      this.name = name;
      this.query = "";
      onScheme(() => this._map && this.redraw());
    },

    createTile(coords, done) {
      const canvas = document.createElement("canvas");
      const stop = new AbortController();
      canvas.stop = stop;
      const url = tileUrl(this.name, { ...coords, z: coords.z - ZOOM_SHIFT }) + this.query;
      loadTile(url, stop.signal).then(
        (tile) => {
          canvas.tile = tile;
          if (tile?.[this.name]) paint(canvas, tile[this.name], STYLES[this.name] ?? STYLES.areas);
          done(null, canvas);
          this.fire("decoded", { coords, tile });
          this.fire("changed");
        },
        (error) => error.name === "AbortError" || (this.fire("failed", { error }), done(error, canvas)),
      );
      return canvas;
    },

    _removeTile(key) {
      this._tiles[key]?.el.stop?.abort();
      L.GridLayer.prototype._removeTile.call(this, key);
      this.fire("changed");
    },

    // As the tiles of a point layer (tiles/web/map/source.js): where labels are drawn as signs.
    filter(query) {
      if (query === this.query) return;
      this.query = query;
      if (this._map) this.redraw();
    },

    shown() {
      return Object.values(this._tiles ?? {});
    },
  });
}

function paint(canvas, { extent, features }, styles) {
  const size = TILE_PX * pixelRatio();
  canvas.width = canvas.height = size;
  const context = canvas.getContext("2d");
  const scale = size / extent;
  const paths = new Map();
  for (const style of styles) {
    const chosen = features.filter((feature) => feature.type === 3 && matches(feature, style));
    for (const feature of chosen) {
      if (!paths.has(feature)) paths.set(feature, pathOf(feature.rings, scale));
      stroke(context, paths.get(feature), style);
    }
  }
}

const matches = ({ properties }, { level, kind }) => (!level || (properties.level ?? level) === level) && (!kind || properties.kind === kind);

function pathOf(rings, scale) {
  const path = new Path2D();
  for (const ring of rings) {
    ring.forEach((point, index) => path[index ? "lineTo" : "moveTo"](point.x * scale, point.y * scale));
    path.closePath();
  }
  return path;
}

function stroke(context, path, { fill, alpha, line, width, dash }) {
  if (fill) {
    context.fillStyle = token(fill);
    context.globalAlpha = alpha ?? 1;
    context.fill(path, "evenodd");
    context.globalAlpha = 1;
    if (alpha) return;
    // A hairline of the fill's own colour closes the seam that antialiasing leaves between neighbours.
    context.strokeStyle = token(fill);
    context.lineWidth = pixelRatio();
    context.setLineDash([]);
    return context.stroke(path);
  }
  context.strokeStyle = token(line);
  context.lineWidth = width * pixelRatio();
  context.setLineDash((dash ?? []).map((part) => part * pixelRatio()));
  context.lineJoin = "round";
  context.stroke(path);
}
