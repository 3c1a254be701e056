// What is asked of the server for one layer: the query string of its tiles, counts, lists and exports.
const parts = [];

// give(layer) returns {parameter: value}; empty values are left out.
export function contribute(give) {
  parts.push(give);
}

// "?kind=mine,sme&status=operating" for one layer, sorted: one question has one address in every cache.
export function queryOf(layer) {
  const asked = Object.assign({}, ...parts.map((give) => give(layer)));
  const pairs = Object.entries(asked).filter(([, value]) => value !== "" && value != null);
  return pairs.length ? `?${pairs.map(([name, value]) => `${name}=${escaped(value)}`).sort().join("&")}` : "";
}

const escaped = (value) => encodeURIComponent(value).replaceAll("%2C", ",");
