// Pointer and keyboard on the map: hover, click, Enter.
import { nameOf, wordsOf } from "./inview.js";
import { taken } from "./hand.js";
import { hit, samePlace } from "./hits.js";
import { boxOf, isAggregate, isHeap } from "./looks.js";
import { say } from "./page.js";
import { count as number } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";

// acts: {select(item), several(items), heap(item), nothing(), list()}
export function pointing(map, symbols, acts) {
  const tip = L.tooltip({ direction: "top", opacity: 1 });
  let touched = false;
  let frame = 0;
  map.getContainer().addEventListener("pointerdown", (event) => (touched = event.pointerType !== "mouse"), true);
  map.on("mousemove", ({ layerPoint }) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => !touched && !taken() && hover(map, symbols, tip, hit(symbols, layerPoint)));
  });
  map.on("mouseout movestart zoomstart", () => hover(map, symbols, tip, null));
  map.on("click", ({ layerPoint, latlng }) => taken() || click(map, symbols, acts, { layerPoint, latlng, touched }));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== map.getContainer() || taken()) return;
    event.preventDefault(); // or the first line of the list, which now has the focus, would take it as a click
    acts.list();
  });
}

function hover(map, symbols, tip, item) {
  if (symbols.lit?.feature === item?.feature) return;
  symbols.lit = item;
  symbols.again();
  map.getContainer().classList.toggle("is-over", Boolean(item));
  if (!item) return void tip.remove();
  const words = isAggregate(item.feature) ? [say(isHeap(item) ? "choose" : "many", { count: number.format(item.feature.properties.count) })] : [...new Set([nameOf(item), wordsOf(item)])].filter(Boolean);
  const at = map.layerPointToLatLng([item.x, item.y - item.lift - item.r]);
  tip.setLatLng(at).setContent(make("div", {}, ...words.map((text) => make("div", {}, text)))).addTo(map);
}

function click(map, symbols, acts, { layerPoint, latlng, touched }) {
  const item = hit(symbols, layerPoint, touched);
  if (!item) return acts.nothing(latlng);
  if (isAggregate(item.feature)) return isHeap(item) ? acts.heap(item) : zoomInto(map, item);
  const same = samePlace(symbols, item, layerPoint, touched);
  if (same.length > 1) return acts.several(same);
  acts.select(item);
}

// To the box of what is inside, and always at least one level closer.
function zoomInto(map, item) {
  const [west, south, east, north] = boxOf(item.feature);
  const bounds = L.latLngBounds([south, west], [north, east]);
  const zoom = Math.max(map.getZoom() + 1, Math.min(map.getBoundsZoom(bounds.pad(0.2)), 16));
  map.setView(bounds.getCenter(), zoom);
}
