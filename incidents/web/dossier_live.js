// The dossier while it stands open: what a colleague does is shown without reloading. A form that somebody has begun to
// fill in is never taken away; then the page only says that the case moved on.
import { live } from "../../geo/web/frame/live.js";

const page = document.querySelector("[data-case]");
const moved = document.querySelector("[data-case-moved]");
const PARTS = [".case-head", "section[aria-labelledby=life]", "section[aria-labelledby=same-reports]"];
let busy = false;

page.addEventListener("input", () => (page.dataset.touched = "yes"));
live("incidents", { version: () => null, state: () => {}, changed: (items) => concerns(items) && renew() });

// An empty list says that something may have been missed.
const concerns = (items) => !items.length || items.some(({ id }) => String(id) === page.dataset.case);

async function renew() {
  if (busy) return;
  busy = true;
  try {
    const response = await fetch(location.pathname);
    if (response.ok && !response.redirected) take(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // no connection: the next event asks again
  } finally {
    busy = false;
  }
}

function take(fresh) {
  if (history() === history(fresh)) return;
  for (const part of PARTS) replace(part, fresh);
  if (page.dataset.touched) moved.hidden = false;
  else if (replace(".case-main", fresh)) document.dispatchEvent(new CustomEvent("case:renewed"));
  document.querySelector("[data-case-announce]").textContent = moved.textContent.trim();
}

const history = (root = document) => root.querySelectorAll("section[aria-labelledby=life] li").length;

function replace(part, fresh) {
  const [old, now] = [document.querySelector(part), fresh.querySelector(part)];
  if (!old || !now) return false;
  old.replaceWith(document.adoptNode(now));
  return true;
}
