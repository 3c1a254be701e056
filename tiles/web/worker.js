// The service's one worker: opens the map with its last view, and the pages that others registered, where there is no line.
//
// Whatever can change is asked of the service first, always; what is kept is given only when no answer comes. What a
// reader saw is kept under that reader's key, at most half a day, and is gone with login, logout or another reader.
// self.SHELL comes from /sw.js. All in one function: classic scripts share their names.
(() => {
  const { version, files, pages, readerHeader } = self.SHELL;
  const STATIC = `phangut-static-${version}`, PAGES = `phangut-pages-${version}`, STATE = "phangut-state", VIEW = "phangut-view-";
  const NOBODY = "public", PATIENCE_MS = 6_000, DAY_MS = 86_400_000, READER_MS = DAY_MS / 2, PUBLIC_MS = 30 * DAY_MS;
  const MOST = { tile: 300, other: 40 };
  const NAMED_BY_CONTENT = /(\.[0-9a-f]{12}\.\w+|-[A-Z0-9]{8}\.\w+)$/;
  const AT = "X-Kept-At";
  let reader, turns = 0;

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("message", (event) => event.waitUntil(told(event)));
  self.addEventListener("fetch", (event) => {
    const answer = answerOf(event, new URL(event.request.url));
    if (answer) event.respondWith(answer);
  });

  function answerOf(event, url) {
    const { request } = event;
    if (url.origin !== location.origin) return null;
    if (request.method === "POST" && /^\/(admin\/)?log(in|out)\/$/.test(url.pathname)) return turn(request);
    if (request.method !== "GET" || request.headers.has("Range")) return null;
    if (url.pathname.startsWith("/static/")) return file(request, url);
    if (request.mode === "navigate") return url.pathname === "/" ? map(event) : pages.some(({ path }) => path === url.pathname) ? page(event, url.pathname) : null;
    return ofTheView(request, url) ? seen(event, request.url) : null;
  }

  // Tiles and what belongs to them, and the panels of single things.
  const ofTheView = (request, { pathname }) => (pathname.startsWith("/tiles/") && /\.(mvt|json)$/.test(pathname)) || request.headers.get("X-Requested-With") === "fetch";

  async function install() {
    const kept = await caches.open(STATIC);
    await Promise.all([...new Set([...files, ...pages.flatMap((one) => one.files)])].map((name) => kept.add(name)));
    await Promise.all(pages.map(({ path }) => keepPage(path)));
  }

  // The worker that the form once had of its own kept its files under another name.
  async function activate() {
    const old = (await caches.keys()).filter((name) => name.startsWith("report-form-") || (/^phangut-(static|pages)-/.test(name) && ![STATIC, PAGES].includes(name)));
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  }

  // Without cookies: the page of nobody in particular.
  async function keepPage(path) {
    const answer = await fetch(path, { credentials: "omit", cache: "reload" });
    if (answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(path, answer);
  }

  async function page(event, path) {
    const kept = await (await caches.open(PAGES)).match(path);
    try {
      const answer = await fetch(event.request, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!(Date.now() - Date.parse(kept?.headers.get("Date") ?? 0) < DAY_MS)) event.waitUntil(keepPage(path).catch(() => {}));
      return answer;
    } catch (error) {
      if (kept) return kept;
      throw error;
    }
  }

  // A name made from the content never means anything else; other names are asked for each time.
  async function file(request, { pathname }) {
    const cache = await caches.open(STATIC);
    const kept = await cache.match(request);
    if (kept && NAMED_BY_CONTENT.test(pathname)) return kept;
    try {
      const answer = await fetch(request);
      if (answer.status === 200) await cache.put(request, answer.clone());
      return answer;
    } catch (error) {
      if (kept) return kept;
      throw error;
    }
  }

  async function map(event) {
    try {
      const before = turns;
      const answer = await fetch(event.request, { signal: AbortSignal.timeout(PATIENCE_MS) });
      await isReader(answer, before);
      event.waitUntil(keep("/", answer.clone(), answer.headers.get(readerHeader)));
      return answer;
    } catch (error) {
      const kept = await recall("/");
      if (!kept) throw error;
      const html = (await kept.text()).replace("<html ", `<html data-kept="${kept.headers.get(AT)}" `);
      return new Response(html, { status: 200, headers: kept.headers });
    }
  }

  async function seen(event, address) {
    const mine = await whoReads();
    try {
      const answer = await fetch(event.request);
      event.waitUntil(keep(address, answer.clone(), mine));
      return answer;
    } catch (error) {
      const kept = error.name === "AbortError" ? null : await recall(address);
      if (!kept) throw error;
      (await self.clients.get(event.clientId))?.postMessage({ kept: Number(kept.headers.get(AT)) });
      return kept;
    }
  }

  async function whoReads() {
    reader ??= (await (await (await caches.open(STATE)).match("/reader"))?.text()) ?? "";
    return reader;
  }

  // Only the service's own answer says who reads, and only one that was asked for since the last login or logout: a
  // page that was loaded before it, or beside it, is of somebody else.
  async function isReader(answer, before) {
    const name = answer.ok && !answer.redirected && answer.headers.get(readerHeader);
    if (!name || before !== turns || name === (await whoReads())) return;
    await forget();
    reader = name;
    await (await caches.open(STATE)).put("/reader", new Response(name));
  }

  // Whoever comes and whoever goes leaves nothing behind, also where the line is down; nor does what was asked meanwhile.
  async function turn(request) {
    try {
      turns += 1;
      await forget();
      return await fetch(request);
    } finally {
      turns += 1;
      await forget();
    }
  }

  async function forget() {
    reader = "";
    const all = (await caches.keys()).filter((name) => name.startsWith(VIEW) || name === STATE);
    await Promise.all(all.map((name) => caches.delete(name)));
  }

  // Only for who asked: an answer that comes after the reader has left is not kept.
  async function keep(address, answer, mine) {
    if (!mine || answer.redirected || ![200, 204].includes(answer.status) || /no-store/.test(answer.headers.get("Cache-Control") ?? "")) return;
    const body = answer.status === 204 ? null : await answer.arrayBuffer();
    const headers = new Headers(answer.headers);
    headers.set(AT, Date.now());
    if (mine !== (await whoReads())) return;
    const cache = await caches.open(VIEW + mine);
    await cache.delete(address);
    await cache.put(address, new Response(body, { status: answer.status, headers }));
    if (Math.random() < 0.05) await trim(cache);
  }

  // The oldest go first: entries stand in the order in which they were put.
  async function trim(cache) {
    const all = await cache.keys();
    const tiles = all.filter(({ url }) => url.includes("/tiles/"));
    const others = all.filter(({ url }) => !url.includes("/tiles/") && new URL(url).pathname !== "/");
    const old = [...tiles.slice(0, Math.max(0, tiles.length - MOST.tile)), ...others.slice(0, Math.max(0, others.length - MOST.other))];
    await Promise.all(old.map((request) => cache.delete(request)));
  }

  async function recall(address) {
    const mine = await whoReads();
    if (!mine) return null;
    const kept = await (await caches.open(VIEW + mine)).match(address);
    if (kept && Date.now() - kept.headers.get(AT) < (mine === NOBODY ? PUBLIC_MS : READER_MS)) return kept;
    if (kept) await caches.delete(VIEW + mine);
    return null;
  }

  // {reader, keep: [addresses]}: what the page loaded before there was a worker. {take: true}: the new worker may begin.
  // Whose page it is, is no more than a reason to ask the service.
  async function told({ data }) {
    if (data.take) return self.skipWaiting();
    if (data.reader !== (await whoReads())) await askWhoReads().catch(() => {});
    for (const address of data.keep ?? []) await fetchAndKeep(address).catch(() => {});
  }

  async function askWhoReads() {
    const before = turns;
    const answer = await fetch("/");
    await isReader(answer, before);
    await keep("/", answer, answer.headers.get(readerHeader));
  }

  async function fetchAndKeep(address) {
    if (address.includes("/static/")) return (await (await caches.open(STATIC)).match(address)) ?? (await caches.open(STATIC)).add(address);
    const mine = await whoReads();
    if (!mine) return;
    const known = await (await caches.open(VIEW + mine)).match(address);
    if (!known) await keep(address, await fetch(address, { headers: { "X-Requested-With": "fetch" } }), mine);
  }
})();
