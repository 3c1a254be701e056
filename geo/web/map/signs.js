// The signs of the map. Shape says kind, fill says status, colour says state, marks warn. Drawn once, then stamped.
// What they look like is data (signs.json): the sprite of the style documents is made from the same.
import DRAWN from "./signs.json";
import { pixelRatio, token } from "./tokens.js";

const stamps = new Map();

// What a feature of a layer looks like, from the layer's declaration of signs.
// -> {shape, fill, colour, marks: [...]}; the layer's default where no sign fits.
export function signOf(properties, signs, fallback = {}) {
  const look = { shape: "circle", fill: "solid", colour: "--symbol", ...fallback, marks: [] };
  for (const sign of signs) {
    // A sign without a field is the layer's own: every feature has it.
    if (sign.field && String(properties[sign.field]) !== sign.value) continue;
    if (sign.channel === "mark") look.marks.push(sign.draw);
    else look[sign.channel] = sign.draw;
  }
  return look;
}

export const keyOf = (look) => `${look.shape}|${look.fill}|${look.colour}|${look.marks.join()}`;

// The drawn symbol as a canvas with its own `half` (CSS px from centre to edge) and `lift` (px from its foot).
export function stamp(look, radius = 7) {
  const key = `${keyOf(look)}|${radius}|${pixelRatio()}|${token("--map-land")}`;
  if (!stamps.has(key)) stamps.set(key, draw(look, radius));
  return stamps.get(key);
}

// For legends and lists: the symbol in the middle of a square of `side` CSS pixels, whatever its shape.
export function stampImage(look, radius = 7, side = 28) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side * pixelRatio();
  canvas.style.width = canvas.style.height = `${side}px`;
  canvas.setAttribute("aria-hidden", "true");
  const drawn = stamp(look, radius);
  const context = canvas.getContext("2d");
  context.scale(pixelRatio(), pixelRatio());
  const drop = radius * (shapeOf(look).drop ?? 0);
  context.drawImage(drawn, side / 2 - drawn.half, side / 2 - drawn.half + drop, drawn.half * 2, drawn.half * 2);
  return canvas;
}

const shapeOf = ({ shape }) => DRAWN.shapes[shape] ?? DRAWN.shapes.circle;

function draw(look, radius) {
  const half = Math.ceil(radius * (shapeOf(look).tall ?? 1) + DRAWN.margin);
  const ratio = pixelRatio();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = half * 2 * ratio;
  Object.assign(canvas, { half });
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.translate(half, half);
  context.lineJoin = "round";
  for (const step of stepsOf(look)) paint(context, step, look, radius);
  return canvas;
}

// In the order in which they are drawn: what lies under the shape, the shape, the other marks.
function stepsOf(look) {
  const { path, steps } = shapeOf(look);
  const marks = Object.keys(DRAWN.marks).filter((mark) => look.marks.includes(mark)).flatMap((mark) => DRAWN.marks[mark]);
  const shape = steps.map((step) => ({ path, ...(DRAWN.steps[step] ?? step) }));
  return [...marks.filter((step) => step.under), ...shape, ...marks.filter((step) => !step.under)];
}

function paint(context, step, look, radius) {
  const colour = token(step.fill === "colour" || step.stroke === "colour" ? look.colour : step.fill ?? step.stroke);
  const size = step.pixels ? 1 : radius * (step.scale ?? 1) + (step.grow ?? 0);
  const [x, y] = (step.at ?? [0, 0]).map((part) => part * radius);
  const path = scaled(step.path, size, x, y);
  context.fillStyle = context.strokeStyle = colour;
  if (step.by_fill) return fillPartly(context, path, DRAWN.fills[look.fill] ?? DRAWN.fills.solid, size);
  if (step.fill) return context.fill(path);
  context.lineWidth = step.width;
  context.setLineDash(step.dash_pixels ?? (step.dash ?? []).map((part) => part * radius));
  context.stroke(path);
}

function fillPartly(context, shape, { path, lines, width, least }, size) {
  context.save();
  context.clip(shape);
  if (path) context.fill(scaled(path, size));
  context.setLineDash([]);
  context.lineWidth = Math.max(width * size, least);
  if (lines) context.stroke(scaled(lines, size));
  context.restore();
}

function scaled(path, size, x = 0, y = 0) {
  const moved = new Path2D();
  moved.addPath(new Path2D(path), new DOMMatrix([size, 0, 0, size, x, y]));
  return moved;
}
