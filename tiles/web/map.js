// The map at "/". Leaflet and the map itself come from django-leaflet, which says map:init when it stands.
import { make } from "../../geo/web/frame/dom.js";
import { language } from "../../geo/web/frame/data.js";
import { areaLayer } from "../../geo/web/map/arealayer.js";
import { labelLayer } from "../../geo/web/map/labels.js";
import { scaleInWords } from "../../geo/web/map/scale.js";
import { controls } from "./map/controls.js";
import { detailPanel } from "./map/detail.js";
import { inView } from "./map/inview.js";
import { contribute, queryOf } from "./map/asking.js";
import { chosen, layerPanel } from "./map/layerpanel.js";
import { isPhone, page, part, signedLayers } from "./map/page.js";
import { parts } from "./map/parts.js";
import { readAddress, readKept, writeAddress } from "./map/permalink.js";
import { tray } from "./map/pick.js";
import { placePopup } from "./map/place.js";
import { pointing } from "./map/pointing.js";
import { leftPanel } from "./map/leftpanel.js";
import { startNews } from "./map/news.js";
import { watchFailure, watchLoading } from "./map/status.js";
import { symbols as symbolLayer } from "./map/symbols.js";

const THAILAND = [[5.6, 97.3], [20.5, 105.7]];

window.addEventListener("map:init", ({ detail }) => start(detail.map), { once: true });

function start(map) {
  const asked = readAddress();
  scaleInWords(L);
  map.setView([asked.at.lat, asked.at.lon], asked.at.zoom, { animate: false });
  if (!asked.given) map.fitBounds(THAILAND, { animate: false, paddingTopLeft: isPhone() ? [0, 0] : [340, 0], paddingBottomRight: isPhone() ? [0, 76] : [0, 0] });
  controls(map);
  const symbols = symbolLayer(signedLayers);
  const backdrop = backdropOf(map, symbols);
  const app = { map, symbols, view: { off: new Set(asked.off), only: new Set(asked.only), sel: null, pick: asked.pick } };
  contribute((layer) => chosen(layer, app.view.only));
  app.apply = () => layersChanged(app);
  app.remember = (how) => remember(app, how);
  applyLayers(app);
  symbols.addTo(map);
  const sources = [...backdrop, ...symbols.parts.map(({ source }) => source)];
  watchLoading(sources);
  watchFailure(sources);
  wire(app);
  startNews(symbols.parts);
  for (const install of parts) install(app);
  if (asked.sel) select(app, asked.sel, null, { step: false });
}

function backdropOf(map, symbols) {
  const names = ["neighbours", "areas"].filter((name) => page.layers.some((layer) => layer.name === name));
  const layers = names.map((name) => areaLayer(name, { zIndex: name === "areas" ? 2 : 1 }).addTo(map));
  if (names.includes("areas")) {
    const labels = labelLayer(layers.at(-1), language).addTo(map);
    labels.avoid = () => symbols.circles();
    symbols.on("circles", () => labels.again());
  }
  return layers;
}

function wire(app) {
  const { map, symbols } = app;
  app.panel = layerPanel(symbols, app.view, () => layersChanged(app));
  app.detail = detailPanel(map, { onClose: () => deselect(app), onPlace: (latlng, look) => standAt(app, latlng, look) });
  app.tray = app.view.pick ? tray(() => symbols.again()) : null;
  if (app.tray) symbols.inTray = ({ feature, part: { layer } }) => layer.name === "facilities" && app.tray.has(feature.id);
  const pickItem = (item) => (app.tray && item.part.layer.name === "facilities" ? app.tray.toggle(item) : selectItem(app, item));
  const list = (app.list = inView(symbols, pickItem));
  leftPanel(list);
  pointing(map, symbols, {
    select: pickItem,
    several: (items) => app.detail.choose(items, pickItem),
    nothing: () => app.detail.open && deselect(app),
    list: () => list.open(),
  });
  placePopup(map);
  map.on("moveend", () => remember(app));
  addEventListener("popstate", () => restore(app));
  document.addEventListener("phangut:goto", (event) => goTo(app, event));
}

function selectItem(app, item) {
  const { layer } = item.part;
  if (layer.panel_url) select(app, { layer: layer.name, id: String(item.feature.id) }, app.map.layerPointToLatLng([item.x, item.y]));
}

function select(app, selection, from, { step = true } = {}) {
  app.view.sel = app.symbols.chosen = selection;
  app.symbols.again();
  remember(app, { step });
  app.detail.show(selection, from);
}

function standAt({ symbols, view }, latlng, look) {
  if (view.sel) symbols.chosen = { ...view.sel, latlng, look };
  symbols.again();
}

function deselect(app, { step = true } = {}) {
  const had = app.view.sel;
  app.view.sel = app.symbols.chosen = null;
  app.symbols.again();
  app.detail.hide();
  if (had && step) remember(app, { step });
}

// The search box found something: go there, and open it if it is a thing on the map.
// One step: what was in view before is what "back" shows.
function goTo(app, event) {
  const { lat, lon, zoom, layer, id } = event.detail;
  event.preventDefault();
  remember(app, { step: true });
  app.map.setView([lat, lon], zoom ?? 15);
  if (layer && id && page.layers.some(({ name, panel_url }) => name === layer && panel_url)) select(app, { layer, id: String(id) }, L.latLng(lat, lon), { step: false });
  else L.popup({ closeButton: false }).setLatLng([lat, lon]).setContent(make("span", {}, event.detail.title ?? "")).openOn(app.map);
}

function layersChanged(app) {
  applyLayers(app);
  app.panel.draw();
  remember(app);
}

function applyLayers({ symbols, view }) {
  for (const { layer, source } of symbols.parts) {
    if (symbols._map) symbols.toggle(layer.name, !view.off.has(layer.name));
    else symbols.part(layer.name).on = !view.off.has(layer.name);
    source.filter(queryOf(layer));
  }
}

function remember(app, how) {
  const { lat, lng } = app.map.getCenter();
  const { off, only, sel, pick } = app.view;
  writeAddress({ at: { zoom: app.map.getZoom(), lat, lon: lng }, sel, off: [...off], only: [...only], pick }, how);
  const report = part("report");
  if (report && app.map.getZoom() >= 12) report.href = `/report/?lon=${lng.toFixed(6)}&lat=${lat.toFixed(6)}`;
}

// What is selected is set first: moving the map writes the address anew.
function restore(app) {
  const asked = readAddress();
  app.view.off = new Set(asked.off);
  app.view.only = new Set(asked.only);
  app.view.sel = app.symbols.chosen = asked.sel;
  readKept();
  applyLayers(app);
  app.panel.draw();
  app.map.setView([asked.at.lat, asked.at.lon], asked.at.zoom, { animate: false });
  if (asked.sel) app.detail.show(asked.sel, null);
  else app.detail.hide();
  app.symbols.again();
}
