// What is asked of the server for one layer: the query string of its tiles, counts, lists and exports.
const parts = [];

// give(layer) returns {parameter: value}; empty values are left out.
export function contribute(give) {
  parts.push(give);
}

// "?kind=mine,sme&status=operating" for one layer, sorted: one question has one address in every cache.
export function queryOf(layer, without = []) {
  const asked = Object.assign({}, ...parts.map((give) => give(layer)));
  const pairs = Object.entries(asked).filter(([name, value]) => value !== "" && value != null && !without.includes(name));
  return pairs.length ? `?${pairs.map(([name, value]) => `${name}=${escaped(value)}`).sort().join("&")}` : "";
}

// The same for counts, lists and files, to which the form it is drawn in means nothing.
export const questionOf = (layer, without = []) => queryOf(layer, ["as", ...without]);

const escaped = (value) => encodeURIComponent(value).replaceAll("%2C", ",");
