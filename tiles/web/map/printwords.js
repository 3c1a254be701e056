// The words of the sheet: what the map is narrowed by, when it was printed, by which office.
import { make } from "../../../geo/web/frame/dom.js";
import { queryOf } from "./asking.js";
import { learn, titleOf } from "./described.js";
import { dayOf } from "./moment.js";
import { page, say } from "./page.js";
import { short } from "./units.js";

export function printWords(app) {
  const box = make("div", { class: "paper__words" });
  return { box, draw: async () => box.replaceChildren(...(await narrowed(app)), make("p", {}, say("printDay", { day: dayOf(new Date()) })), page.office ? make("p", {}, say("printOffice", { office: page.office })) : "") };
}

async function narrowed({ view, symbols }) {
  const shown = symbols.parts.filter(({ on, layer }) => on && !view.off.has(layer.name)).map(({ layer }) => layer);
  const lines = (await Promise.all(shown.map(wordsOf))).filter(({ words }) => words.length);
  if (!lines.length) return [make("h2", {}, say("printFilters")), make("p", {}, say("printUnfiltered"))];
  return [make("h2", {}, say("printFilters")), ...lines.map(({ layer, words }) => make("p", {}, make("strong", {}, `${layer.description}: `), words.join(" · ")))];
}

async function wordsOf(layer) {
  const query = [...new URLSearchParams(queryOf(layer))];
  return { layer, words: await Promise.all(query.map(([name, value]) => wordOf(layer, name, value))) };
}

async function wordOf(layer, name, value) {
  if (SPECIAL[name]) return SPECIAL[name](value);
  const filter = layer.filters?.find((one) => one.name === name) ?? { name, title: layer.vector_layers[0].fields[name] ?? name };
  const values = value.split(",");
  await learn(layer, filter, values).catch(() => false);
  return `${filter.title}: ${values.map((one) => titleOf(layer.name, name, one)).join(", ")}`;
}

const SPECIAL = {
  from: (day) => say("printFrom", { day: dayOf(new Date(day)) }),
  to: (day) => say("printTo", { day: dayOf(new Date(day)) }),
  as_of: (day) => say("printAsOf", { day: dayOf(new Date(day)) }),
  inside: () => say("printInside"),
  near(text) {
    const [lon, lat, metres] = text.split(",").map(Number);
    return say("printNear", { length: short(metres), place: `${lat.toFixed(5)}, ${lon.toFixed(5)}` });
  },
};
