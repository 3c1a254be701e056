// Whether the lines of a figure cross: such a figure has no inside.

// points: [{lat, lng}]; `closed` adds the line from the last to the first.
export function crosses(points, closed) {
  const lines = points.slice(1).map((point, index) => [points[index], point]);
  if (closed && points.length > 2) lines.push([points.at(-1), points[0]]);
  return lines.some((line, index) => lines.slice(index + 1).some((other, gap) => clash(line, other, gap === 0, closed && index === 0 && gap === lines.length - 2)));
}

// Neighbours share a point: they clash only where one runs back along the other.
function clash([a, b], [c, d], follows, closes) {
  if (follows) return back(a, b, d);
  if (closes) return back(b, a, c);
  const sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0) return true;
  return (!sides[0] && on(a, b, c)) || (!sides[1] && on(a, b, d)) || (!sides[2] && on(c, d, a)) || (!sides[3] && on(c, d, b));
}

const side = (a, b, c) => Math.sign((b.lng - a.lng) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lng - a.lng));

const on = (a, b, c) => c.lng >= Math.min(a.lng, b.lng) && c.lng <= Math.max(a.lng, b.lng) && c.lat >= Math.min(a.lat, b.lat) && c.lat <= Math.max(a.lat, b.lat);

const back = (a, b, c) => side(a, b, c) === 0 && (c.lng - b.lng) * (a.lng - b.lng) + (c.lat - b.lat) * (a.lat - b.lat) > 0;
