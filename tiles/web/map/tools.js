// The toolbar: one tool at a time, each loaded when it is used for the first time.
import { contribute } from "./asking.js";
import { drawn, question, read, write } from "./drawn.js";
import { part, say, stage } from "./page.js";
import { paper } from "./paper.js";
import { keep } from "./permalink.js";
import { toast } from "./status.js";

const TOOLS = {
  distance: () => import("./measure.js").then((found) => found.distance),
  area: () => import("./measure.js").then((found) => found.area),
  circle: () => import("./draw.js").then((found) => found.circle),
  polygon: () => import("./draw.js").then((found) => found.figure),
};

export function tools(app) {
  const bar = { app, used: null, name: null };
  bar.end = () => end(bar);
  app.useTool = (name, given) => use(bar, name, given);
  for (const button of stage.querySelectorAll("[data-tool]")) button.addEventListener("click", () => pressed(bar, button.dataset.tool));
  stage.querySelector('[data-act="here"]').addEventListener("click", () => (mark(bar.name), app.openPlace(app.map.getCenter(), { focus: true })));
  part("print").addEventListener("click", (event) => (event.currentTarget.href = printAddress(app.map)));
  unfolding();
  contribute((layer) => (drawn.only && drawn.shape && layer.geometry === "point" ? question(drawn.shape) : {}));
  keep("draw", { write, read: (text) => shapeInAddress(bar, text) });
  if (paper) import("./print.js").then(({ print }) => print(app));
}

// The same view as a sheet, with the box that the screen shows now.
function printAddress(map) {
  const query = new URLSearchParams(location.search);
  query.set("print", paper ?? "a4-landscape");
  query.set("view", map.getBounds().toBBoxString());
  return `/?${query}`;
}

// From a link, or after "back": the shape appears or goes, with the tool it was drawn with.
function shapeInAddress(bar, text) {
  if ((text ?? "") === write()) return;
  read(text);
  const { shape, only } = drawn;
  const name = shape && (shape.corners ? "polygon" : "circle");
  if (!name) return bar.used && end(bar);
  if (only) bar.app.apply();
  use(bar, name, null, { shape, only });
}

function pressed(bar, name) {
  if (bar.name === name) return end(bar);
  return use(bar, name);
}

// The keyboard's pen is the middle of the map, so that is where the keys go.
async function use(bar, name, given, kept) {
  end(bar);
  Object.assign(drawn, kept ?? { shape: null, only: false });
  bar.name = name;
  mark(name);
  try {
    const start = await TOOLS[name]();
    if (bar.name !== name) return;
    bar.used = start(bar.app, bar.end, given);
    bar.app.map.getContainer().focus({ preventScroll: true });
  } catch (error) {
    end(bar);
    toast(say("toolFailed"), say("retry"), () => use(bar, name, given));
    throw error;
  }
}

function end(bar) {
  const { used, name } = bar;
  bar.used = bar.name = null;
  mark(null);
  used?.remove();
  if (name && document.activeElement === document.body) stage.querySelector(`[data-tool="${name}"]`)?.focus();
}

function mark(name) {
  for (const button of stage.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", String(button.dataset.tool === name));
  part("tools").classList.remove("is-open");
  part("tools-more").setAttribute("aria-expanded", "false");
}

// On a phone the tools are folded behind one button.
function unfolding() {
  const more = part("tools-more");
  more.addEventListener("click", () => more.setAttribute("aria-expanded", String(part("tools").classList.toggle("is-open"))));
  part("tools").addEventListener("keydown", (event) => event.key === "Escape" && part("tools").classList.contains("is-open") && more.click());
}
