// Many in one place: a circle whose area follows the count, its ring split by state.
import { FONT, token } from "../../../geo/web/map/tokens.js";
import { count as number } from "../../../geo/web/frame/data.js";

const GROWTH = 18;
const ALPHA = { solid: 1, half: 0.5, dotted: 0.35, hollow: 0.16 };
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

export function drawAggregate(context, { x, y, r, feature, ring, dark }) {
  const { properties } = feature;
  disc(context, x, y, r + 1.5, token("--symbol-halo"));
  disc(context, x, y, r, token(dark ? "--text" : "--surface"));
  split(context, x, y, r, properties, ring);
  context.fillStyle = token(dark ? "--surface" : "--text");
  const text = r < 19 ? String(properties.count) : number.format(properties.count);
  context.font = `650 ${r < 15 ? 10.5 : r < 22 ? 11.5 : 13}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 0.5);
}

function disc(context, x, y, r, colour) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

function split(context, x, y, r, properties, ring) {
  let from = -Math.PI / 2;
  context.lineWidth = Math.max(2.5, r * 0.16);
  for (const { field, value, colour, alpha } of ring) {
    const share = (properties[`${field}:${value}`] ?? 0) / properties.count;
    if (!share) continue;
    const to = from + share * 2 * Math.PI;
    context.beginPath();
    context.arc(x, y, r - context.lineWidth / 2, from, to);
    context.strokeStyle = token(colour);
    context.globalAlpha = alpha;
    context.stroke();
    from = to;
  }
  context.globalAlpha = 1;
}
