// The time bar: how many there were on each day, which of them are shown, and the map as of a day.
import { count as number } from "../../../geo/web/frame/data.js";
import { icon, make } from "../../../geo/web/frame/dom.js";
import { questionOf } from "./asking.js";
import { asOf } from "./asof.js";
import { barsUntil, dayInThailand, lastDayOf, plusDays, plusSteps, spanInWords, yearInWords, yearOf } from "./calendar.js";
import { histogram } from "./histogram.js";
import { part, say, stage } from "./page.js";
import { player } from "./play.js";
import { withBox } from "./tally.js";
import { tell } from "./telling.js";
import { isFolded, rememberFolded, timed } from "./time.js";

const BARS = { day: 90, week: 104, month: 120 };
const ASK_MS = 400;

// {draw()}: says the state of app.time again.
export function timeBar(app) {
  const bar = { app, state: app.time, today: dayInThailand(new Date()), counts: null, asked: "", box: part("time"), shown: null };
  bar.asOf = asOf(bar);
  if (timed) build(bar);
  else onlyPast(bar);
  draw(bar);
  app.map.on("moveend", () => askSoon(bar));
  app.symbols.on("painted", () => timed && bar.shown !== questionOf(timed) && askSoon(bar));
  return { draw: () => draw(bar) };
}

function build(bar) {
  bar.text = make("p", { class: "time__range tabular" });
  bar.plot = histogram({ choose: (from, to, how) => choose(bar, from, to, how), words: timed.description });
  bar.player = player(bar);
  bar.presets = make("div", { class: "time__presets", role: "group", "aria-label": say("timePresets") }, ...presets(bar));
  bar.steps = make("div", { class: "time__steps", role: "group", "aria-label": say("timeSteps") }, ...["day", "week", "month"].map((step) => stepButton(bar, step)));
  const earlier = mover(bar, -1, say("timeEarlier"));
  const later = (bar.later = mover(bar, 1, say("timeLater")));
  const fold = make("button", { class: "icon-button time__fold", type: "button", "aria-label": say("timeFold"), title: say("timeFold"), onclick: () => (setFolded(bar, true), bar.open.focus()) }, icon("chevron"));
  bar.open = make("button", { class: "button time__open", type: "button", "aria-expanded": "false", onclick: () => (setFolded(bar, false), fold.focus()) });
  bar.body = make("div", { class: "time__body" },
    make("div", { class: "time__head" }, bar.player.button, bar.text, bar.presets, bar.steps, bar.asOf.button, fold),
    make("div", { class: "time__plot" }, earlier, bar.plot.element, later));
  bar.box.replaceChildren(bar.open, bar.body);
  bar.box.hidden = false;
  setFolded(bar, isFolded());
}

function onlyPast(bar) {
  bar.box.replaceChildren(bar.asOf.button);
  bar.box.classList.add("time--past");
  bar.box.hidden = false;
}

function setFolded(bar, folded) {
  bar.folded = folded;
  bar.body.hidden = folded;
  bar.open.hidden = !folded;
  stage.classList.toggle("has-time", !folded);
  rememberFolded(folded);
  if (!folded) {
    bar.plot.fit();
    askSoon(bar);
  }
}

function presets(bar) {
  const { today } = bar;
  const thisYear = `${yearOf(today)}-01-01`;
  return [
    [say("timeDays", { count: 7 }), plusDays(today, -6), today, "day"],
    [say("timeDays", { count: 30 }), plusDays(today, -29), today, "day"],
    [say("timeThisYear", { year: yearInWords(today) }), thisYear, today, "week"],
    [say("timeAll"), null, null, null],
  ].map(([title, from, to, step]) => make("button", { class: "chip", type: "button", "aria-pressed": "false", "data-span": `${from}/${to}`, onclick: () => preset(bar, from, to, step) }, title));
}

function preset(bar, from, to, step) {
  Object.assign(bar.state, { step: step ?? bar.state.step, until: null });
  choose(bar, from, to, { step: true });
}

function stepButton(bar, step) {
  const title = { day: say("timeByDay"), week: say("timeByWeek"), month: say("timeByMonth") }[step];
  return make("button", { class: "chip", type: "button", "aria-pressed": "false", "data-step": step, onclick: () => {
    bar.state.step = step;
    bar.app.remember();
    draw(bar);
  } }, title);
}

// Half of what is seen, earlier or later; never past today.
function mover(bar, direction, title) {
  return make("button", { class: "icon-button time__move", type: "button", "data-direction": direction, "aria-label": title, title, onclick: () => {
    const { state, today } = bar;
    const end = plusSteps(state.step, state.until ?? today, (direction * BARS[state.step]) / 2);
    state.until = end >= today ? null : end;
    bar.app.remember();
    draw(bar);
  } }, icon("chevron"));
}

// Days from and to, both included; null for no limit. {live: true} while a handle is held: only words and handles move.
function choose(bar, from, to, { live = false, step = false } = {}) {
  Object.assign(bar.state, { from, to });
  sayRange(bar);
  if (live) return;
  bar.app.apply({ step });
  draw(bar);
  tell(say("timeTold", { span: spanOf(bar) }));
}

const spanOf = ({ state: { from, to } }) => (from && to ? spanInWords(from, to) : from ? say("timeFrom", { from: spanInWords(from, from) }) : to ? say("timeTo", { to: spanInWords(to, to) }) : say("timeAll"));

function draw(bar) {
  bar.asOf.draw();
  if (!timed) return;
  const { state } = bar;
  setBars(bar, barsUntil(state.step, inReach(bar), BARS[state.step]));
  for (const button of bar.presets.children) button.setAttribute("aria-pressed", String(button.dataset.span === `${state.from}/${state.to}`));
  for (const button of bar.steps.children) button.setAttribute("aria-pressed", String(button.dataset.step === state.step));
  bar.later.disabled = !state.until;
  sayRange(bar);
  askSoon(bar, 0);
}

// Counts of other bars say nothing of these.
function setBars(bar, bars) {
  if (bar.bars?.join() !== bars.join()) bar.counts = bar.asked = null;
  else return;
  bar.bars = bars;
}

// A range that a link brings is in sight, whenever it was.
function inReach({ state, today }) {
  const end = state.until ?? today;
  const first = barsUntil(state.step, end, BARS[state.step])[0];
  if (state.to && state.to < first) return (state.until = plusSteps(state.step, state.to, 2));
  return end;
}

function sayRange(bar) {
  const { state, bars, counts } = bar;
  const seen = state.from && state.to && state.from >= bars[0];
  const within = seen && counts && bars.reduce((sum, first, index) => sum + (chosen(state, first, lastDayOf(state.step, first)) ? counts[index] : 0), 0);
  bar.text.replaceChildren(make("strong", {}, spanOf(bar)), !seen || within == null ? "" : ` ${say("timeCount", { count: number.format(within) })}`);
  bar.open.replaceChildren(icon("clock"), spanOf(bar));
  bar.open.setAttribute("aria-label", say("timeOpen", { span: spanOf(bar) }));
  bar.open.classList.toggle("is-on", Boolean(state.from || state.to));
  bar.plot.draw({ step: state.step, bars, counts, from: state.from, to: state.to, today: bar.today });
}

const chosen = ({ from, to }, first, last) => (!from || last >= from) && (!to || first <= to);

function askSoon(bar, after = ASK_MS) {
  if (!timed || bar.folded) return;
  bar.shown = questionOf(timed);
  clearTimeout(bar.timer);
  bar.timer = setTimeout(() => ask(bar), after);
}

// The bars show the other days too, or the handles could not be moved to where something is.
async function ask(bar) {
  const { step } = bar.state;
  const query = withBox(bar.app.map, questionOf(timed, ["from", "to"]));
  const address = `/tiles/${timed.name}/days.json${query}&step=${step}&from=${bar.bars[0]}&to=${lastDayOf(step, bar.bars.at(-1))}`;
  if (address === bar.asked) return;
  bar.asked = address;
  try {
    const response = await fetch(address);
    if (address !== bar.asked) return;
    bar.counts = response.ok ? (await response.json()).counts : null;
  } catch {
    bar.counts = bar.asked = null; // asked again with the next movement
  }
  sayRange(bar);
}
