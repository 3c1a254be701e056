// Bars over days with two handles: for the mouse, the finger, the keyboard, and as a table for those who hear it.
import { count as number } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { FONT, onScheme, pixelRatio, token } from "../../../geo/web/map/tokens.js";
import { barInWords, inWords, lastDayOf, monthInWords, yearInWords } from "./calendar.js";
import { say } from "./page.js";

const AXIS_PX = 18;
const HANDLE_PX = { mouse: 10, touch: 22, pen: 14 };
const PAGE = 7;
const SETTLE_MS = 350;

// choose(from, to, {live, step}): the reader moved something. {element, draw(shown), fit()}
export function histogram({ choose, words }) {
  const canvas = make("canvas", { class: "histo__canvas", "aria-hidden": "true" });
  const table = make("table", { class: "visually-hidden" });
  const handles = ["from", "to"].map((end) => make("div", { class: `histo__handle histo__handle--${end}`, role: "slider", tabindex: "0", "aria-label": say(end === "from" ? "timeFirst" : "timeLast"), "aria-orientation": "horizontal" }));
  const tip = make("div", { class: "histo__tip", "aria-hidden": "true", hidden: true });
  const element = make("div", { class: "histo" }, canvas, ...handles, tip, table);
  const plot = { element, canvas, table, handles, tip, words, choose, shown: null, timer: 0 };
  handles.forEach((handle, at) => handle.addEventListener("keydown", (event) => onKey(plot, event, at)));
  element.addEventListener("pointerdown", (event) => onDown(plot, event));
  element.addEventListener("pointermove", (event) => hover(plot, event));
  element.addEventListener("pointerleave", () => (tip.hidden = true));
  new ResizeObserver(() => paintSoon(plot)).observe(element);
  onScheme(() => paintSoon(plot));
  return { element, draw: (shown) => update(plot, shown), fit: () => paintSoon(plot) };
}

function update(plot, shown) {
  const sameCounts = plot.shown && plot.shown.counts === shown.counts && plot.shown.bars === shown.bars;
  plot.shown = shown;
  if (!sameCounts) fillTable(plot);
  place(plot);
  paintSoon(plot);
}

function fillTable({ table, shown: { step, bars, counts }, words }) {
  const rows = counts ? bars.map((first, index) => make("tr", {}, make("th", { scope: "row" }, barInWords(step, first)), make("td", {}, number.format(counts[index] ?? 0)))).filter((row, index) => counts[index]) : [];
  table.replaceChildren(make("caption", {}, words), make("tbody", {}, ...rows));
}

// First and last bar of what is chosen; of a range without an end, the end of what is seen.
function ends({ bars, step, from, to }) {
  const first = from ? bars.findIndex((bar) => lastDayOf(step, bar) >= from) : 0;
  const last = to ? bars.findLastIndex((bar) => bar <= to) : bars.length - 1;
  return [first < 0 ? bars.length - 1 : first, Math.max(last, 0)];
}

function place({ handles, shown }) {
  const { bars, step, from, to } = shown;
  const [first, last] = ends(shown);
  [[first, from ?? bars[0], first], [last, to ?? lastDayOf(step, bars.at(-1)), last + 1]].forEach(([value, day, edge], at) => {
    const handle = handles[at];
    handle.style.left = `${(edge / bars.length) * 100}%`;
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(bars.length - 1));
    handle.setAttribute("aria-valuenow", String(value));
    handle.setAttribute("aria-valuetext", inWords(day));
  });
}

function paintSoon(plot) {
  cancelAnimationFrame(plot.frame);
  plot.frame = requestAnimationFrame(() => plot.shown && paint(plot));
}

function paint({ canvas, element, shown }) {
  const { width, height } = element.getBoundingClientRect();
  if (!width) return;
  canvas.width = width * pixelRatio();
  canvas.height = height * pixelRatio();
  const context = canvas.getContext("2d");
  context.scale(pixelRatio(), pixelRatio());
  const area = { width, height: height - AXIS_PX };
  paintRange(context, area, shown);
  paintBars(context, area, shown);
  paintAxis(context, area, shown);
}

function paintRange(context, { width, height }, shown) {
  const [first, last] = ends(shown);
  const each = width / shown.bars.length;
  context.fillStyle = token("--sunken");
  context.fillRect(0, 0, width, height);
  context.fillStyle = token("--accent-soft");
  context.fillRect(first * each, 0, (last - first + 1) * each, height);
}

function paintBars(context, { width, height }, shown) {
  const { bars, counts } = shown;
  if (!counts) return;
  const [first, last] = ends(shown);
  const each = width / bars.length;
  const most = Math.max(...counts, 1);
  counts.forEach((count, index) => {
    if (!count) return;
    const tall = Math.max(2, (count / most) * (height - 16));
    context.fillStyle = token(index >= first && index <= last ? "--accent" : "--line-strong");
    context.fillRect(index * each + Math.min(1, each * 0.15), height - tall, Math.max(1, each - Math.min(2, each * 0.3)), tall);
  });
  const text = say("timeMost", { count: number.format(most) });
  context.font = `12px ${FONT}`;
  context.textBaseline = "top";
  context.fillStyle = token("--muted");
  context.fillText(text, 6, 2);
}

// A month's name where it begins, the year's where that begins; as many as there is room for.
function paintAxis(context, { width, height }, { bars }) {
  const each = width / bars.length;
  context.font = `12px ${FONT}`;
  context.textBaseline = "middle";
  context.fillStyle = token("--muted");
  context.strokeStyle = token("--line-strong");
  let free = 0;
  bars.forEach((bar, index) => {
    const before = bars[index - 1];
    if (before && before.slice(0, 7) === bar.slice(0, 7)) return;
    const newYear = !before || before.slice(0, 4) !== bar.slice(0, 4);
    const text = newYear ? `${monthInWords(bar)} ${yearInWords(bar)}` : monthInWords(bar);
    const x = index * each;
    const wide = context.measureText(text).width;
    if (x < free || x + wide > width) return;
    free = x + wide + 14;
    context.fillRect(x, height, 1, 4);
    context.fillText(text, x + 3, height + AXIS_PX / 2 + 1);
  });
}

const barAt = ({ element, shown }, event) => {
  const { left, width } = element.getBoundingClientRect();
  return Math.max(0, Math.min(shown.bars.length - 1, Math.floor(((event.clientX - left) / width) * shown.bars.length)));
};

function hover(plot, event) {
  const { shown, tip } = plot;
  if (!shown?.counts || event.pointerType === "touch") return;
  const index = barAt(plot, event);
  tip.hidden = false;
  tip.textContent = `${barInWords(shown.step, shown.bars[index])}: ${number.format(shown.counts[index] ?? 0)}`;
  tip.style.left = `${((index + 0.5) / shown.bars.length) * 100}%`;
}

// By a handle: that end. Within the range: the range as it is. Elsewhere: a new range from there.
function onDown(plot, down) {
  if (!plot.shown || down.button !== 0) return;
  down.preventDefault();
  const grip = gripOf(plot, down);
  const start = barAt(plot, down);
  const [first, last] = ends(plot.shown);
  const held = { grip, start, first, last, moved: false };
  plot.element.setPointerCapture(down.pointerId);
  const move = (event) => drag(plot, held, barAt(plot, event));
  const up = () => {
    plot.element.removeEventListener("pointermove", move);
    if (!held.moved && grip !== "from" && grip !== "to") pick(plot, start, start);
    plot.choose(plot.shown.from, plot.shown.to, { step: true });
  };
  plot.element.addEventListener("pointermove", move);
  plot.element.addEventListener("pointerup", up, { once: true });
  plot.element.addEventListener("pointercancel", up, { once: true });
  if (grip === "from" || grip === "to") plot.handles[grip === "from" ? 0 : 1].focus();
}

function gripOf({ element, shown, handles }, event) {
  const near = HANDLE_PX[event.pointerType] ?? HANDLE_PX.mouse;
  const gaps = handles.map((handle) => Math.abs(handle.getBoundingClientRect().left + handle.offsetWidth / 2 - event.clientX));
  if (Math.min(...gaps) <= near) return gaps[0] < gaps[1] ? "from" : "to";
  const [first, last] = ends(shown);
  const at = barAt({ element, shown }, event);
  return (shown.from || shown.to) && at >= first && at <= last ? "range" : "new";
}

function drag(plot, held, at) {
  if (at === held.start && !held.moved) return;
  held.moved = true;
  if (held.grip === "from") return pick(plot, Math.min(at, held.last), held.last);
  if (held.grip === "to") return pick(plot, held.first, Math.max(at, held.first));
  if (held.grip === "new") return pick(plot, Math.min(at, held.start), Math.max(at, held.start));
  const most = plot.shown.bars.length - 1;
  const by = Math.max(-held.first, Math.min(most - held.last, at - held.start));
  return pick(plot, held.first + by, held.last + by);
}

function pick(plot, first, last) {
  const { step, bars, today } = plot.shown;
  const end = lastDayOf(step, bars[last]);
  const [from, to] = [bars[first], end > today ? today : end];
  plot.shown = { ...plot.shown, from, to };
  plot.choose(from, to, { live: true });
}

// By one bar, by seven, to the end; the tiles are asked when the keys rest.
function onKey(plot, event, which) {
  const { bars } = plot.shown;
  const [first, last] = ends(plot.shown);
  const now = which ? last : first;
  const next = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, PageDown: now - PAGE, PageUp: now + PAGE, Home: 0, End: bars.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const held = Math.max(which ? first : 0, Math.min(which ? bars.length - 1 : last, next));
  pick(plot, which ? first : held, which ? held : last);
  clearTimeout(plot.timer);
  plot.timer = setTimeout(() => plot.choose(plot.shown.from, plot.shown.to, { step: true }), SETTLE_MS);
}
