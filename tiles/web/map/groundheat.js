// A heat map: the counts of a fine grid, smoothed over the view and coloured by how many are near.
import { overlayClass } from "../../../geo/web/map/overlay.js";
import { eachPoint } from "../../../geo/web/map/placing.js";
import { stepColour, STEPS } from "./groundramp.js";
import { source } from "./source.js";

const GRAIN_PX = 4;
const REACH = 8; // grains: 32 px to each side
const FAINT = 0.04;

let Heat;

// Fires "amounts" with {most} of what is in view, after each drawing.
export function heatLayer(name, query) {
  Heat ??= define();
  return new Heat(name, query);
}

function define() {
  return overlayClass().extend({
    initialize(name, query) {
      L.Renderer.prototype.initialize.call(this, { pane: "shading" });
      this.name = name;
      this.source = source(name);
      this.source.query = query;
      this.source.on("changed", () => this.again());
    },

    onAdd(map) {
      L.Renderer.prototype.onAdd.call(this, map);
      this.source.addTo(map);
    },

    onRemove() {
      this.source.remove();
      L.Renderer.prototype.onRemove.call(this);
    },

    filter(query) {
      this.source.filter(query);
    },

    paint(context, bounds) {
      const wide = Math.ceil(bounds.getSize().x / GRAIN_PX);
      const high = Math.ceil(bounds.getSize().y / GRAIN_PX);
      const field = new Float32Array(wide * high);
      const view = L.bounds(this._map.containerPointToLayerPoint([0, 0]), this._map.containerPointToLayerPoint(this._map.getSize()));
      const seen = { most: 0 };
      eachPoint(this.source.shown(), this.name, this._map, ({ properties: { count } }, x, y) => {
        if (x >= view.min.x && y >= view.min.y && x < view.max.x && y < view.max.y) seen.most = Math.max(seen.most, count);
        splat(field, wide, high, Math.round((x - bounds.min.x) / GRAIN_PX), Math.round((y - bounds.min.y) / GRAIN_PX), count);
      });
      if (seen.most) context.drawImage(coloured(field, wide, high), bounds.min.x, bounds.min.y, wide * GRAIN_PX, high * GRAIN_PX);
      this.fire("amounts", seen);
    },
  });
}

const KERNEL = kernel();

function kernel() {
  const side = REACH * 2 + 1;
  return Float32Array.from({ length: side * side }, (_, index) => {
    const far = Math.hypot((index % side) - REACH, Math.floor(index / side) - REACH) / REACH;
    return far < 1 ? (1 - far * far) ** 2 : 0;
  });
}

function splat(field, wide, high, x, y, weight) {
  const side = REACH * 2 + 1;
  for (let row = Math.max(0, y - REACH); row <= Math.min(high - 1, y + REACH); row++)
    for (let column = Math.max(0, x - REACH); column <= Math.min(wide - 1, x + REACH); column++)
      field[row * wide + column] += weight * KERNEL[(row - y + REACH) * side + column - x + REACH];
}

// By the root of the amount: one crowded city must not leave the rest of the country blank.
function coloured(field, wide, high) {
  const most = field.reduce((a, b) => Math.max(a, b), 0);
  const colours = Array.from({ length: STEPS }, (_, step) => channels(stepColour(step)));
  const canvas = document.createElement("canvas");
  canvas.width = wide;
  canvas.height = high;
  const context = canvas.getContext("2d");
  const image = context.createImageData(wide, high);
  for (let at = 0; at < field.length; at++) {
    const share = Math.sqrt(field[at] / most);
    if (share < FAINT) continue;
    const along = share * (STEPS - 1);
    const low = Math.min(STEPS - 2, Math.floor(along));
    for (let channel = 0; channel < 3; channel++) image.data[at * 4 + channel] = colours[low][channel] + (colours[low + 1][channel] - colours[low][channel]) * (along - low);
    image.data[at * 4 + 3] = 255 * Math.min(0.82, 0.25 + share);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
