// Building elements. Text is always text: nothing here parses HTML.

const SVG = "http://www.w3.org/2000/svg";

// make("p", {class: "muted", onclick: f}, "text", child) -> an element. False, null and undefined are left out.
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function makeSvg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

const LINES = {
  place: ["M12 21s7-7.5 7-12a7 7 0 1 0-14 0c0 4.5 7 12 7 12Z", "M14.5 9a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z"],
  area: ["m5 6 6-2 8 3-1 6 1 6-7 1-7-2 1-6-1-6Z"],
  compass: ["M12 3v4M12 17v4M3 12h4M17 12h4", "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z"],
  facility: ["M4 20V10l5 3v-3l5 3V5h4v15H4Z"],
  report: ["M12 21s7-7.5 7-12a7 7 0 1 0-14 0c0 4.5 7 12 7 12Z", "M12 6v4M12 12.5v.1"],
  close: ["m6 6 12 12M18 6 6 18"],
  plus: ["M12 5v14M5 12h14"],
  link: ["M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1", "M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"],
  chevron: ["m9 5 7 7-7 7"],
  clock: ["M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z", "M12 7v5l3 2"],
};

export function icon(name) {
  const paths = (LINES[name] ?? LINES.place).map((d) => makeSvg("path", { d }));
  return makeSvg("svg", { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "1.8",
    "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" }, ...paths);
}
