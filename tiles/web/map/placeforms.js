// One place as people write it: decimal degrees, degrees with minutes and seconds, UTM, MGRS.
import { mgrsText, utmText } from "./utm.js";

// [[key of its name, text]], the usual one first.
export function formsOf(latlng) {
  return [
    ["placeDecimal", `${latlng.lat.toFixed(6)}, ${latlng.lng.toFixed(6)}`],
    ["placeDegrees", `${sexagesimal(latlng.lat)}N ${sexagesimal(latlng.lng)}E`],
    ["placeUtm", utmText(latlng)],
    ["placeMgrs", mgrsText(latlng)],
  ];
}

// Rounded before it is taken apart, so that 60 seconds never appear.
function sexagesimal(degrees) {
  const tenths = Math.round(degrees * 36_000);
  const [whole, minutes, seconds] = [Math.floor(tenths / 36_000), Math.floor((tenths % 36_000) / 600), (tenths % 600) / 10];
  return `${whole}°${String(minutes).padStart(2, "0")}′${seconds.toFixed(1).padStart(4, "0")}″`;
}
