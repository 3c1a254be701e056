// The panel of the tool in use: beside the map on a desk, a sheet on a phone.
import { make } from "../../../geo/web/frame/dom.js";
import { part, stage } from "./page.js";
import { sheet } from "./sheet.js";

let own;

// Shows `children` under a title. onClose() is called when the reader closes it.
export function openPanel(title, children, onClose) {
  own ??= prepare();
  own.onClose = onClose;
  own.aside.hidden = false;
  own.body.replaceChildren(...children);
  own.body.scrollTop = 0;
  own.sheet.set("half");
  stage.classList.add("has-tool");
  setTitle(title);
}

export function setTitle(title) {
  part("tool-title").textContent = title;
}

export function closePanel() {
  if (!own) return;
  own.aside.hidden = true;
  own.body.replaceChildren();
  stage.classList.remove("has-tool");
}

function prepare() {
  const aside = stage.querySelector('[data-side="tool"]');
  part("tool-close").addEventListener("click", () => own.onClose());
  aside.addEventListener("keydown", (event) => event.key === "Escape" && (event.stopPropagation(), own.onClose()));
  return { aside, body: part("tool-body"), sheet: sheet(aside), onClose() {} };
}

export const button = (words, onclick, how = "") => make("button", { class: `button button--small ${how}`.trim(), type: "button", onclick }, words);
