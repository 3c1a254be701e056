// The design tokens for those who draw on a canvas, which knows no CSS.
const style = getComputedStyle(document.documentElement);
const dark = matchMedia("(prefers-color-scheme: dark)");
let known = new Map();

// token("--map-land") -> "#f8f7f3" in the scheme of the moment.
export function token(name) {
  if (!known.has(name)) known.set(name, style.getPropertyValue(name).trim());
  return known.get(name);
}

// Calls back when the reader's scheme changes; canvases must be drawn again.
export function onScheme(callback) {
  dark.addEventListener("change", () => {
    known = new Map();
    callback();
  });
}

export const FONT = '"Noto Sans Thai Variable", "Noto Sans Thai", sans-serif';

// A printer's dots are finer than a screen's: 300 to the inch, on a sheet whose map is shrunk to 0.8.
const PAPER_RATIO = 2.5;

export const pixelRatio = () => (document.documentElement.classList.contains("paper") ? PAPER_RATIO : Math.min(window.devicePixelRatio || 1, 3));
