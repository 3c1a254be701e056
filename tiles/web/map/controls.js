// Zoom, scale and "my position", where the thumb reaches them and panels do not cover them.
import { icon, make } from "../../../geo/web/frame/dom.js";
import { say } from "./page.js";
import { toast } from "./status.js";

const SOUTH_EAST_ASIA = [[0, 88], [26, 115]];

export function controls(map) {
  map.zoomControl?.remove();
  map.setMaxBounds(SOUTH_EAST_ASIA);
  map.attributionControl?.remove();
  L.control.zoom({ position: "bottomright", zoomInTitle: say("zoomIn"), zoomOutTitle: say("zoomOut") }).addTo(map);
  const locate = L.control({ position: "bottomright" });
  locate.onAdd = () => locateButton(map);
  locate.addTo(map);
  map.on("locationfound", ({ latlng, accuracy }) => mark(map, latlng, accuracy));
  map.on("locationerror", () => toast(say("locateFailed")));
}

function locateButton(map) {
  const button = make("a", { href: "#", role: "button", title: say("locate"), "aria-label": say("locate") }, icon("compass"));
  L.DomEvent.on(button, "click", (event) => {
    L.DomEvent.stop(event);
    map.locate({ setView: true, maxZoom: 15, enableHighAccuracy: true, timeout: 15000 });
  });
  return make("div", { class: "leaflet-bar" }, button);
}

let here;

function mark(map, latlng, accuracy) {
  here?.remove();
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
  here = L.layerGroup([
    L.circle(latlng, { radius: accuracy, color: colour, weight: 1, fillOpacity: 0.1, interactive: false }),
    L.circleMarker(latlng, { radius: 6, color: "#fff", weight: 2, fillColor: colour, fillOpacity: 1, interactive: false }),
  ]).addTo(map);
}
