// Loading, failure and short news, said quietly.
import { make } from "../../../geo/web/frame/dom.js";
import { part, say } from "./page.js";

let timer;

// A line under the bar while tiles come; shown only when it takes longer than a blink.
export function watchLoading(sources) {
  const bar = part("progress");
  const busy = new Set();
  let patience;
  const tell = () => {
    clearTimeout(patience);
    if (busy.size) patience = setTimeout(() => (bar.hidden = false), 250);
    else bar.hidden = true;
  };
  for (const source of sources) {
    source.on("loading", () => (busy.add(source), tell()));
    source.on("load remove", () => (busy.delete(source), tell()));
  }
}

export function watchFailure(sources) {
  const retry = () => {
    quiet();
    sources.forEach((source) => source._map && source.redraw());
  };
  // What is asked wrongly is said at the filter that is wrong, and would fail again.
  for (const source of sources) source.on("failed", ({ error }) => navigator.onLine && error?.status !== 400 && toast(say("tilesFailed"), say("retry"), retry));
  addEventListener("online", retry);
}

export function toast(text, action = "", onAction = null, lasts = 8000) {
  const box = part("toast");
  clearTimeout(timer);
  box.replaceChildren(make("span", {}, text), ...(action ? [make("button", { class: "button button--small", type: "button", onclick: onAction }, action)] : []));
  box.hidden = false;
  timer = setTimeout(quiet, lasts);
}

export function quiet() {
  part("toast").hidden = true;
}
