// Playing: the range moves along the bars by itself, until it is stopped or has come to the end.
import { make, makeSvg } from "../../../geo/web/frame/dom.js";
import { daysBetween, lastDayOf, plusDays, plusSteps } from "./calendar.js";
import { say } from "./page.js";
import { timed } from "./time.js";

const EACH_MS = 800;
const FIRST = { day: 7, week: 4, month: 3 };
const still = matchMedia("(prefers-reduced-motion: reduce)");
const SHAPES = { play: "M7 4v16l13-8Z", pause: "M6 4h4v16H6ZM14 4h4v16h-4Z", next: "M5 4v16l10-8ZM17 4h3v16h-3Z" };

// Who asked for less motion moves the range by hand, one step with each press.
export function player(bar) {
  const own = { bar, timer: 0, button: make("button", { class: "icon-button time__play", type: "button" }) };
  own.button.addEventListener("click", () => press(own));
  bar.app.map.on("mousedown", () => stop(own));
  document.addEventListener("visibilitychange", () => document.hidden && stop(own));
  bar.box.addEventListener("pointerdown", (event) => own.button.contains(event.target) || stop(own));
  still.addEventListener("change", () => stop(own) || show(own));
  show(own);
  return own;
}

function show({ button, timer }) {
  const what = timer ? "pause" : still.matches ? "next" : "play";
  const title = { play: say("timePlay"), pause: say("timePause"), next: say("timeNext") }[what];
  button.replaceChildren(makeSvg("svg", { viewBox: "0 0 24 24", fill: "currentColor", "aria-hidden": "true" }, makeSvg("path", { d: SHAPES[what] })));
  button.title = title;
  button.setAttribute("aria-label", title);
}

function press(own) {
  if (own.timer) return stop(own);
  own.bar.app.remember({ leave: true });
  if (!move(own)) begin(own);
  if (still.matches) return;
  own.timer = setInterval(() => loading(own) || move(own) || stop(own), EACH_MS);
  show(own);
}

// "Back" leads to what was shown before playing began.
function stop(own) {
  if (!own.timer) return;
  clearInterval(own.timer);
  own.timer = 0;
  show(own);
}

const loading = ({ bar }) => bar.app.symbols.part(timed.name)?.source.busy;

function begin({ bar }) {
  const { bars, state } = bar;
  set(bar, bars[0], lastDayOf(state.step, bars[Math.min(FIRST[state.step], bars.length) - 1]));
}

// One bar further; false where there is no range yet, or nothing further.
function move({ bar }) {
  const { state, today } = bar;
  if (!state.from || !state.to || state.to >= today) return false;
  const from = plusSteps(state.step, state.from, 1);
  const to = state.step === "month" ? lastDayOf("month", plusSteps("month", state.to, 1)) : plusDays(from, daysBetween(state.from, state.to));
  set(bar, from, to > today ? today : to);
  return true;
}

function set({ state, app }, from, to) {
  Object.assign(state, { from, to });
  app.apply();
  state.bar.draw();
}
