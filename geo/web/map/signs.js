// The signs of the map. Shape says kind, fill says status, colour says state, marks warn. Drawn once, then stamped.
import { pixelRatio, token } from "./tokens.js";

const stamps = new Map();

// Room around a symbol's radius for its halo, ring, flame and badges.
const MARGIN = 10;

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
  const drop = look.shape === "pin" ? radius * 1.15 : 0;
  context.drawImage(drawn, side / 2 - drawn.half, side / 2 - drawn.half + drop, drawn.half * 2, drawn.half * 2);
  return canvas;
}

function draw(look, radius) {
  const tall = look.shape === "pin" ? radius * 2.2 : radius;
  const half = Math.ceil(tall + MARGIN);
  const ratio = pixelRatio();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = half * 2 * ratio;
  Object.assign(canvas, { half });
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.translate(half, half);
  compose(context, look, radius);
  return canvas;
}

function compose(context, look, radius) {
  const path = (SHAPES[look.shape] ?? SHAPES.circle)(radius);
  if (look.marks.includes("halo")) halo(context, radius);
  if (look.shape === "pin") return pin(context, look, radius, path);
  context.lineJoin = "round";
  context.strokeStyle = token("--symbol-halo");
  context.lineWidth = 4.5;
  context.stroke(path);
  if (look.shape === "diamond-sealed") context.stroke(diamond(radius + 3));
  context.fillStyle = token("--symbol-halo");
  context.fill(path);
  // A broken line would fray a full shape, so what is suspected is filled within its line.
  if (look.shape === "diamond-broken") fillBy(context, look, radius * 0.7, diamond(radius * 0.7));
  else fillBy(context, look, radius, path);
  outline(context, look, radius, path);
  if (look.marks.includes("dot")) dot(context, look, radius);
  if (look.marks.includes("flame")) flame(context, radius * 0.95, -radius * 0.95);
}

// Areas are told apart by their lines, as on the map itself.
const DASHES = { "diamond-broken": [0.62, 0.38], "area-dashed": [0.7, 0.35], "area-dotted": [0.24, 0.3], "area-mixed": [0.7, 0.28, 0.2, 0.28] };

// A seal round what the state has seized; a broken line round what is only suspected.
function outline(context, { shape, colour }, radius, path) {
  context.save();
  context.strokeStyle = token(colour);
  context.lineWidth = 1.8;
  context.setLineDash((DASHES[shape] ?? []).map((part) => part * radius));
  context.stroke(path);
  context.setLineDash([]);
  if (shape === "diamond-sealed") {
    context.lineWidth = 1.3;
    context.stroke(diamond(radius + 3));
  }
  context.restore();
}

function fillBy(context, { fill, colour }, radius, path) {
  if (fill === "hollow") return;
  context.save();
  context.fillStyle = token(colour);
  // Stopped: the lower half only, so that it reads the same in grey and on paper.
  if (fill === "half") context.clip(box(-radius * 1.5, radius * 0.05, radius * 3, radius * 2));
  if (fill === "dotted") context.clip(circle(0, 0, radius * 0.42));
  if (fill === "dash") context.clip(box(-radius * 0.6, -radius * 0.17, radius * 1.2, radius * 0.34));
  // Suspended: the two bars of a pause. Ordered closed: crossed out. Neither needs a colour or a grey.
  if (fill === "bars") context.clip(bars(radius));
  if (fill === "cross") context.clip(cross(radius));
  context.fill(path);
  context.restore();
}

function bars(r) {
  const path = box(-r * 0.5, -r * 1.5, r * 0.34, r * 3);
  path.addPath(box(r * 0.16, -r * 1.5, r * 0.34, r * 3));
  return path;
}

function cross(r) {
  const far = r * 1.5, half = Math.max(r * 0.12, 0.8);
  const path = polygon([[-far - half, -far + half], [-far + half, -far - half], [far + half, far - half], [far - half, far + half]]);
  path.addPath(polygon([[far + half, -far + half], [far - half, -far - half], [-far - half, far - half], [-far + half, far + half]]));
  return path;
}

function pin(context, look, radius, path) {
  context.lineJoin = "round";
  context.strokeStyle = token("--symbol-halo");
  context.lineWidth = 4;
  context.stroke(path);
  context.fillStyle = token(look.colour);
  context.fill(path);
  context.strokeStyle = token("--state-outline");
  context.lineWidth = 1.2;
  context.stroke(path);
  context.fillStyle = token("--symbol-halo");
  context.fill(circle(0, -radius * 1.35, radius * 0.38));
  const rings = { ring: 1, "ring-double": 2 };
  const count = Math.max(0, ...look.marks.map((mark) => rings[mark] ?? 0));
  for (let i = 0; i < count; i++) ring(context, -radius * 1.35, radius + 3 + i * 3.5);
  if (look.marks.includes("waves")) waves(context, -radius * 1.15, -radius * 0.35, radius * 0.5);
  if (look.marks.includes("clock")) clock(context, radius * 0.95, -radius * 2.1, radius * 0.62);
}

// A badge at the head: its time is over.
function clock(context, x, y, radius) {
  context.setLineDash([]);
  context.fillStyle = token("--symbol-halo");
  context.fill(circle(x, y, radius + 1));
  context.strokeStyle = token("--state-outline");
  context.lineWidth = 1.4;
  context.stroke(circle(x, y, radius));
  context.stroke(new Path2D(`M${x} ${y - radius * 0.65}V${y}H${x + radius * 0.5}`));
}

// Two waves beside the foot: carried by the wind, noticed by many.
function waves(context, x, y, width) {
  context.setLineDash([]);
  for (const [stroke, colour] of [[4, "--symbol-halo"], [1.6, "--state-outline"]]) {
    context.strokeStyle = token(colour);
    context.lineWidth = stroke;
    for (const row of [0, width * 0.8]) {
      context.stroke(new Path2D(`M${x - width} ${y + row}q${width / 2} ${-width * 0.7} ${width} 0t${width} 0`));
    }
  }
}

function ring(context, y, radius) {
  context.setLineDash([]);
  context.strokeStyle = token("--state-outline");
  context.lineWidth = 1.6;
  context.stroke(circle(0, y, radius));
}

function dot(context, { colour }, radius) {
  context.fillStyle = token(colour);
  context.fill(circle(0, 0, radius * 0.3));
}

function halo(context, radius) {
  context.save();
  context.setLineDash([3, 2.5]);
  context.strokeStyle = token("--muted");
  context.lineWidth = 1.2;
  context.stroke(circle(0, 0, radius + 5));
  context.restore();
}

function flame(context, x, y) {
  const path = new Path2D("M0 5.5C-3.4 5.5-4.6 3-4 1-3.6-.4-2.3-.9-2-2.2-1.8-3.2-2.1-4-2.1-4.8 0-4.2.9-2.6 1-1.2 1.5-1.5 1.7-2 1.7-2.6 3-1.5 4.1.3 4 2 3.9 4 2.6 5.5 0 5.5Z");
  context.save();
  context.translate(x, y);
  context.strokeStyle = token("--symbol-halo");
  context.lineWidth = 3;
  context.stroke(path);
  context.fillStyle = token("--symbol-hazard");
  context.fill(path);
  context.restore();
}

const SHAPES = {
  area: (r) => hexagon(r),
  "area-dashed": (r) => hexagon(r),
  "area-dotted": (r) => hexagon(r),
  "area-mixed": (r) => hexagon(r),
  diamond: (r) => diamond(r),
  square: (r) => box(-r * 0.86, -r * 0.86, r * 1.72, r * 1.72),
  triangle: (r) => polygon([[0, -r * 1.08], [r * 1.05, r * 0.8], [-r * 1.05, r * 0.8]]),
  "diamond-sealed": (r) => diamond(r),
  "diamond-broken": (r) => diamond(r * 1.15),
  circle: (r) => circle(0, 0, r * 0.95),
  house: (r) => polygon([[0, -r * 1.2], [r * 1.05, -r * 0.2], [r * 0.8, r * 0.95], [-r * 0.8, r * 0.95], [-r * 1.05, -r * 0.2]]),
  pin: (r) => new Path2D(`M0 0C${-r * 0.35} ${-r * 0.55} ${-r} ${-r * 0.85} ${-r} ${-r * 1.4}A${r} ${r} 0 1 1 ${r} ${-r * 1.4}C${r} ${-r * 0.85} ${r * 0.35} ${-r * 0.55} 0 0Z`),
};

function hexagon(r) {
  return polygon([[-r * 1.15, 0], [-r * 0.6, -r * 0.95], [r * 0.6, -r * 0.95], [r * 1.15, 0], [r * 0.6, r * 0.95], [-r * 0.6, r * 0.95]]);
}

function diamond(r) {
  return polygon([[0, -r * 1.2], [r * 1.2, 0], [0, r * 1.2], [-r * 1.2, 0]]);
}

function box(x, y, width, height) {
  const path = new Path2D();
  path.rect(x, y, width, height);
  return path;
}

function circle(x, y, radius) {
  const path = new Path2D();
  path.arc(x, y, radius, 0, 2 * Math.PI);
  return path;
}

function polygon(points) {
  const path = new Path2D();
  points.forEach(([x, y], index) => path[index ? "lineTo" : "moveTo"](x, y));
  path.closePath();
  return path;
}
