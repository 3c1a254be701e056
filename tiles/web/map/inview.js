// A list of what is in view: the map for those who cannot point, or would rather read.
import { count as number, thai } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { stampImage } from "../../../geo/web/map/signs.js";
import { isAggregate, isHeap, titleOf } from "./looks.js";
import { part, say } from "./page.js";

const MOST = 60;

export function inView(symbols, select) {
  const box = part("inview");
  const list = part("inview-list");
  let shown = null;
  let early = false;
  // Hovering paints again without changing what is in view; the list then stays, and keeps the focus within it.
  const draw = () => {
    const now = box.open ? [symbols._map.getZoom(), ...symbols.drawn.map(({ feature, x, y }) => `${feature.id}:${x | 0},${y | 0}:${feature.properties.count ?? 1}`)].join(" ") : null;
    if (now === shown) return;
    shown = now;
    const { activeElement } = document;
    const key = list.contains(activeElement) ? activeElement.dataset.key : null;
    list.replaceChildren(...(box.open ? lines(symbols, select) : []));
    if (early) enter(list, box);
    early &&= !list.querySelector("button");
    if (key) (list.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? box.querySelector("summary")).focus({ preventScroll: true });
  };
  box.addEventListener("toggle", draw);
  symbols.on("painted", draw);
  const own = {
    before() {},
    open() {
      own.before();
      box.open = true;
      draw();
      const first = list.querySelector("button");
      early = !first;
      (first ?? box.querySelector("summary")).focus();
    },
  };
  return own;
}

// Opened before anything was there: whoever waits at its head is led in when it comes.
function enter(list, box) {
  if (document.activeElement === box.querySelector("summary")) list.querySelector("button")?.focus();
}

function lines(symbols, select) {
  const map = symbols._map;
  const centre = map.containerPointToLayerPoint(map.getSize().divideBy(2));
  const half = map.getSize().divideBy(2);
  const seen = symbols.drawn.filter(({ x, y }) => Math.abs(x - centre.x) <= half.x && Math.abs(y - centre.y) <= half.y);
  const inOne = (item) => isAggregate(item.feature) && !isHeap(item);
  const singles = seen.filter((item) => !inOne(item));
  const hidden = seen.filter(inOne).reduce((sum, { feature }) => sum + feature.properties.count, 0);
  if (!seen.length) return [note(say("listEmpty"))];
  singles.sort((a, b) => Math.hypot(a.x - centre.x, a.y - centre.y) - Math.hypot(b.x - centre.x, b.y - centre.y));
  const rows = singles.slice(0, MOST).map((item) => make("li", {}, featureButton(item, select)));
  if (hidden) rows.push(note(say("listZoom", { count: number.format(hidden) })));
  if (singles.length > MOST) rows.push(note(say("listMore", { count: number.format(singles.length - MOST) })));
  return rows;
}

const note = (text) => make("li", { class: "muted inview__note" }, text);

export function featureButton(item, select) {
  return make("button", { class: "inview__item", type: "button", "data-key": `${item.part.layer.name}:${item.feature.id ?? item.feature.properties.bbox}`, onclick: () => select(item) }, stampImage(item.look ?? item.part.look(item.feature.properties), 6),
    make("span", {}, ...described(item)));
}

function described(item) {
  if (isHeap(item)) return [item.part.layer.description, make("small", { class: "muted" }, say("choose", { count: number.format(item.feature.properties.count) }))];
  const [name, words] = [nameOf(item), wordsOf(item)];
  return words && words !== name ? [name, make("small", { class: "muted" }, words)] : [name];
}

// The feature's name in the page's language; failing that, what its signs say it is.
export function nameOf({ feature, part }) {
  const { name_th, name_en } = feature.properties;
  return (thai ? name_th || name_en : name_en || name_th) || wordsOf({ feature, part }) || part.layer.description;
}

// The words of its signs: a mark that is not there has none.
export function wordsOf({ feature, part }) {
  const fields = [...new Set(part.layer.signs.map((sign) => sign.field))].filter(Boolean);
  return fields.map((field) => titleOf(part.layer, field, feature.properties[field])).filter(Boolean).join(" · ");
}
