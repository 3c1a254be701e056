// Drawing a circle or a figure, and what is inside it: the panel, and the shape on the map.
import { make } from "../../../geo/web/frame/dom.js";
import { circleTool } from "./circletool.js";
import { crosses } from "./crossing.js";
import { drawn } from "./drawn.js";
import { circle as circleRing, polygon } from "./geodesic.js";
import { inside } from "./inside.js";
import { isPhone, say } from "./page.js";
import { pathTool } from "./pathtool.js";
import { radiusField } from "./radius.js";
import { button, closePanel, openPanel, setTitle } from "./toolpanel.js";
import { areas, short } from "./units.js";

const USUAL_M = 1000;

// given: {lat, lng, radius_m} where the place is known already.
export function circle(app, leave, given) {
  const view = panel(app, leave, "toolCircle", "toolCircleHint");
  const known = given?.lat == null ? drawn.shape : { centre: { lat: given.lat, lng: given.lng }, radius_m: given.radius_m };
  const tool = circleTool(app.map, { radius_m: known?.radius_m ?? USUAL_M, leave, changed: (shape, settled) => (field.show(shape.radius_m), shown(view, shape.centre && shape, settled)) });
  const field = radiusField(known?.radius_m ?? USUAL_M, tool.radius);
  open(view, [field.box, make("div", { class: "row tool__acts" }, button(say("toolMiddle"), tool.middle), button(say("toolAgain"), tool.again))]);
  if (known?.centre) tool.set(known);
  if (given?.lat != null) bringInSight(app.map, circleRing(known.centre, known.radius_m));
  return closer(view, tool);
}

export function figure(app, leave) {
  const view = panel(app, leave, "toolFigure", "toolFigureHint");
  const changed = () => shown(view, tool.points.length > 2 ? { corners: tool.points } : null, tool.ended);
  const refuse = (points, complete) => (crosses(points, complete) ? say("toolCrossing") : null);
  const tool = pathTool(app.map, { closed: true, changed, refuse, refused: view.refused, leave });
  open(view, [make("div", { class: "row tool__acts" }, button(say("toolMiddle"), tool.middle), button(say("toolUndo"), tool.undo), button(say("toolEnd"), tool.end), button(say("toolAgain"), tool.again))]);
  if (drawn.shape?.corners) tool.set(drawn.shape.corners.map((corner) => L.latLng(corner)));
  return closer(view, tool);
}

// Asked for from elsewhere, the circle must not lie behind the panel that comes with it.
function bringInSight(map, ring) {
  const padding = isPhone() ? { paddingTopLeft: [24, 24], paddingBottomRight: [24, map.getSize().y * 0.5] } : { paddingTopLeft: [360, 40], paddingBottomRight: [500, 40] };
  map.fitBounds(L.latLngBounds(ring), { ...padding, maxZoom: map.getZoom(), animate: false });
}

function panel(app, leave, title, hint) {
  const rule = make("p", { class: "notice notice--warning", role: "alert", hidden: true });
  const view = { app, leave, title, rule, hint: make("p", { class: "muted tool__hint" }, say(hint)), size: make("p", { class: "muted tabular", role: "status" }) };
  view.refused = (words) => ((rule.hidden = !words), (rule.textContent = words ?? ""));
  view.only = make("input", { type: "checkbox", checked: drawn.only, onchange: () => only(view) });
  view.list = inside(app);
  view.found = make("div", { hidden: true }, make("label", { class: "choice" }, view.only, make("span", {}, say("toolOnly"))), view.list.box);
  return view;
}

const open = (view, controls) => openPanel(say(view.title), [view.hint, view.rule, ...controls, view.size, view.found], view.leave);

// Asked of the server only once the shape is settled: not for every pixel of a drag.
function shown(view, shape, settled) {
  view.hint.hidden = Boolean(shape);
  view.size.textContent = shape ? sizeOf(shape) : "";
  setTitle(shape?.centre ? say("toolWithin", { length: short(shape.radius_m) }) : say(view.title));
  view.found.hidden = !(shape && settled);
  const before = JSON.stringify(drawn.shape);
  if (!settled && shape) return;
  drawn.shape = shape;
  if (JSON.stringify(shape) === before && shape) return view.list.ask();
  if (drawn.only) view.app.apply();
  else view.app.remember();
  if (shape) view.list.ask();
}

function sizeOf(shape) {
  const m2 = shape.corners ? polygon(shape.corners).area_m2 : Math.PI * shape.radius_m ** 2;
  return areas(m2).join(" · ");
}

function only(view) {
  drawn.only = view.only.checked;
  view.app.apply();
}

function closer(view, tool) {
  return {
    remove() {
      tool.remove();
      view.list.remove();
      const narrowed = drawn.only;
      Object.assign(drawn, { shape: null, only: false });
      closePanel();
      if (narrowed) view.app.apply();
      else view.app.remember();
    },
  };
}
