// The choice of a base map below everything else. The own backdrop is what a map begins with.
import { language } from "../../../geo/web/frame/data.js";
import { make } from "../../../geo/web/frame/dom.js";
import { onScheme } from "../../../geo/web/map/tokens.js";
import { page, part, say } from "./page.js";
import { keep } from "./permalink.js";
import { toast } from "./status.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

export function baseMaps(app, ground, labels) {
  const state = { app, ground, labels, chosen: null, layer: null };
  const options = [["", say("groundOwn")], ...page.basemaps.map(({ id, title }) => [id, title])];
  state.boxes = options.map(([id, title]) => radio(state, id, title));
  app.panel.slot("ground").append(make("fieldset", { class: "base-maps" }, make("legend", {}, say("groundBase_map")), ...state.boxes.map(({ label }) => label)));
  keep("base", { read: (text) => lay(state, page.basemaps.find(({ id }) => id === text) ?? null), write: () => state.chosen?.id ?? "" });
  onScheme(() => state.chosen?.kind === "vector" && lay(state, state.chosen, { anew: true }));
}

function radio(state, id, title) {
  const box = make("input", { type: "radio", name: "base-map", value: id, "data-key": `base-${id}`, onchange: () => choose(state, id) });
  return { id, box, label: make("label", { class: "base-maps__choice" }, box, title) };
}

function choose(state, id) {
  lay(state, page.basemaps.find((one) => one.id === id) ?? null);
  state.app.remember({ step: true });
}

async function lay(state, wanted, { anew = false } = {}) {
  for (const { id, box } of state.boxes) box.checked = id === (wanted?.id ?? "");
  if (wanted === state.chosen && !anew) return;
  state.chosen = wanted;
  state.layer?.remove();
  state.layer = null;
  bare(state, wanted !== null);
  credit(wanted);
  if (!wanted) return;
  const drawer = await readers[wanted.kind]().catch(() => null);
  if (state.chosen !== wanted) return;
  if (!drawer) return failed(state, wanted);
  const layer = layerOf(wanted, drawer);
  layer.on("tileerror", () => failed(state, wanted));
  state.layer = layer.addTo(state.app.map);
}

// Of the own ground only borders and their names stay.
function bare({ ground, labels }, on) {
  ground.bare = on;
  ground.repaint();
  labels.again();
}

function credit(wanted) {
  const line = part("base-credit");
  line.textContent = wanted?.attribution ?? "";
  line.hidden = !wanted;
}

// Once, and not for a tile at the edge of what the base map covers: nothing at all came.
function failed(state, wanted) {
  if (state.chosen !== wanted || Object.values(state.layer?._tiles ?? {}).some(({ loaded, el }) => loaded && el.naturalWidth)) return;
  toast(say("groundBaseFailed"));
  lay(state, null);
}

// Loaded when such a base map is chosen.
const readers = {
  xyz: () => Promise.resolve({}),
  raster: () => import("pmtiles"),
  vector: () => import("protomaps-leaflet"),
};

function layerOf({ kind, url, min_zoom: minZoom, max_zoom: maxNativeZoom, tile_px: tileSize }, { PMTiles, leafletRasterLayer, leafletLayer }) {
  const options = { minNativeZoom: minZoom, maxNativeZoom, maxZoom: 19, zIndex: 0 };
  if (kind === "xyz") return L.tileLayer(url, { ...options, tileSize, zoomOffset: -Math.log2(tileSize / 256), referrerPolicy: "strict-origin-when-cross-origin" });
  if (kind === "raster") return leafletRasterLayer(new PMTiles(url), { ...options, tileSize, zoomOffset: -Math.log2(tileSize / 256) });
  return leafletLayer({ url, flavor: dark.matches ? "dark" : "light", lang: language.slice(0, 2), maxDataZoom: maxNativeZoom, maxZoom: 19, zIndex: 0 });
}
