// The question that closed sites have taught (Win Process, Phachi): struck off, with hazardous stock. One click.
import { make } from "../../../geo/web/frame/dom.js";
import { filterOf, setValues, valuesOf } from "./choices.js";
import { say } from "./page.js";

const WANTED = { status: "struck_off", hazard: "yes" };

// A button that puts the filters on, and takes them off again; nothing where the layer has none such for this reader.
export function quickFilter(app, layer) {
  const names = Object.keys(WANTED);
  if (!names.every((name) => filterOf(layer, name))) return null;
  const on = names.every((name) => valuesOf(app.view.only, layer.name, name).join() === WANTED[name]);
  const flip = () => {
    for (const name of names) setValues(app.view.only, layer.name, name, on ? [] : [WANTED[name]]);
    app.apply({ step: true });
  };
  return make("button", { class: "chip", type: "button", "aria-pressed": String(on), "data-quick": true, onclick: flip }, say("toolQuick"));
}
