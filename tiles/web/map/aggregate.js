// Many in one place: a circle whose area follows the count, its ring split by state.
import { FONT, token } from "../../../geo/web/map/tokens.js";
import { count as number } from "../../../geo/web/frame/data.js";

const GROWTH = 18;
const ALPHA = { solid: 1, half: 0.5, bars: 0.42, dotted: 0.35, dash: 0.35, cross: 0.24, hollow: 0.16 };
// A number of so many digits needs at least this radius to be read.
const ROOM = [0, 0, 0, 13, 16.5, 20, 23];

export function radiusOf(count, most, smallest) {
  return Math.max(ROOM[String(count).length] ?? 26, smallest + GROWTH * Math.sqrt(count / Math.max(most, 25)));
}

// The sign channel that splits the ring: colour of a state where the layer has one, else fill of a status.
export function ringOf(layer) {
  const signs = (channel) => layer.signs.filter((sign) => sign.channel === channel && layer.count_by.includes(sign.field));
  const coloured = signs("colour");
  return coloured.length ? coloured.map((sign) => ({ ...sign, colour: sign.draw, alpha: 1 }))
    : signs("fill").map((sign) => ({ ...sign, colour: "--symbol", alpha: ALPHA[sign.draw] ?? 1 }));
}

export function drawAggregate(context, { x, y, r, lift, feature, ring, pin }) {
  const { properties } = feature;
  const head = y - (lift ?? 0);
  if (pin) tail(context, x, y, head, r);
  disc(context, x, head, r + 1.5, token("--symbol-halo"));
  disc(context, x, head, r, token("--surface"));
  split(context, x, head, r, properties, ring, pin ? "--report" : "--symbol");
  const text = r < 19 ? String(properties.count) : number.format(properties.count);
  context.font = `650 ${r < 15 ? 10.5 : r < 22 ? 11.5 : 13}px ${FONT}`;
  context.fillStyle = token("--text");
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, head + 0.5);
}

// Many reports are a round pin: the foot is the place, and the head leaves the circle of facilities in sight.
function tail(context, x, y, head, r) {
  context.beginPath();
  context.moveTo(x - r * 0.55, head + r * 0.7);
  context.lineTo(x, y);
  context.lineTo(x + r * 0.55, head + r * 0.7);
  context.closePath();
  context.lineJoin = "round";
  context.strokeStyle = token("--symbol-halo");
  context.lineWidth = 3;
  context.stroke();
  context.fillStyle = token("--report");
  context.fill();
}

function disc(context, x, y, r, colour) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

// What no sign accounts for keeps the plain colour under the ring.
function split(context, x, y, r, properties, ring, plain) {
  let from = -Math.PI / 2;
  context.lineWidth = Math.max(2.5, r * 0.16);
  const known = ring.reduce((sum, { field, value }) => sum + (properties[`${field}:${value}`] ?? 0), 0);
  if (known < properties.count) arc(context, x, y, r, [-Math.PI / 2, 1.5 * Math.PI], plain, known ? 0.3 : 1);
  for (const { field, value, colour, alpha } of ring) {
    const share = (properties[`${field}:${value}`] ?? 0) / properties.count;
    if (!share) continue;
    const to = from + share * 2 * Math.PI;
    arc(context, x, y, r, [from, to], colour, alpha);
    from = to;
  }
}

function arc(context, x, y, r, [from, to], colour, alpha) {
  context.beginPath();
  context.arc(x, y, r - context.lineWidth / 2, from, to);
  context.strokeStyle = token(colour);
  context.globalAlpha = alpha;
  context.stroke();
  context.globalAlpha = 1;
}
