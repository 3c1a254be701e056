// How names are written: from which zoom of the map, how large, who goes first where there is room for one only.
const grows = (from, small, step, large) => (zoom) => Math.min(large, small + (zoom - from) * step);

export const LEVELS = {
  province: { from: 5, size: grows(5, 11.5, 1, 17), weight: 600, rank: 0, until: 14 },
  district: { from: 9, size: grows(9, 12, 0.7, 15), weight: 500, rank: 2, until: 16 },
  subdistrict: { from: 12, size: grows(12, 12, 0.7, 14), weight: 400, rank: 5 },
};

export const PLACES = {
  city: { from: 6, size: grows(6, 11.5, 0.8, 17), weight: 600, rank: 1, colour: "--map-place" },
  town: { from: 9, size: grows(9, 11.5, 0.7, 16), weight: 500, rank: 3, colour: "--map-place" },
  suburb: { from: 12, size: grows(12, 11.5, 0.5, 14), weight: 400, rank: 6, colour: "--map-place" },
  village: { from: 12, size: grows(12, 11.5, 0.5, 14), weight: 400, rank: 7, colour: "--map-place" },
  quarter: { from: 13, size: () => 11.5, weight: 400, rank: 8, colour: "--map-place" },
  hamlet: { from: 14, size: () => 11.5, weight: 400, rank: 9, colour: "--map-place" },
  neighbourhood: { from: 14, size: () => 11.5, weight: 400, rank: 9, colour: "--map-place" },
};

export const ESTATE = { from: 11, size: grows(11, 11.5, 0.6, 14), weight: 500, rank: 4, colour: "--map-place", below: 11 };
export const REFS = { from: 8 };
export const STREETS = { from: 15 };
