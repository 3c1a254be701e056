// Numbers of roads in small boxes, and names along streets, where there is room.
import { TILE_PX } from "./arealayer.js";
import { FONT, token } from "./tokens.js";

const REF_KINDS = { motorway: 5, trunk: 8, primary: 10, secondary: 12 };
const REF_APART_PX = 280;
// What is longer is no number but somebody's remark.
const LONGEST_REF = 8;
const STREET_APART_PX = 320;

// One box for a number in a tile at most, in the middle of its longest stretch.
export function refs(context, tiles, map, zoom, room) {
  context.font = `600 10.5px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const written = [];
  for (const { feature, line } of roadsOf(tiles, map)) {
    const { kind, ref } = feature.properties;
    if (!ref || zoom < (REF_KINDS[kind] ?? 99)) continue;
    const text = ref.split(";")[0].trim();
    if (text.length > LONGEST_REF) continue;
    const { x, y } = middle(line);
    if (written.some((other) => other.text === text && Math.hypot(other.x - x, other.y - y) < REF_APART_PX)) continue;
    const half = context.measureText(text).width / 2 + 4;
    if (!room.take([x - half - 3, y - 10, x + half + 3, y + 10])) continue;
    box(context, x, y, half, text);
    written.push({ text, x, y });
  }
}

function box(context, x, y, half, text) {
  context.beginPath();
  context.roundRect(x - half, y - 8, half * 2, 16, 3);
  context.fillStyle = token("--map-label-halo");
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = token("--map-road-major-casing");
  context.stroke();
  context.fillStyle = token("--map-label");
  context.fillText(text, x, y + 0.5);
}

// Straight along the straightest long stretch of the street; a street that winds stays without a name.
export function streets(context, tiles, map, field, room) {
  context.font = `400 11.5px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 3;
  const written = [];
  for (const { feature, line } of roadsOf(tiles, map)) {
    const { name_th: thai, name_en: english } = feature.properties;
    const text = field === "name_th" ? thai || english : english || thai;
    if (!text) continue;
    const width = context.measureText(text).width + 12;
    const at = straight(line, width);
    if (!at || written.some((other) => other.text === text && Math.hypot(other.x - at.x, other.y - at.y) < STREET_APART_PX)) continue;
    if (!room.take(boxOf(at, width / 2))) continue;
    along(context, at, text);
    written.push({ text, ...at });
  }
}

function along(context, { x, y, angle }, text) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.strokeStyle = token("--map-label-halo");
  context.strokeText(text, 0, 0);
  context.fillStyle = token("--map-label");
  context.fillText(text, 0, 0);
  context.restore();
}

function boxOf({ x, y, angle }, half) {
  const across = Math.abs(Math.cos(angle)) * half + 8;
  const down = Math.abs(Math.sin(angle)) * half + 8;
  return [x - across, y - down, x + across, y + down];
}

// Two points of the line that are `width` apart with little bend in between; upright reading.
function straight(line, width) {
  for (let from = 0; from < line.length - 1; from++) {
    let along = 0;
    for (let to = from + 1; to < line.length; to++) {
      along += Math.hypot(line[to].x - line[to - 1].x, line[to].y - line[to - 1].y);
      const direct = Math.hypot(line[to].x - line[from].x, line[to].y - line[from].y);
      if (along > direct * 1.03 + 1) break;
      if (direct < width) continue;
      const angle = Math.atan2(line[to].y - line[from].y, line[to].x - line[from].x);
      const upright = Math.abs(angle) > Math.PI / 2 ? angle - Math.sign(angle) * Math.PI : angle;
      return { x: (line[from].x + line[to].x) / 2, y: (line[from].y + line[to].y) / 2, angle: upright };
    }
  }
  return null;
}

// The longest stretch of every road of every tile, in layer points, great roads first.
function roadsOf(tiles, map) {
  const found = [];
  const origin = map.getPixelOrigin();
  for (const { coords, el, current } of tiles) {
    const layer = current && el.tile?.roads;
    if (!layer || coords.z !== map.getZoom()) continue;
    const scale = TILE_PX / layer.extent;
    const place = (point) => ({ x: coords.x * TILE_PX + point.x * scale - origin.x, y: coords.y * TILE_PX + point.y * scale - origin.y });
    for (const feature of layer.features) {
      const longest = feature.rings.reduce((best, ring) => (ring.length > (best?.length ?? 1) ? ring : best), null);
      if (longest && (feature.properties.ref || feature.properties.name_th || feature.properties.name_en)) found.push({ feature, line: longest.map(place) });
    }
  }
  return found.sort((a, b) => rank(b) - rank(a));
}

const ORDER = ["track", "service", "residential", "unclassified", "tertiary", "secondary", "primary", "trunk", "motorway"];
const rank = ({ feature }) => ORDER.indexOf(feature.properties.kind);

const middle = (line) => line[Math.floor(line.length / 2)];
