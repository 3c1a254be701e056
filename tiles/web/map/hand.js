// The drawing hand: while a tool has it, clicks, taps and keys on the map make points, and select nothing.
//
// acts: {point(latlng), move(latlng), undo(), end(), leave()}. With the keyboard the middle of the map is the pen: arrows
// move the map under it, Enter sets a point, Backspace takes the last one back, Escape leaves.
import { make } from "../../../geo/web/frame/dom.js";
import { stage } from "./page.js";

let holder = null;

export const taken = () => holder !== null;

export function takeHand(map, acts) {
  holder?.release();
  const cross = make("div", { class: "crosshair", "aria-hidden": "true" });
  const hand = { release: () => release(hand) };
  const zooms = map.doubleClickZoom.enabled();
  map.doubleClickZoom.disable();
  hand.undo = [
    onMap(map, { click: (event) => click(acts, event), mousemove: ({ latlng }) => acts.move?.(latlng), dblclick: () => acts.end() }),
    on(map.getContainer(), "keydown", (event) => key(map, acts, event)),
    on(document, "keydown", (event) => event.key === "Escape" && !event.defaultPrevented && (event.preventDefault(), acts.leave())),
    () => zooms && map.doubleClickZoom.enable(),
    () => cross.remove(),
  ];
  stage.append(cross);
  stage.classList.add("is-drawing");
  return (holder = hand);
}

function release(hand) {
  if (holder !== hand) return;
  holder = null;
  hand.undo.forEach((undo) => undo());
  stage.classList.remove("is-drawing");
}

// The second click of a double click is no point of its own.
function click(acts, { latlng, originalEvent }) {
  if (!(originalEvent?.detail > 1)) acts.point(latlng);
}

function key(map, acts, event) {
  const act = { Enter: () => acts.point(map.getCenter()), Backspace: acts.undo, Delete: acts.undo }[event.key];
  if (!act || event.target !== map.getContainer()) return;
  event.preventDefault();
  act();
}

function onMap(map, handlers) {
  map.on(handlers);
  return () => map.off(handlers);
}

function on(target, type, handler) {
  target.addEventListener(type, handler);
  return () => target.removeEventListener(type, handler);
}
