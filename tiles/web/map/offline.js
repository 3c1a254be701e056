// The map without a connection: what is shown then is said to be of the moment it came, and made anew once there is a line.
import { momentOf } from "./moment.js";
import { page, say } from "./page.js";
import { paper } from "./paper.js";

const ASK_MS = 15_000;
const SOON_MS = 1_000;
const worker = navigator.serviceWorker;

export function offline(app) {
  if (paper) return;
  const state = { app, oldest: null, timer: 0, banner: document.querySelector("[data-offline]") };
  const { kept } = document.documentElement.dataset;
  if (kept) shown(state, Number(kept));
  worker?.addEventListener("message", ({ data }) => data?.kept && shown(state, data.kept));
  worker?.startMessages();
  addEventListener("offline", () => shown(state, Date.now()));
  // Before others draw again what they still remember.
  addEventListener("online", () => back(state), { capture: true });
  if (worker && isSecureContext) later(() => import("./installing.js").then(({ install }) => install(page.reader)));
}

// Once the page has shown what it is for.
function later(act) {
  const idle = () => (window.requestIdleCallback ?? setTimeout)(() => act().catch(() => {}), { timeout: 5_000 });
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}

// The oldest of what is on the page counts.
function shown(state, at) {
  state.oldest = Math.min(state.oldest ?? at, at);
  state.banner.textContent = say("offlineAsOf", { time: momentOf(new Date(state.oldest)) });
  state.banner.hidden = false;
  if (state.timer) return;
  state.timer = setInterval(() => navigator.onLine && ask(state), ASK_MS);
  // It may have been one answer that got lost.
  if (navigator.onLine) setTimeout(() => ask(state), SOON_MS);
}

// The browser may see a network where the service is away all the same.
async function ask(state) {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) back(state);
}

function back(state) {
  if (state.oldest === null) return;
  clearInterval(state.timer);
  Object.assign(state, { oldest: null, timer: 0 });
  // The whole page is of that moment, its reader's rights too.
  if (document.documentElement.dataset.kept) return location.reload();
  state.banner.hidden = true;
  for (const { source } of state.app.symbols.parts) source.refresh?.();
  state.app.backdrop.source.redraw();
}
