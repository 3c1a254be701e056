// Distances, areas and circles on the ellipsoid WGS84, by Karney's algorithms: exact to nanometres, unlike a sphere.
import geographiclib from "geographiclib-geodesic";

const EARTH = geographiclib.Geodesic.WGS84;
// A line drawn straight on the map is no geodesic: it is bent in pieces no longer than this.
const PIECE_M = 20_000;
const ROUND = 128;

export const metresBetween = (a, b) => EARTH.Inverse(a.lat, a.lng, b.lat, b.lng).s12;

// The lengths of the legs of a path, in metres.
export const legs = (points) => points.slice(1).map((point, index) => metresBetween(points[index], point));

// {area_m2, perimeter_m} of the polygon whose corners these are, whichever way round.
export function polygon(points) {
  const found = EARTH.Polygon(false);
  for (const { lat, lng } of points) found.AddPoint(lat, lng);
  const { area, perimeter } = found.Compute(false, true);
  return { area_m2: Math.abs(area), perimeter_m: perimeter };
}

// The path as it runs on the ground, for drawing.
export function bent(points) {
  return points.flatMap((point, index) => (index ? piecesOf(points[index - 1], point) : [point]));
}

function piecesOf(from, to) {
  const line = EARTH.InverseLine(from.lat, from.lng, to.lat, to.lng);
  const count = Math.max(1, Math.ceil(line.s13 / PIECE_M));
  return Array.from({ length: count }, (_, index) => (index + 1 === count ? to : latLngOf(line.Position((line.s13 * (index + 1)) / count))));
}

// The ring of all places that lie so far from the centre.
export function circle(centre, radius_m) {
  return Array.from({ length: ROUND }, (_, index) => towards(centre, (index * 360) / ROUND, radius_m));
}

// Azimuth in degrees from the north, clockwise.
export const towards = (from, azimuth, metres) => latLngOf(EARTH.Direct(from.lat, from.lng, azimuth, metres));

const latLngOf = ({ lat2, lon2 }) => L.latLng(lat2, lon2);
