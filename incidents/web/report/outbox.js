// Reports on their way: kept on the device until the service has given a tracking code, then gone from it. Each has
// one key for all its attempts, so that an answer that got lost does not file it twice.
import { remember } from "./mine.js";
import { sendPhoto } from "./photos.js";
import * as store from "./store.js";

const FIRST_WAIT_MS = 4_000, LONGEST_WAIT_MS = 300_000;
const waits = new Map();

// `told(item)` is called whenever an item is another: its `state` is waiting, sending, sent or refused.
export function startOutbox(told) {
  const busy = new Set();

  async function attempt(item) {
    if (busy.has(item.id) || item.state === "refused") return item;
    busy.add(item.id);
    clearTimeout(waits.get(item.id));
    told({ ...item, state: "sending" });
    try {
      return await alone(item.id, () => send(item, told));
    } catch (error) {
      // A number of 500 and more: the line is there, the service is away.
      Object.assign(item, { tries: item.tries + 1, away: Number(error.message) >= 500 });
      await store.put("outbox", item);
      told(item);
      later(item);
      return item;
    } finally {
      busy.delete(item.id);
    }
  }

  function later(item) {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(item.tries - 1, 10), LONGEST_WAIT_MS);
    waits.set(item.id, setTimeout(() => attempt(item), wait));
  }

  async function all() {
    for (const item of await store.all("outbox")) {
      told(item);
      attempt(item);
    }
  }

  async function add(item) {
    await store.put("outbox", item);
    item.kept = await kept(item.id) !== undefined;
    return attempt(item);
  }

  addEventListener("online", all);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && all());
  return { add, all, attempt, drop: (item) => { clearTimeout(waits.get(item.id)); return store.remove("outbox", item.id); } };
}

// Two tabs must not send the same report at the same moment; the key would catch it, the pictures would go twice.
async function alone(id, work) {
  return navigator.locks ? navigator.locks.request(`phangut-report-${id}`, work) : work();
}

async function send(item, told) {
  const stored = await kept(item.id);
  // Another tab has sent it.
  if (!stored && item.kept) return gone(item, told);
  Object.assign(item, stored, { kept: Boolean(stored), photos: stored?.photos.length ? stored.photos : item.photos });
  await sendPhotos(item);
  const answer = await post(item);
  if (answer.status === 201) return sent(item, await answer.json(), told);
  if (answer.status === 429 || answer.status >= 500) throw new Error(String(answer.status));
  return refused(item, await answer.json().catch(() => ({})), told);
}

const kept = async (id) => (await store.all("outbox")).find((item) => item.id === id);

function gone(item, told) {
  told({ ...item, state: "gone" });
  return { ...item, state: "gone" };
}

async function sendPhotos(item) {
  for (const photo of item.photos) {
    if (photo.token || photo.refused) continue;
    Object.assign(photo, await sendPhoto(photo.blob));
    await store.put("outbox", item);
  }
}

function post(item) {
  const photos = item.photos.map(({ token }) => token).filter(Boolean);
  return fetch("/api/reports", {
    method: "POST",
    // The same sender at every attempt, logged in or not: the key counts for one sender only.
    credentials: "omit",
    headers: { "Content-Type": "application/json", "Idempotency-Key": item.key },
    body: JSON.stringify({ ...item.body, photos, channel: "web" }),
  });
}

async function sent(item, { tracking_code: code }, told) {
  await store.remove("outbox", item.id);
  remember({ code, subject: item.subject, at: Date.now() });
  const done = { ...item, state: "sent", code, lost: item.photos.filter(({ refused: no }) => no).length };
  told(done);
  return done;
}

// Pictures that waited too long at the service are sent again, once.
async function refused(item, problem, told) {
  if (problem.field === "photos" && !item.again) {
    Object.assign(item, { again: true, photos: item.photos.map((photo) => ({ ...photo, token: null })) });
    await store.put("outbox", item);
    throw new Error("pictures are gone");
  }
  Object.assign(item, { state: "refused", problem: problem.detail ?? "", field: problem.field ?? "" });
  await store.put("outbox", item);
  told(item);
  return item;
}
