// The circle or figure that is drawn on the map: {centre, radius_m} or {corners}; and whether the map shows only what is
// inside. It is part of the address, and of the question that tiles are asked once `only` is on.
export const drawn = { shape: null, only: false };

const MOST_CORNERS = 200;
export const MOST_M = 100_000;

// "near:101.60000,13.80000,1000", "inside:101.6 13.8,101.7 13.8,101.7 13.9", with "only-" before it.
export function write() {
  const { shape, only } = drawn;
  if (!shape) return "";
  const [[name, value]] = Object.entries(question(shape));
  return `${only ? "only-" : ""}${name}:${value}`;
}

export function read(text) {
  const [, only, name, value] = /^(only-)?(near|inside):(.*)$/.exec(text ?? "") ?? [];
  drawn.shape = name ? (name === "near" ? circleOf(value) : figureOf(value)) : null;
  drawn.only = Boolean(only && drawn.shape);
}

// The parameter that asks for what is inside.
export function question(shape) {
  if (shape.corners) return { inside: shape.corners.map(({ lat, lng }) => `${lng.toFixed(6)} ${lat.toFixed(6)}`).join(",") };
  const { lat, lng } = shape.centre;
  return { near: `${lng.toFixed(6)},${lat.toFixed(6)},${Math.round(shape.radius_m)}` };
}

function circleOf(value) {
  const [lng, lat, radius_m] = value.split(",").map(Number);
  return placed(lat, lng) && radius_m > 0 && radius_m <= MOST_M ? { centre: { lat, lng }, radius_m } : null;
}

function figureOf(value) {
  const corners = value.split(",").map((pair) => pair.split(" ").map(Number)).map(([lng, lat]) => ({ lat, lng }));
  return corners.length >= 3 && corners.length <= MOST_CORNERS && corners.every(({ lat, lng }) => placed(lat, lng)) ? { corners } : null;
}

const placed = (lat, lng) => Number.isFinite(lat) && Number.isFinite(lng) && Math.abs(lat) <= 85 && Math.abs(lng) <= 180;
