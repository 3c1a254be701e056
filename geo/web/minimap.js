// Every <div class="minimap" data-geojson-id="..."> becomes a map of that GeoJSON over the areas.
// Other scripts reach a map by element.minimap (a promise of {map, pieces}) and may say
// element.dispatchEvent(new CustomEvent("minimap:show", {detail: geojson})) to show something else, or "minimap:update"
// to show it without moving the view.
import { language, say } from "./frame/data.js";
import { areaLayer } from "./map/arealayer.js";
import { labelLayer } from "./map/labels.js";
import { leaflet } from "./map/leaflet.js";
import { pieces } from "./map/pieces.js";
import { scaleInWords } from "./map/scale.js";
import { arrows } from "./map/arrows.js";

const THAILAND = [[5.6, 97.3], [20.5, 105.7]];

for (const element of document.querySelectorAll(".minimap")) element.minimap = start(element);

async function start(element) {
  const L = await leaflet();
  const map = L.map(element, { zoomControl: false, attributionControl: false, minZoom: 4, maxZoom: 19, scrollWheelZoom: "center", zoomSnap: 1 });
  L.control.zoom({ position: "topright", zoomInTitle: say("zoomIn"), zoomOutTitle: say("zoomOut") }).addTo(map);
  scaleInWords(L);
  L.control.scale({ imperial: false }).addTo(map);
  element.setAttribute("role", "region");
  if (!element.hasAttribute("aria-label")) element.setAttribute("aria-label", say("map"));
  map.fitBounds(THAILAND);
  const state = { map, pieces: null };
  show(state, dataOf(element));
  backdrop(map);
  element.addEventListener("minimap:show", (event) => show(state, event.detail));
  element.addEventListener("minimap:update", (event) => draw(state, event.detail));
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(element);
  return state;
}

function dataOf(element) {
  const script = document.getElementById(element.dataset.geojsonId);
  return script ? JSON.parse(script.textContent) : null;
}

async function backdrop(map) {
  for (const name of ["neighbours", "areas"]) {
    const layer = areaLayer(name).addTo(map);
    if (name === "areas") labelLayer(layer, language).addTo(map);
  }
}

function draw(state, geojson) {
  state.pieces?.remove();
  state.pieces = geojson ? pieces(geojson).addTo(state.map) : null;
  if (state.pieces) arrows(state.pieces, state.map);
}

function show(state, geojson) {
  draw(state, geojson);
  if (!geojson) return;
  const bounds = state.pieces.getBounds();
  if (bounds.isValid()) state.map.fitBounds(bounds.pad(0.15), { maxZoom: 15 });
}
