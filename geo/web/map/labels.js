// Names on the ground: provinces first, then what room is left for towns, districts, estates, roads, villages.
import { LEVELS, PLACES, REFS, STREETS } from "./labelkinds.js";
import { overlayClass } from "./overlay.js";
import { eachPoint } from "./placing.js";
import { refs, streets } from "./roadnames.js";
import { FONT, token } from "./tokens.js";
import { Room } from "./room.js";

const AIR_PX = 5;
// The same name twice within this is one: a province and its capital, a district and its town.
const TWIN_PX = 140;

let LabelLayer;

// `source` is a layer whose tiles hold label points of areas (`areas_label`), and perhaps `places` and `roads`;
// `more()` gives [{text, x, y, level}] in layer points; `avoid()` boxes [west, north, east, south] to leave free.
export function labelLayer(source, language) {
  LabelLayer ??= define();
  return new LabelLayer(source, language);
}

function define() {
  return overlayClass().extend({
    initialize(source, language) {
      L.Renderer.prototype.initialize.call(this, { pane: "labels" });
      this.source = source;
      this.avoid = () => [];
      this.more = () => [];
      this.field = language.startsWith("th") ? "name_th" : "name_en";
      source.on("decoded tileunload", () => this.again());
      document.fonts?.ready.then(() => this.again());
    },

    beforeAdd(map) {
      const pane = map.getPane("labels") ?? map.createPane("labels");
      pane.style.zIndex = 380;
      pane.style.pointerEvents = "none";
    },

    paint(context) {
      const zoom = this._map.getZoom();
      const room = new Room(this.avoid());
      const hidden = this.source.hiddenParts ?? new Set();
      const wanted = [...(hidden.has("areas") ? [] : this._areas(zoom)), ...(hidden.has("places") ? [] : this._places(zoom)), ...this.more(zoom)];
      write(context, wanted, zoom, room);
      if (this.source.bare || hidden.has("roads")) return;
      const tiles = this._tiles();
      if (zoom >= REFS.from) refs(context, tiles, this._map, zoom, room);
      if (zoom >= STREETS.from) streets(context, tiles, this._map, this.field, room);
    },

    _tiles() {
      return Object.values(this.source._tiles ?? {});
    },

    _name({ name_th: thai, name_en: english }) {
      return this.field === "name_th" ? thai || english : english || thai;
    },

    _areas(zoom) {
      return this._points(`${this.source.name}_label`, ({ level }) => LEVELS[level], zoom);
    },

    _places(zoom) {
      return this.source.bare ? [] : this._points("places", ({ kind }) => PLACES[kind], zoom);
    },

    _points(name, kindOf, zoom) {
      const found = [];
      eachPoint(this._tiles(), name, this._map, (feature, x, y) => {
        const level = kindOf(feature.properties);
        const text = this._name(feature.properties);
        if (level && text && zoom >= level.from && zoom < (level.until ?? 99)) found.push({ text, x, y, level, id: `${name}/${feature.id}`, people: feature.properties.population ?? 0 });
      });
      return found;
    },
  });
}

function write(context, wanted, zoom, room) {
  wanted.sort((a, b) => a.level.rank - b.level.rank || (b.people ?? 0) - (a.people ?? 0) || a.y - b.y || a.x - b.x);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = token("--map-label-halo");
  const written = [];
  const seen = new Set();
  for (const label of wanted) {
    if ((label.id && seen.has(label.id)) || written.some((other) => twins(label, other))) continue;
    if (!writeOne(context, label, zoom, room)) continue;
    written.push(label);
    seen.add(label.id);
  }
}

const twins = (a, b) => a.text === b.text && Math.hypot(a.x - b.x, a.y - b.y) < TWIN_PX;

// In the middle, else a little below, above, or beside it; else not at all.
function writeOne(context, { text, x, y, level }, zoom, room) {
  const size = level.size(zoom);
  context.font = `${level.style ?? ""} ${level.weight} ${size}px ${FONT}`;
  context.fillStyle = token(level.colour ?? "--map-label");
  const half = { x: context.measureText(text).width / 2 + AIR_PX, y: size * 0.75 + 1 };
  const lift = level.below ? half.y + level.below : 0;
  const shifts = level.below ? [[0, lift], [0, -lift]] : [[0, 0], [0, size * 1.3], [0, -size * 1.3], [half.x * 0.8, size], [-half.x * 0.8, size]];
  for (const [dx, dy] of shifts) {
    if (!room.take([x + dx - half.x, y + dy - half.y, x + dx + half.x, y + dy + half.y])) continue;
    context.strokeText(text, x + dx, y + dy);
    context.fillText(text, x + dx, y + dy);
    return true;
  }
  return false;
}
