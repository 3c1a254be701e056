// Opens the report form where there is no line. Keeps the form as a stranger sees it and the files it needs; never
// another page, never an answer of the service, never anything personal. self.FORM comes from /report/worker.js.
const { version, files } = self.FORM;
const CACHE = `report-form-${version}`, PAGE = "/report/", PATIENCE_MS = 6_000, DAY_MS = 86_400_000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) event.respondWith(page(event));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all([keepPage(cache), ...files.map((name) => cache.add(name))]);
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith("report-form-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// Without cookies: the form of nobody in particular.
async function keepPage(cache) {
  const answer = await fetch(PAGE, { credentials: "omit", cache: "reload" });
  if (answer.ok && !answer.redirected) await cache.put(PAGE, answer);
}

async function page(event) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(event.request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    event.waitUntil(renew(cache).catch(() => {}));
    return answer;
  } catch (error) {
    const kept = await cache.match(PAGE);
    if (kept) return kept;
    throw error;
  }
}

async function renew(cache) {
  const kept = await cache.match(PAGE);
  const age = Date.now() - Date.parse(kept?.headers.get("Date") ?? 0);
  if (!(age < DAY_MS)) await keepPage(cache);
}

// Named files keep for good in the browser's own store, so asking first costs nothing while the line is there.
async function file(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}
