// Arrow heads along the lines of a route, so that its direction is seen.
const EVERY_PX = 120;

export function arrows(group, map) {
  const heads = L.layerGroup().addTo(map);
  const draw = () => {
    heads.clearLayers();
    group.eachLayer((layer) => layer instanceof L.Polyline && !(layer instanceof L.Polygon) && along(layer, map, heads));
  };
  map.on("zoomend", draw);
  group.on("remove", () => { map.off("zoomend", draw); heads.remove(); });
  draw();
}

function along(line, map, heads) {
  const parts = line.getLatLngs();
  for (const part of Array.isArray(parts[0]) ? parts : [parts]) headsOf(part, map, line.options.color, heads);
}

function headsOf(latlngs, map, colour, heads) {
  const points = latlngs.map((latlng) => map.project(latlng));
  let left = EVERY_PX / 2;
  for (let i = 1; i < points.length; i++) {
    const length = points[i].distanceTo(points[i - 1]);
    for (; left < length; left += EVERY_PX) place(points[i - 1], points[i], left / length, map, colour, heads);
    left -= length;
  }
}

function place(from, to, share, map, colour, heads) {
  const at = from.add(to.subtract(from).multiplyBy(share));
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const corner = (turn, size) => map.unproject(at.add([Math.cos(angle + turn) * size, Math.sin(angle + turn) * size]));
  const style = { color: colour, fillColor: colour, fillOpacity: 1, weight: 1, interactive: false };
  L.polygon([corner(0, 9), corner(2.5, 8), corner(-2.5, 8)], style).addTo(heads);
}
