// The areas behind the administration's map, which has no tiles of its own.
import { areaLayer } from "./map/arealayer.js";

// django-leaflet makes its maps once the page has loaded, which is after this module.
window.addEventListener("map:init", ({ detail }) => {
  for (const name of ["neighbours", "areas"]) areaLayer(name).addTo(detail.map);
});
