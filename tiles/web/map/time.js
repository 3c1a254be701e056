// Time on the map: which days are shown, and as of which day. The bar itself comes when it is wanted.
import { contribute } from "./asking.js";
import { readDay } from "./calendar.js";
import { isPinLayer } from "./looks.js";
import { isPhone, page } from "./page.js";
import { keep } from "./permalink.js";

const STEPS = ["day", "week", "month"];

export const layersWithTime = page.layers.filter((layer) => layer.time);
export const layersWithPast = page.layers.filter((layer) => layer.as_of);
// The one whose days the bar shows: what happened rather than what stands.
export const timed = layersWithTime.find(isPinLayer) ?? layersWithTime[0] ?? null;

export function time(app) {
  if (!timed && !layersWithPast.length) return;
  const state = (app.time = { from: null, to: null, asOf: null, step: "day", until: null, bar: null });
  contribute((layer) => ({
    ...(layer === timed && { from: state.from, to: state.to }),
    ...(layer.as_of && { as_of: state.asOf }),
  }));
  keepDay(state, "from", "from");
  keepDay(state, "to", "to");
  keepDay(state, "as_of", "asOf");
  keep("time", { read: (text) => readWindow(state, text), write: () => windowText(state) });
  if (state.from || state.to || state.asOf) app.apply();
  if (state.asOf) start(app);
  else whenIdle(() => start(app));
}

function keepDay(state, key, name) {
  keep(key, { read: (text) => ((state[name] = readDay(text)), state.bar?.draw()), write: () => state[name] ?? "" });
}

// "week" or "week/2026-03-31": how wide the bars are, and the last day they reach where that is not today.
function readWindow(state, text) {
  const [step, until] = (text ?? "").split("/");
  state.step = STEPS.includes(step) ? step : "day";
  state.until = readDay(until);
  state.bar?.draw();
}

const windowText = ({ step, until }) => (until ? `${step}/${until}` : step === "day" ? "" : step);

async function start(app) {
  const { timeBar } = await import("./timebar.js");
  app.time.bar = timeBar(app);
}

// How much of the map's foot the bar takes on a desk, also before it has come: see time.css.
export function roomOfTime() {
  if (!timed || isFolded()) return 0;
  return matchMedia("(max-height: 960px)").matches ? 146 : 178;
}

const FOLDED = "phangut.timefolded";
export const isFolded = () => isPhone() || localStorage.getItem(FOLDED) === "1";
export const rememberFolded = (folded) => isPhone() || localStorage.setItem(FOLDED, folded ? "1" : "");

// After the first tiles, but not much later on a busy machine.
const whenIdle = (work) => (window.requestIdleCallback ? requestIdleCallback(work, { timeout: 1500 }) : setTimeout(work, 300));
