// Hears of changes by the server's stream of events. While the stream is down the page is told, and asked to look by
// itself every 20 seconds.

const PATIENCE_MS = 6_000; // streams end after some minutes and begin anew within this time
const POLL_MS = 20_000;
const AGAIN_MS = 60_000; // after a refusal, which the browser does not try again by itself
const HIDDEN_MS = 60_000; // a page nobody looks at gives its stream back

// live("incidents", {version, changed, state}): version() is the version shown now (null: that of the beginning), changed(items) says that it may be
// old (items may be empty), state(up) whether the stream is up.
export function live(topic, { version, changed, state }) {
  const line = { topic, version, changed, state, source: null, up: null, heard: null, doubt: 0, poll: 0, again: 0, hidden: 0 };
  document.addEventListener("visibilitychange", () => onVisibility(line));
  addEventListener("pagehide", () => close(line));
  addEventListener("pageshow", (event) => event.persisted && open(line));
  open(line);
}

function open(line) {
  if (line.source) return;
  clearTimeout(line.again);
  const source = (line.source = new EventSource("/events/"));
  source.addEventListener("hello", ({ data }) => {
    isUp(line);
    const now = JSON.parse(data).versions?.[line.topic];
    if (now !== (line.version() ?? line.heard ?? now)) line.changed([]);
    line.heard = now;
  });
  source.addEventListener(line.topic, ({ data }) => line.changed(JSON.parse(data).items));
  source.addEventListener("away", () => isDown(line));
  source.addEventListener("back", () => {
    isUp(line);
    line.changed([]);
  });
  source.addEventListener("error", () => onError(line, source));
}

function onError(line, source) {
  line.doubt ||= setTimeout(() => isDown(line), PATIENCE_MS);
  if (source.readyState !== EventSource.CLOSED || line.source !== source) return;
  close(line);
  isDown(line);
  line.again = setTimeout(() => open(line), AGAIN_MS);
}

function close(line) {
  line.source?.close();
  line.source = null;
}

function isUp(line) {
  clearTimeout(line.doubt);
  clearInterval(line.poll);
  line.doubt = line.poll = 0;
  if (line.up !== true) line.state((line.up = true));
}

function isDown(line) {
  clearTimeout(line.doubt);
  line.doubt = 0;
  line.poll ||= setInterval(() => document.hidden || line.changed([]), POLL_MS);
  if (line.up !== false) line.state((line.up = false));
}

function onVisibility(line) {
  clearTimeout(line.hidden);
  if (document.hidden) {
    line.hidden = setTimeout(() => close(line), HIDDEN_MS);
  } else if (!line.source) {
    open(line);
    if (line.up === false) line.changed([]);
  }
}
