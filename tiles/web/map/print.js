// The sheet: the same map drawn anew at a printer's resolution, with what a map on paper needs around it. The browser's own
// print turns it into paper or PDF. Loaded only where the address asks for it (?print=a4-landscape).
import { make } from "../../../geo/web/frame/dom.js";
import { page, say, stage } from "./page.js";
import { PAPERS, paper } from "./paper.js";
import { keep, readAddress } from "./permalink.js";
import { printLegend } from "./printlegend.js";
import { printScale } from "./printscale.js";
import { printWords } from "./printwords.js";

const SETTLED_MS = 120;
const STILL = 3;

export function print(app) {
  app.symbols.chosen = app.view.sel = readAddress().sel;
  const sheet = { app, paper, title: "", scale: printScale(app.map), words: printWords(app), legend: printLegend(app) };
  build(sheet);
  keep("print", { write: () => sheet.paper, read() {} });
  keep("title", { write: () => sheet.title, read: (text) => setTitle(sheet, text ?? "") });
  keep("scale", { write: () => sheet.scale.chosen, read: (text) => sheet.scale.choose(text ?? "") });
  keep("view", { write: () => sheet.scale.view, read: (text) => sheet.scale.look(text) });
  choosePaper(sheet, sheet.paper);
  app.map.on("moveend", () => settle(sheet));
  app.symbols.on("painted", () => settle(sheet));
}

function build(sheet) {
  sheet.heading = make("h1", { class: "paper__title" });
  sheet.frame = make("div", { class: "paper__map" }, make("div", { class: "paper__canvas" }, sheet.app.map.getContainer()), sheet.scale.north);
  sheet.side = make("div", { class: "paper__side" }, sheet.legend.box, sheet.words.box, sheet.scale.box);
  sheet.element = make("section", { class: "paper__sheet", "aria-label": say("printSheet") }, sheet.heading, sheet.frame, sheet.side, foot());
  stage.append(bar(sheet), sheet.element);
}

function foot() {
  return make("footer", { class: "paper__foot" }, make("span", {}, page.attribution ? say("printSources", { sources: page.attribution }) : ""),
    page.backdrop ? make("strong", {}, say("printBackdrop")) : null);
}

function bar(sheet) {
  const title = make("input", { type: "text", maxlength: 120, placeholder: say("printTitleHint"), oninput: () => (setTitle(sheet, title.value), sheet.app.remember()) });
  sheet.input = title;
  const papers = make("select", { onchange: () => choosePaper(sheet, papers.value) }, ...PAPERS.map((name) => make("option", { value: name, selected: name === sheet.paper }, say(`print-${name}`))));
  sheet.button = make("button", { class: "button button--primary", type: "button", disabled: true, "data-print-now": true, onclick: () => window.print() }, say("printNow"));
  const field = (words, control) => make("label", { class: "field" }, make("span", {}, words), control);
  return make("form", { class: "paper__bar", onsubmit: (event) => event.preventDefault() }, field(say("printTitle"), title), field(say("printPaper"), papers),
    field(say("printScale"), sheet.scale.select), sheet.button, make("p", { class: "muted", role: "status" }, say("printHelp")));
}

function setTitle(sheet, text) {
  sheet.title = text;
  if (sheet.input.value !== text) sheet.input.value = text;
  sheet.heading.textContent = text || say("printUntitled");
  document.title = sheet.heading.textContent;
}

function choosePaper(sheet, name) {
  sheet.paper = name;
  sheet.element.dataset.paper = name;
  sheet.app.map.invalidateSize({ animate: false });
  sheet.scale.fit();
  sheet.app.remember();
}

// Ready once nothing is on its way any more: then legend and words say what is on the sheet.
function settle(sheet) {
  clearTimeout(sheet.timer);
  sheet.calm = 0;
  delete sheet.element.dataset.ready;
  sheet.button.disabled = true;
  sheet.timer = setTimeout(() => look(sheet), SETTLED_MS);
}

async function look(sheet) {
  sheet.calm = loading(sheet.app.map) ? 0 : sheet.calm + 1;
  if (sheet.calm < STILL) return void (sheet.timer = setTimeout(() => look(sheet), SETTLED_MS));
  await document.fonts.ready;
  sheet.legend.draw();
  await sheet.words.draw();
  sheet.scale.draw();
  sheet.element.dataset.ready = "";
  sheet.button.disabled = false;
}

function loading(map) {
  let busy = false;
  map.eachLayer((layer) => (busy ||= layer instanceof L.GridLayer && layer.isLoading()));
  return busy;
}
