// The service's worker: installed once the map stands, told who reads, and renewed when the reader agrees.
import { page, say } from "./page.js";
import { toast } from "./status.js";

const LOOK_MS = 3_600_000;
const OFFER_MS = 60_000;

export async function install(reader) {
  const { serviceWorker: workers } = navigator;
  const first = !workers.controller;
  const registration = await workers.register("/sw.js");
  const { active } = await workers.ready;
  active.postMessage({ reader, keep: first ? loaded() : [] });
  if (registration.waiting) offer(registration);
  registration.addEventListener("updatefound", () => watch(registration));
  setInterval(() => registration.update().catch(() => {}), LOOK_MS);
}

// What the page asked for before there was a worker to keep it.
function loaded() {
  const panels = page.layers.map(({ panel_url: url }) => url && `${location.origin}${url.split("{id}")[0]}`).filter(Boolean);
  const wanted = (url) => url.startsWith(`${location.origin}/static/`) || /\/tiles\/[^?]+\.(mvt|json)(\?|$)/.test(url) || panels.some((start) => url.startsWith(start));
  return [`${location.origin}/`, ...performance.getEntriesByType("resource").map(({ name }) => name).filter(wanted)];
}

function watch(registration) {
  const { installing } = registration;
  installing?.addEventListener("statechange", () => installing.state === "installed" && navigator.serviceWorker.controller && offer(registration));
}

function offer({ waiting }) {
  const take = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage({ take: true });
  };
  toast(say("offlineUpdate"), say("offlineReload"), take, OFFER_MS);
}
