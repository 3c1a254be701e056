// The radius of a circle: the usual ones with one click, any other typed as people write it.
import { make } from "../../../geo/web/frame/dom.js";
import { MOST_M } from "./drawn.js";
import { say } from "./page.js";
import { metresIn, short } from "./units.js";

const USUAL_M = [500, 1000, 5000];

// {box, show(metres)}; take(metres) is called with each new radius.
export function radiusField(start, take) {
  const chips = USUAL_M.map((metres) => make("button", { class: "chip tabular", type: "button", "data-metres": metres, onclick: () => use(metres) }, short(metres)));
  const why = make("p", { class: "field__error", id: "tool-radius-why", role: "alert", hidden: true }, say("toolRadiusRule"));
  const input = make("input", { id: "tool-radius", type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": "tool-radius-why" });
  const form = make("form", { class: "radius field", novalidate: true }, make("label", { for: "tool-radius" }, say("toolRadius")), make("div", { class: "row" }, ...chips, input), why);
  const wrong = (is) => ((why.hidden = !is), input.setAttribute("aria-invalid", String(is)));
  const show = (metres) => {
    if (document.activeElement !== input) input.value = short(metres);
    for (const chip of chips) chip.setAttribute("aria-pressed", String(Number(chip.dataset.metres) === metres));
  };
  const use = (metres) => {
    const fine = metres >= 1 && metres <= MOST_M;
    wrong(!fine);
    if (!fine) return;
    input.value = short(metres);
    show(metres);
    take(Math.round(metres));
  };
  form.addEventListener("submit", (event) => (event.preventDefault(), use(metresIn(input.value))));
  input.addEventListener("change", () => use(metresIn(input.value)));
  input.addEventListener("focus", () => input.select());
  show(start);
  return { box: form, show };
}
