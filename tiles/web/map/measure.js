// Measuring: a path with its legs, or a figure with area and circumference.
import { make } from "../../../geo/web/frame/dom.js";
import { copyText } from "./copying.js";
import { crosses } from "./crossing.js";
import { legs, polygon } from "./geodesic.js";
import { say } from "./page.js";
import { pathTool } from "./pathtool.js";
import { button, closePanel, openPanel } from "./toolpanel.js";
import { areas, length } from "./units.js";

export const distance = (app, leave) => measure(app, leave, { closed: false, title: "toolDistance", hint: "toolDistanceHint", lines: pathLines });
export const area = (app, leave) => measure(app, leave, { closed: true, title: "toolArea", hint: "toolAreaHint", lines: areaLines });

function measure({ map }, leave, { closed, title, hint, lines }) {
  const said = make("div", { class: "measure", role: "status", "aria-live": "polite" });
  const rule = make("p", { class: "notice notice--warning", role: "alert", hidden: true });
  const help = make("p", { class: "muted tool__hint" }, say(hint));
  const refuse = (points, complete) => (closed && crosses(points, complete) ? say("toolCrossing") : null);
  const changed = () => show(lines(tool.points), said, help);
  const refused = (words) => ((rule.hidden = !words), (rule.textContent = words ?? ""));
  const tool = pathTool(map, { closed, changed, refuse, refused, leave });
  openPanel(say(title), [help, rule, said, ...buttons(tool, () => lines(tool.points), title)], leave);
  return { remove: () => (tool.remove(), closePanel()) };
}

function buttons(tool, found, title) {
  const copy = () => copyText([say(title), ...found().flat(), ...tool.points.map(({ lat, lng }) => `${lat.toFixed(6)}, ${lng.toFixed(6)}`)].join("\n"));
  return [
    make("div", { class: "row tool__acts" }, button(say("toolMiddle"), tool.middle), button(say("toolUndo"), tool.undo), button(say("toolEnd"), tool.end)),
    make("div", { class: "row tool__acts" }, button(say("toolCopy"), copy), button(say("toolAgain"), tool.again)),
  ];
}

function show([main, ...rest], said, help) {
  help.hidden = Boolean(main);
  if (!main) return said.replaceChildren();
  said.replaceChildren(make("p", { class: "measure__main tabular" }, ...main.flatMap((text) => [text, make("br")])),
    make("ol", { class: "measure__legs tabular" }, ...rest.map((text) => make("li", {}, text))));
}

function pathLines(points) {
  const found = legs(points);
  if (!found.length) return [];
  const sum = say("toolSum", { length: length(found.reduce((total, leg) => total + leg, 0)) });
  return [[sum], ...(found.length > 1 ? found.map((leg, index) => say("toolLeg", { number: index + 1, length: length(leg) })) : [])];
}

function areaLines(points) {
  if (points.length < 3) return [];
  const { area_m2: m2, perimeter_m: round } = polygon(points);
  return [[...areas(m2)], say("toolRound", { length: length(round) })];
}
