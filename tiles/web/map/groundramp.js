// Colours of amounts: five steps of one ramp, pale to strong on light ground and the other way round on dark.
import { count as number } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { pixelRatio, token } from "../../../geo/web/map/tokens.js";

export const STEPS = 5;
export const stepColour = (step) => token(`--ramp-${step + 1}`);

// Upper ends of at most STEPS classes of whole numbers, each wider than the one before by the same factor: a few places
// hold most of what there is, and classes of equal width would leave all others in the lowest.
export function growing(most) {
  const ends = Array.from({ length: STEPS }, (_, step) => Math.round(most ** ((step + 1) / STEPS)));
  return most ? [...new Set(ends)] : [];
}

// The class of a value, and where it stands on the ramp: with fewer classes they are spread over all of it.
export function stepOf(value, breaks) {
  const index = breaks.findIndex((end) => value <= end);
  return spread(index < 0 ? breaks.length - 1 : index, breaks.length);
}

export const spread = (index, classes) => (classes < 2 ? STEPS - 1 : Math.round((index * (STEPS - 1)) / (classes - 1)));

// One line per class of whole numbers, each with its colour and its ends.
export function wholeClasses(breaks) {
  return classList(breaks, (end, index) => {
    const from = index ? breaks[index - 1] + 1 : 1;
    return from === end ? number.format(end) : `${number.format(from)} – ${number.format(end)}`;
  });
}

// words(end, index) says what a class holds; `more` are lines below.
export function classList(breaks, words, more = []) {
  const rows = breaks.map((end, index) => make("li", {}, swatch(stepColour(spread(index, breaks.length))), words(end, index)));
  return make("ul", { class: "ramp" }, ...rows, ...more);
}

export function swatch(colour) {
  const box = make("span", { class: "ramp__swatch", "aria-hidden": "true" });
  box.style.background = colour;
  return box;
}

export const hatched = () => make("span", { class: "ramp__swatch ramp__swatch--hatched", "aria-hidden": "true" });

// Slanted lines: what has no number must not look like a small one.
export function hatching(context) {
  const side = 8 * pixelRatio();
  const pattern = document.createElement("canvas");
  pattern.width = pattern.height = side;
  const pen = pattern.getContext("2d");
  pen.strokeStyle = token("--map-border-strong");
  pen.lineWidth = pixelRatio();
  pen.globalAlpha = 0.6;
  pen.beginPath();
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
  }
  pen.stroke();
  return context.createPattern(pattern, "repeat");
}

// The whole ramp between two words.
export function gradient(few, many) {
  const bar = make("span", { class: "ramp__bar", "aria-hidden": "true" });
  bar.style.background = `linear-gradient(to right, ${Array.from({ length: STEPS }, (_, step) => stepColour(step)).join(", ")})`;
  return make("div", { class: "ramp ramp--whole" }, bar, make("span", {}, few), make("span", {}, many));
}
