// A place in UTM and MGRS on WGS84, zones 47 and 48: what army maps, surveyors and GPS receivers in Thailand speak.
// Krüger's series to the fourth order of n (Karney 2011, eq. 7 to 12): better than a millimetre within a zone.
const A = 6378137;
const F = 1 / 298.257223563;
const N = F / (2 - F);
const E = Math.sqrt(F * (2 - F));
const SCALE = 0.9996;
const RADIUS = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const ALPHA = [
  N / 2 - (2 / 3) * N ** 2 + (5 / 16) * N ** 3 + (41 / 180) * N ** 4,
  (13 / 48) * N ** 2 - (3 / 5) * N ** 3 + (557 / 1440) * N ** 4,
  (61 / 240) * N ** 3 - (103 / 140) * N ** 4,
  (49561 / 161280) * N ** 4,
];
const BANDS = "CDEFGHJKLMNPQRSTUVWX";
const COLUMNS = ["STUVWXYZ", "ABCDEFGH", "JKLMNPQR"];
const ROWS = "ABCDEFGHJKLMNPQRSTUV";

// {zone, easting_m, northing_m} of a place north of the equator.
export function utm({ lat, lng }) {
  const zone = Math.floor((lng + 180) / 6) + 1;
  const sine = Math.sin((lat * Math.PI) / 180);
  const across = ((lng - (zone * 6 - 183)) * Math.PI) / 180;
  const t = Math.sinh(Math.atanh(sine) - E * Math.atanh(E * sine));
  const xi = Math.atan2(t, Math.cos(across));
  const eta = Math.atanh(Math.sin(across) / Math.hypot(1, t));
  const north = ALPHA.reduce((sum, alpha, index) => sum + alpha * Math.sin(2 * (index + 1) * xi) * Math.cosh(2 * (index + 1) * eta), xi);
  const east = ALPHA.reduce((sum, alpha, index) => sum + alpha * Math.cos(2 * (index + 1) * xi) * Math.sinh(2 * (index + 1) * eta), eta);
  return { zone, easting_m: 500_000 + SCALE * RADIUS * east, northing_m: SCALE * RADIUS * north };
}

export function utmText(latlng) {
  const { zone, easting_m: east, northing_m: north } = utm(latlng);
  return `${zone}N ${Math.round(east)} ${Math.round(north)}`;
}

// To the metre: 47PPR6331420765. Grid references are cut off, never rounded: they name a square.
export function mgrsText(latlng) {
  const { zone, easting_m: east, northing_m: north } = utm(latlng);
  const band = BANDS[Math.floor((latlng.lat + 80) / 8)];
  const column = COLUMNS[zone % 3][Math.floor(east / 100_000) - 1];
  const row = ROWS[(Math.floor(north / 100_000) + (zone % 2 ? 0 : 5)) % 20];
  const digits = (metres) => String(Math.floor(metres) % 100_000).padStart(5, "0");
  return `${zone}${band}${column}${row}${digits(east)}${digits(north)}`;
}
