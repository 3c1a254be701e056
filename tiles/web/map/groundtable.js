// The numbers of areas in colour as a table: sorted by any column, a row lights its area, a click flies there.
import { count as number, thai } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { saveCsv } from "./groundcsv.js";
import { isPhone, part, say, stage } from "./page.js";
import { sheet } from "./sheet.js";
import { toast } from "./status.js";

export const nameOf = ({ name_th: local, name_en: english }) => (thai ? local || english : english || local);
const locale = number.resolvedOptions().locale;
const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const THINLY = 1000;
const byName = new Intl.Collator(thai ? "th" : "en");
const ORDERS = {
  name: (a, b) => byName.compare(nameOf(a), nameOf(b)),
  count: (a, b) => a.count - b.count,
  base: (a, b) => (a.base ?? -1) - (b.base ?? -1),
  value: (a, b) => (a.value ?? -1) - (b.value ?? -1),
};

// Whole numbers as they are, others short; where even the greatest of a density is small, of a thousand square kilometres.
export function amounts({ per, breaks }) {
  const thin = per === "km2" && !(breaks.at(-1) >= 1);
  const write = (value) => written(thin ? value * THINLY : value);
  return { write, title: say(`groundPer_${thin ? "thousand" : per}`) };
}

const written = (value) => (value >= 100 ? number.format(Math.round(value)) : short.format(value));

let panel = null;

// acts: {lit(code | null), sorted(sort), closed()}
export function areaTable(app, acts) {
  panel ??= { aside: stage.querySelector('[data-side="ground-table"]'), body: part("ground-table"), title: part("ground-title"), sheet: null };
  panel.sheet ??= sheet(panel.aside);
  const table = { ...panel, app, acts, rows: new Map(), shown: "" };
  part("ground-close").onclick = acts.closed;
  part("ground-csv").onclick = () => saveCsv(table.layer, table.found);
  panel.aside.onkeydown = (event) => {
    // No value is given back: false would keep every key from what it is pressed on.
    if (event.key === "Escape") acts.closed();
  };
  return {
    show: (layer, found, wish) => show(table, layer, found, wish),
    hide: () => hide(table),
    remove: () => hide(table),
    light: (code) => light(table, code),
    reveal: (code) => table.rows.get(code)?.scrollIntoView({ block: "nearest" }),
  };
}

function show(table, layer, found, wish) {
  const key = `${wish.sort} ${wish.per}`;
  if (table.found === found && table.key === key && !table.aside.hidden) return;
  Object.assign(table, { layer, found, key });
  table.title.textContent = say("groundTableTitle", { layer: layer.description });
  const focused = document.activeElement?.dataset?.key;
  table.body.replaceChildren(...content(table, found, wish));
  if (focused) table.body.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  table.aside.hidden = false;
  stage.classList.add("has-table");
}

function hide({ aside }) {
  aside.hidden = true;
  stage.classList.remove("has-table");
}

function content(table, found, { sort, per }) {
  const down = sort.startsWith("-");
  const column = sort.replace("-", "");
  const areas = found.areas.toSorted((a, b) => (down ? -1 : 1) * ORDERS[column](a, b) || ORDERS.name(a, b));
  const columns = per === "count" ? ["name", "count"] : ["name", "count", "base", "value"];
  const heads = columns.map((name) => heading(table, name, found, name === column || (per === "count" && name === "count" && column === "value"), down));
  table.rows = new Map(areas.map((area) => [area.code, row(table, area, columns)]));
  const total = areas.reduce((sum, area) => sum + area.count, 0);
  const caption = make("caption", {}, say("groundSum", { areas: number.format(areas.length), count: number.format(total) }));
  return [make("table", { class: "area-table" }, caption, make("thead", {}, make("tr", {}, ...heads)), make("tbody", { onmouseleave: () => table.acts.lit(null) }, ...table.rows.values()))];
}

const titleOf = (name, found) => ({ name: say("groundArea"), count: say("groundCount"), base: say(`groundBase_${found.per}`), value: amounts(found).title })[name];

function heading({ acts }, name, found, sorted, down) {
  const next = sorted && down ? name : `-${name}`;
  const button = make("button", { class: "area-table__sort", type: "button", "data-key": `sort-${name}`, onclick: () => acts.sorted(name === "name" && !sorted ? "name" : next) }, titleOf(name, found));
  return make("th", { scope: "col", class: name === "name" ? "" : "tabular", "aria-sort": sorted ? (down ? "descending" : "ascending") : null }, button);
}

function row(table, area, columns) {
  const go = make("button", { class: "area-table__go", type: "button", "data-key": `area-${area.code}`, onclick: () => fly(table, area), onfocus: () => table.acts.lit(area.code) }, nameOf(area));
  const write = { count: number.format, base: (value) => (value >= 100 ? number.format(Math.round(value)) : exact.format(value)), value: amounts(table.found).write };
  const cells = columns.slice(1).map((name) => make("td", { class: "tabular" }, area[name] == null ? say("groundNoData") : write[name](area[name])));
  return make("tr", { "data-code": area.code, onmouseenter: () => table.acts.lit(area.code), onclick: (event) => event.target.closest("button") || fly(table, area) }, make("th", { scope: "row" }, go), ...cells);
}

function light({ rows }, code) {
  for (const [own, line] of rows) line.classList.toggle("is-lit", own === code);
}

async function fly({ app: { map }, acts, sheet: own }, area) {
  acts.lit(area.code);
  const response = await fetch(`/tiles/areas/${area.code}/box.json`).catch(() => null);
  if (!response?.ok) return toast(say("groundFailed"));
  const [west, south, east, north] = (await response.json()).bbox;
  if (isPhone()) own.set("peek");
  map.flyToBounds([[south, west], [north, east]], { paddingTopLeft: isPhone() ? [8, 8] : [340, 16], paddingBottomRight: isPhone() ? [8, 100] : [420, 16], duration: 0.5 });
}
