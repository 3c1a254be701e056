// The map at "/". Leaflet and the map itself come from django-leaflet, which says map:init when it stands.
import { paper } from "./map/paper.js";
import { make } from "../../geo/web/frame/dom.js";
import { scaleInWords } from "../../geo/web/map/scale.js";
import { controls } from "./map/controls.js";
import { detailPanel } from "./map/detail.js";
import { backdropOf } from "./map/ground.js";
import { formNow } from "./map/groundpart.js";
import { inView } from "./map/inview.js";
import { queryOf } from "./map/asking.js";
import { filters } from "./map/filters.js";
import { keys } from "./map/keys.js";
import { isHeap } from "./map/looks.js";
import { layerPanel } from "./map/layerpanel.js";
import { isPhone, page, part, say, signedLayers } from "./map/page.js";
import { parts } from "./map/parts.js";
import { readAddress, readKept, writeAddress } from "./map/permalink.js";
import { tray } from "./map/pick.js";
import { placePopup } from "./map/place.js";
import { pointing } from "./map/pointing.js";
import { leftPanel } from "./map/leftpanel.js";
import { startNews } from "./map/news.js";
import { watchFailure, watchLoading } from "./map/status.js";
import { symbols as symbolLayer } from "./map/symbols.js";
import { tally } from "./map/tally.js";
import { tell } from "./map/telling.js";
import { roomOfTime } from "./map/time.js";

const THAILAND = [[5.6, 97.3], [20.5, 105.7]];

window.addEventListener("map:init", ({ detail }) => start(detail.map), { once: true });

function start(map) {
  const asked = readAddress();
  scaleInWords(L);
  map.setView([asked.at.lat, asked.at.lon], asked.at.zoom, { animate: false });
  if (!asked.given) map.fitBounds(THAILAND, { animate: false, ...freeRoom() });
  controls(map);
  const symbols = symbolLayer(signedLayers);
  const backdrop = backdropOf(map, symbols);
  const app = { map, symbols, backdrop, view: { off: new Set(asked.off), only: new Set(asked.only), sel: null, pick: asked.pick, form: formNow() } };
  app.filters = filters(app);
  app.apply = (how) => layersChanged(app, how);
  app.remember = (how) => remember(app, how);
  app.select = (selection, from) => select(app, selection, from);
  applyLayers(app);
  symbols.addTo(map);
  const sources = [backdrop.source, ...symbols.parts.map(({ source }) => source)];
  watchLoading(sources);
  watchFailure(sources);
  wire(app);
  startNews(symbols.parts);
  for (const install of parts) install(app);
  app.filters.draw();
  tally(app, app.filters.refused);
  if (asked.sel && !paper) select(app, asked.sel, null, { step: false });
}

// The whole country is seen between the panels, not behind them.
function freeRoom() {
  if (isPhone()) return { paddingBottomRight: [0, 84] };
  return { paddingTopLeft: [340, 0], paddingBottomRight: [60, roomOfTime()] };
}

function wire(app) {
  const { map, symbols } = app;
  app.panel = layerPanel(app);
  app.detail = detailPanel(map, { onClose: () => deselect(app), onPlace: (latlng, look) => standAt(app, latlng, look) });
  app.tray = app.view.pick ? tray(() => symbols.again()) : null;
  if (app.tray) symbols.inTray = ({ feature, part: { layer } }) => layer.name === "facilities" && app.tray.has(feature.id);
  const pickItem = (item) => (app.tray && item.part.layer.name === "facilities" ? app.tray.toggle(item) : selectItem(app, item));
  const heapOf = (item) => (signal) => import("./map/heap.js").then(({ inHeap }) => inHeap(item, signal));
  const openHeap = (item) => app.detail.gather({ count: item.feature.properties.count, load: heapOf(item), select: pickItem });
  const list = (app.list = inView(symbols, (item) => (isHeap(item) ? openHeap(item) : pickItem(item))));
  app.left = leftPanel(list);
  keys(app);
  pointing(map, symbols, {
    select: pickItem,
    several: (items) => app.detail.choose(items, pickItem),
    heap: openHeap,
    nothing: () => app.detail.open && deselect(app),
    list: () => list.open(),
  });
  placePopup(app);
  map.on("moveend", () => remember(app));
  addEventListener("popstate", () => restore(app));
  document.addEventListener("phangut:goto", (event) => goTo(app, event));
}

function selectItem(app, item) {
  const { layer } = item.part;
  if (layer.panel_url) select(app, { layer: layer.name, id: String(item.feature.id) }, item.latlng ?? app.map.layerPointToLatLng([item.x, item.y]));
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
  const { kind, title, lat, lon, zoom, bounds, layer, id } = event.detail;
  event.preventDefault();
  remember(app, { leave: true });
  if (bounds) app.map.fitBounds([[bounds.south, bounds.west], [bounds.north, bounds.east]], { maxZoom: 16, ...freeRoom() });
  else app.map.setView([lat, lon], zoom ?? 15);
  if (layer && id && page.layers.some(({ name, panel_url }) => name === layer && panel_url)) select(app, { layer, id: String(id) }, L.latLng(lat, lon), { step: false });
  else if (kind === "coordinates") app.openPlace(L.latLng(lat, lon));
  else L.popup({ closeButton: false }).setLatLng([lat, lon]).setContent(make("span", {}, title ?? "")).openOn(app.map);
  tell(say("wentTo", { name: title }));
}

// What a person clicked is a step that "back" undoes; {step: true} says so.
function layersChanged(app, how) {
  applyLayers(app);
  app.panel.draw();
  app.filters.draw();
  app.recount?.();
  remember(app, how);
}

function applyLayers(app) {
  const { map, symbols, view, backdrop } = app;
  const inSymbols = ({ name }) => !view.off.has(name) && view.form?.layer !== name;
  for (const [name, layer] of backdrop) layer[view.off.has(name) ? "remove" : "addTo"](map);
  for (const { layer, source } of symbols.parts) {
    if (symbols._map) symbols.toggle(layer.name, inSymbols(layer));
    else symbols.part(layer.name).on = inSymbols(layer);
    source.filter(queryOf(layer));
  }
  app.shade?.();
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
  app.map.closePopup();
  applyLayers(app);
  app.panel.draw();
  app.filters.draw();
  app.map.setView([asked.at.lat, asked.at.lon], asked.at.zoom, { animate: false });
  if (asked.sel) app.detail.show(asked.sel, null);
  else app.detail.hide();
  app.symbols.again();
}
