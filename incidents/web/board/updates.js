// What changed meanwhile comes in without reloading: rows in place, new ones with a gentle mark, and a word of it for
// those who do not see.
import { live } from "../../../geo/web/frame/live.js";

const SOON_MS = 400;
const GAP_MS = 2_000;

export function startUpdates(page, redrawn) {
  const state = document.querySelector("[data-live-state]");
  const work = { timer: 0, last: 0, busy: false, again: false };
  const look = () => soon(work, () => refresh(page, redrawn));
  live("incidents", {
    version: () => page.board().dataset.version,
    changed: look,
    state: (up) => tellState(state, up, page.words),
  });
}

function tellState(state, up, words) {
  state.hidden = false;
  state.classList.toggle("is-down", !up);
  state.querySelector("[data-live-words]").textContent = up ? words.live : words.polling;
}

// At once after a quiet time; in a storm no more often than every two seconds, and never twice at a time.
function soon(work, run) {
  if (work.busy) return void (work.again = true);
  if (work.timer) return;
  const wait = Math.max(SOON_MS, work.last + GAP_MS - Date.now());
  work.timer = setTimeout(async () => {
    Object.assign(work, { timer: 0, busy: true, again: false });
    await run();
    Object.assign(work, { busy: false, last: Date.now() });
    if (work.again) soon(work, run);
  }, wait);
}

async function refresh(page, redrawn) {
  try {
    const response = await fetch(`/incidents/part/${location.search}`);
    if (response.redirected) return location.reload(); // logged out meanwhile: the page says so
    if (!response.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-board]");
    if (fresh) take(page, fresh, redrawn);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // no connection: the next event or poll asks again
  }
}

function take(page, fresh, redrawn) {
  const board = page.board();
  const had = new Map(page.rows().map((row) => [row.dataset.id, row]));
  const news = { fresh: [], changed: 0 };
  const newest = Math.max(0, ...[...had.keys()].map(Number));
  const rows = [...fresh.querySelectorAll("tr[data-id]")].map((row) => settle(row, had.get(row.dataset.id), newest, news, page));
  const focused = document.activeElement?.closest("tr[data-id]")?.dataset.id;
  const inBoard = board.contains(document.activeElement);
  fresh.querySelector("tbody")?.replaceChildren(...rows);
  board.replaceWith(document.adoptNode(fresh));
  if (inBoard) page.rows().find((row) => row.dataset.id === focused)?.querySelector(".board-code a").focus({ preventScroll: true });
  page.many.count();
  show(page, redrawn);
  announce(page.words, news);
}

// The row as it was where nothing changed, else the new one, chosen if the old one was.
function settle(row, old, newest, news, page) {
  if (!old) {
    if (Number(row.dataset.id) > newest) markNew(row, news, page);
    return row;
  }
  if (old.dataset.mark === row.dataset.mark) {
    old.querySelector(".board-age").replaceWith(row.querySelector(".board-age"));
    return old;
  }
  const box = row.querySelector("input[name=ids]");
  if (box) box.checked = old.querySelector("input[name=ids]").checked;
  row.classList.add("is-changed");
  news.changed += 1;
  return row;
}

function markNew(row, news, { words }) {
  row.classList.add("is-new");
  row.querySelector(".board-code").append(Object.assign(document.createElement("span"), { className: "chip board-new", textContent: words.newmark }));
  news.fresh.push(row.dataset.code);
}

async function show(page, redrawn) {
  const script = document.getElementById("board-geojson");
  await page.holder.minimap;
  page.holder.dispatchEvent(new CustomEvent("minimap:update", { detail: JSON.parse(script.textContent) }));
  redrawn(page);
}

function announce(words, { fresh, changed }) {
  const said = [];
  if (fresh.length) said.push(words.new.replace("{count}", fresh.length).replace("{codes}", fresh.slice(0, 5).join(", ")));
  if (changed) said.push(words.changed.replace("{count}", changed));
  if (said.length) document.querySelector("[data-announce]").textContent = said.join(" · ");
}
