// Roads, railways, water: one path per kind, so that thousands of roads are a dozen strokes.
import STYLES from "./roads.json";
import { pixelRatio, token } from "./tokens.js";

const CASED_FROM_PX = 2.2;

export function paintWater(context, tile, size) {
  if (!tile.water) return;
  context.fillStyle = token(STYLES.water.fill);
  context.fill(pathOf(tile.water.features, size / tile.water.extent, true), "evenodd");
}

// zoom: that of the map, which decides widths.
export function paintLines(context, tile, name, zoom, size) {
  if (!tile[name]) return;
  const kinds = Object.entries(STYLES[name]).map(([kind, style]) => ({ ...style, path: ofKind(tile[name], kind, size), px: widthAt(style.width, zoom) }));
  const drawn = kinds.filter(({ path, px }) => path && px);
  context.lineJoin = "round";
  for (const kind of drawn) if (kind.casing && kind.px >= CASED_FROM_PX) stroke(context, kind.path, kind.casing, kind.px + 1.6);
  for (const { path, px, line, casing, dash } of drawn) stroke(context, path, casing && px < CASED_FROM_PX ? casing : line, px, dash);
  for (const { path, px } of drawn.filter(({ ties }) => ties)) if (px > 1.2) stroke(context, path, "--map-land", px * 0.5, [6, 6]);
}

export function widthAt(stops, zoom) {
  if (zoom < stops[0][0]) return 0;
  const next = stops.findIndex(([at]) => at > zoom);
  if (next < 0) return stops.at(-1)[1];
  const [[from, thin], [to, wide]] = [stops[next - 1], stops[next]];
  return thin + ((wide - thin) * (zoom - from)) / (to - from);
}

function ofKind(layer, kind, size) {
  const found = layer.features.filter(({ properties }) => properties.kind === kind);
  return found.length ? pathOf(found, size / layer.extent, false) : null;
}

function pathOf(features, scale, closed) {
  const path = new Path2D();
  for (const { rings } of features) {
    for (const ring of rings) {
      ring.forEach((point, index) => path[index ? "lineTo" : "moveTo"](point.x * scale, point.y * scale));
      if (closed) path.closePath();
    }
  }
  return path;
}

function stroke(context, path, colour, px, dash) {
  context.strokeStyle = token(colour);
  context.lineWidth = px * pixelRatio();
  context.lineCap = dash ? "butt" : "round";
  context.setLineDash((dash ?? []).map((part) => part * pixelRatio()));
  context.stroke(path);
  context.setLineDash([]);
}
