// The map as it stood at the end of a day: asked for here, and said over the map for as long as it lasts.
import { icon, make } from "../../../geo/web/frame/dom.js";
import { inWords, plusDays } from "./calendar.js";
import { page, part, say } from "./page.js";
import { tell } from "./telling.js";
import { layersWithPast } from "./time.js";

// {button, draw()}
export function asOf(bar) {
  if (!layersWithPast.length) return { button: null, draw() {} };
  const own = { bar, banner: part("asof") };
  own.input = make("input", { id: "asof-day", type: "date", min: "2000-01-01", max: plusDays(bar.today, -1) });
  own.words = make("span", { class: "muted", "aria-live": "polite" });
  own.form = make("form", { class: "asof__form", hidden: true, onsubmit: (event) => (event.preventDefault(), set(own, own.input.value)) },
    make("label", { for: "asof-day" }, say("asOfDay")), own.input, own.words,
    make("button", { class: "button button--small button--primary" }, say("asOfShow")), make("button", { class: "button button--small button--quiet", type: "button", onclick: () => show(own, false) }, say("asOfNot")));
  own.button = make("button", { class: "button button--small button--quiet time__asof", type: "button", "aria-expanded": "false", onclick: () => show(own, own.form.hidden) }, icon("clock"), say("asOf"));
  own.input.addEventListener("input", () => (own.words.textContent = own.input.value ? inWords(own.input.value) : ""));
  part("asof-form").replaceChildren(own.form);
  own.form.addEventListener("keydown", (event) => event.key === "Escape" && (event.preventDefault(), show(own, false)));
  return { button: own.button, draw: () => draw(own) };
}

function show(own, open) {
  own.form.hidden = !open;
  own.button.setAttribute("aria-expanded", String(open));
  if (open) {
    own.input.value = own.bar.state.asOf ?? "";
    own.input.focus();
  } else if (own.form.contains(document.activeElement) || document.activeElement === document.body) own.button.focus();
}

function set(own, day) {
  if (!day || !own.input.checkValidity()) return own.input.reportValidity();
  own.bar.state.asOf = day;
  show(own, false);
  own.bar.app.apply({ step: true });
  draw(own);
  tell(say("asOfNow", { day: inWords(day) }));
}

function draw(own) {
  const { banner, bar: { state, app } } = own;
  banner.hidden = !state.asOf;
  if (!state.asOf) return banner.replaceChildren();
  const others = page.layers.filter((layer) => layer.signs.length && !layer.as_of && !app.view.off.has(layer.name)).map((layer) => layer.description);
  banner.replaceChildren(make("p", { class: "asof__text" }, make("strong", {}, say("asOfNow", { day: inWords(state.asOf) })), others.length ? ` ${say("asOfOthers", { names: others.join(", ") })}` : ""),
    make("button", { class: "button button--small", type: "button", onclick: () => show(own, true) }, say("asOfChange")),
    make("button", { class: "button button--small button--primary", type: "button", onclick: () => back(own) }, say("asOfBack")));
}

function back(own) {
  own.bar.state.asOf = null;
  own.bar.app.apply({ step: true });
  draw(own);
  own.bar.app.map.getContainer().focus({ preventScroll: true });
  tell(say("asOfToday"));
}
