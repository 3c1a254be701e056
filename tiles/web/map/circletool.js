// A circle: its centre is set with a click, its radius typed or dragged at the rim.
import { MOST_M } from "./drawn.js";
import { circle as ring, metresBetween, towards } from "./geodesic.js";
import { takeHand } from "./hand.js";
import { say } from "./page.js";
import { sketch } from "./sketch.js";

const CENTRE = 0;
const EAST = 90;

// changed(shape, settled): settled is false while something is being dragged, and before the centre is set.
export function circleTool(map, { radius_m, changed, leave }) {
  const tool = { map, changed, leave, centre: null, radius_m, hand: null };
  tool.sketch = sketch(map, { moved: (...move) => moved(tool, ...move) });
  take(tool);
  return {
    middle: () => put(tool, map.getCenter()),
    radius: (metres) => ((tool.radius_m = metres), tool.centre && put(tool, tool.centre)),
    again: () => again(tool),
    set: (shape) => ((tool.radius_m = shape.radius_m), put(tool, L.latLng(shape.centre))),
    remove: () => (tool.hand?.release(), tool.sketch.remove()),
  };
}

function take(tool) {
  const acts = { point: (at) => put(tool, at), move: (at) => draw(tool, at, tool.radius_m, false), undo() {}, end() {}, leave: tool.leave };
  tool.hand = takeHand(tool.map, acts);
}

function put(tool, centre) {
  tool.hand?.release();
  tool.hand = null;
  tool.centre = centre;
  draw(tool, centre, tool.radius_m, true);
  tool.changed({ centre, radius_m: tool.radius_m }, true);
}

function again(tool) {
  tool.centre = null;
  tool.sketch.draw({ line: [], corners: [] });
  if (!tool.hand) take(tool);
  tool.changed({ centre: null, radius_m: tool.radius_m }, false);
}

function draw({ sketch: drawing }, centre, radius_m, handles) {
  const corners = handles ? [centre, towards(centre, EAST, radius_m)] : [];
  drawing.draw({ line: ring(centre, radius_m), closed: true, corners, names: [say("toolCentre"), say("toolRim")] });
}

function moved(tool, index, latlng, ended) {
  if (index === CENTRE) tool.centre = latlng;
  else tool.radius_m = Math.round(Math.min(MOST_M, Math.max(1, metresBetween(tool.centre, latlng))));
  if (ended) return put(tool, tool.centre);
  tool.sketch.line({ line: ring(tool.centre, tool.radius_m), closed: true });
  tool.changed({ centre: tool.centre, radius_m: tool.radius_m }, false);
}
