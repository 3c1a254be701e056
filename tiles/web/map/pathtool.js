// Setting points one after the other, for whatever is made of them: a distance, an area, a polygon to look into.
import { bent } from "./geodesic.js";
import { takeHand, taken } from "./hand.js";
import { sketch } from "./sketch.js";

// closed: a figure and not a line. changed() after each change; refuse(points, complete) gives the rule that such points
// would break, or nothing; leave() is called when there is nothing left to end.
export function pathTool(map, { closed, changed, refuse = () => null, refused, leave }) {
  const tool = { points: [], ended: false, pen: null, map, closed, changed, refuse, refused, leave };
  const acts = { moved: (...move) => moved(tool, ...move), tapped: (index) => tapped(tool, index) };
  tool.sketch = sketch(map, acts);
  start(tool);
  return {
    get points() { return tool.points; },
    get ended() { return tool.ended; },
    middle: () => add(tool, map.getCenter()),
    undo: () => undo(tool),
    end: () => end(tool),
    again: () => again(tool),
    set: (points) => (set(tool, points), end(tool)),
    remove() {
      tool.hand?.release();
      tool.sketch.remove();
    },
  };
}

function start(tool) {
  tool.ended = false;
  tool.hand = takeHand(tool.map, { point: (at) => add(tool, at), move: (at) => pen(tool, at), undo: () => undo(tool), end: () => end(tool), leave: () => leave(tool) });
}

const enough = ({ points, closed }) => points.length >= (closed ? 3 : 2);

function set(tool, points) {
  tool.points = points;
  draw(tool);
  tool.changed();
}

function add(tool, latlng) {
  const next = [...tool.points, latlng];
  if (tool.points.at(-1)?.equals(latlng)) return end(tool);
  allowed(tool, next, false) && set(tool, next);
}

function undo(tool) {
  if (tool.ended) start(tool);
  set(tool, tool.points.slice(0, -1));
}

function end(tool) {
  if (tool.ended || !enough(tool) || !allowed(tool, tool.points, true)) return;
  finish(tool);
  set(tool, tool.points);
}

function finish(tool) {
  tool.ended = true;
  tool.pen = null;
  tool.hand.release();
}

function again(tool) {
  if (!taken()) start(tool);
  set(tool, []);
}

function leave(tool) {
  if (enough(tool)) end(tool);
  else tool.leave();
}

function allowed(tool, points, complete) {
  const rule = tool.refuse(points, complete);
  tool.refused?.(rule);
  return !rule;
}

function pen(tool, latlng) {
  tool.pen = latlng;
  draw(tool);
}

// The first corner closes a figure, the last one ends a line.
function tapped(tool, index) {
  if (index === (tool.closed ? 0 : tool.points.length - 1)) end(tool);
}

function moved(tool, index, latlng, ended) {
  const next = tool.points.with(index, latlng);
  if (!ended) return tool.sketch.line(shapeOf(tool, next));
  if (allowed(tool, next, tool.ended)) set(tool, next);
  else draw(tool);
}

function draw(tool) {
  tool.sketch.draw({ ...shapeOf(tool, tool.points), corners: tool.points });
}

function shapeOf({ closed, ended, pen: at }, points) {
  const figure = closed && points.length > 2;
  const line = bent(figure ? [...points, points[0]] : points);
  const rubber = at && points.length && !ended ? [points.at(-1), at, ...(figure ? [points[0]] : [])] : null;
  return { line, closed: figure, pen: rubber && bent(rubber) };
}
