// Names of areas: provinces first, then what room is left for districts and subdistricts.
import { overlayClass } from "./overlay.js";
import { eachPoint } from "./placing.js";
import { FONT, token } from "./tokens.js";

const LEVELS = {
  province: { from: 5, size: (zoom) => Math.min(17, 11.5 + (zoom - 5)), weight: 600, rank: 0 },
  district: { from: 9, size: (zoom) => Math.min(15, 12 + (zoom - 9) * 0.7), weight: 500, rank: 1 },
  subdistrict: { from: 12, size: (zoom) => Math.min(14, 12 + (zoom - 12) * 0.7), weight: 400, rank: 2 },
};
const AIR_PX = 6;

let LabelLayer;

// `source` is an area layer whose tiles hold label points.
export function labelLayer(source, language) {
  LabelLayer ??= define();
  return new LabelLayer(source, language);
}

function define() {
  return overlayClass().extend({
    initialize(source, language) {
      L.Renderer.prototype.initialize.call(this, { pane: "labels" });
      this.source = source;
      this.avoid = () => [];
      this.field = language.startsWith("th") ? "name_th" : "name_en";
      source.on("decoded tileunload", () => this.again());
      document.fonts?.ready.then(() => this.again());
    },

    beforeAdd(map) {
      const pane = map.getPane("labels") ?? map.createPane("labels");
      pane.style.zIndex = 380;
      pane.style.pointerEvents = "none";
    },

    paint(context) {
      const zoom = this._map.getZoom();
      const wanted = [];
      eachPoint(Object.values(this.source._tiles ?? {}), `${this.source.name}_label`, this._map, (feature, x, y) => {
        const level = LEVELS[feature.properties.level];
        const text = feature.properties[this.field] || feature.properties.name_th;
        if (level && zoom >= level.from && text) wanted.push({ text, x, y, level, code: feature.properties.code });
      });
      write(context, wanted, zoom, this.avoid());
    },
  });
}

function write(context, wanted, zoom, taken) {
  wanted.sort((a, b) => a.level.rank - b.level.rank || a.y - b.y);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = token("--map-label-halo");
  context.fillStyle = token("--map-label");
  const seen = new Set();
  for (const label of wanted) if (!seen.has(label.code) && writeOne(context, label, zoom, taken)) seen.add(label.code);
}

// In the middle of its area, else a little below, above, or beside it; else not at all.
function writeOne(context, { text, x, y, level }, zoom, taken) {
  const size = level.size(zoom);
  context.font = `${level.weight} ${size}px ${FONT}`;
  const half = { x: context.measureText(text).width / 2 + AIR_PX, y: size * 0.75 + 1 };
  const shifts = [[0, 0], [0, size * 1.3], [0, -size * 1.3], [half.x * 0.8, size], [-half.x * 0.8, size]];
  for (const [dx, dy] of shifts) {
    const box = [x + dx - half.x, y + dy - half.y, x + dx + half.x, y + dy + half.y];
    if (taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    context.strokeText(text, x + dx, y + dy);
    context.fillText(text, x + dx, y + dy);
    return true;
  }
  return false;
}

const overlap = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
