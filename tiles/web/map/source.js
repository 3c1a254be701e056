// The tiles of one point layer: which are wanted, loaded and kept. Leaflet decides that; nothing is drawn here.
import { TILE_PX, ZOOM_SHIFT } from "../../../geo/web/map/arealayer.js";
import { forgetTiles, loadTile, tileUrl } from "../../../geo/web/map/tile.js";

let Source;

// Fires "changed" when something came or went, "failed" when a tile did not come, "loading" and "load".
export function source(name) {
  return new (sourceClass())(name);
}

// For layers that draw their tiles themselves.
export function sourceClass() {
  return (Source ??= define());
}

function define() {
  return L.GridLayer.extend({
    options: { tileSize: TILE_PX, minNativeZoom: ZOOM_SHIFT, keepBuffer: 1, updateWhenZooming: false, updateInterval: 120, pane: "hidden" },

    initialize(name) {
      this.name = name;
      this.query = "";
    },

    beforeAdd(map) {
      if (!map.getPane("hidden")) map.createPane("hidden").style.display = "none";
    },

    createTile(coords, done) {
      return this._begin(document.createElement("i"), coords, done);
    },

    _begin(element, coords, done) {
      Object.assign(element, { at: { ...coords, z: coords.z - ZOOM_SHIFT }, done });
      this._ask(element);
      return element;
    },

    // What the element holds stays until the answer has come; a question asked since then overtakes it.
    _ask(element) {
      element.stop?.abort();
      const stop = (element.stop = new AbortController());
      element.url = tileUrl(this.name, element.at) + this.query;
      return loadTile(element.url, stop.signal).then(
        (tile) => this._arrived(element, tile ?? {}),
        (error) => error.name === "AbortError" || this._failed(element, error),
      );
    },

    _arrived(element, tile) {
      element.tile = tile;
      element.done?.(null, element);
      element.done = null;
      this.fire("changed");
    },

    _failed(element, error) {
      const { done } = element;
      Object.assign(element, { tile: {}, done: null });
      this.fire("failed", { error });
      done?.(error, element);
      this.fire("changed");
    },

    _removeTile(key) {
      this._tiles[key]?.el.stop?.abort();
      L.GridLayer.prototype._removeTile.call(this, key);
      this.fire("changed");
    },

    // Leaflet fades tiles in and keeps the old ones meanwhile; ours are invisible, so they are ready at once.
    _tileReady(coords, error, tile) {
      L.GridLayer.prototype._tileReady.call(this, coords, error, tile);
      const own = this._tiles[this._tileCoordsToKey(coords)];
      if (own) own.active = true;
      if (this._map) this._pruneTiles();
    },

    // What is shown stays until the new tiles have come: nothing blinks, also where the question changes often.
    async filter(query) {
      if (query === this.query) return;
      this.query = query;
      if (!this._map) return;
      const shown = Object.values(this._tiles ?? {});
      for (const tile of shown) if (!tile.current) this._removeTile(this._tileCoordsToKey(tile.coords));
      this.busy = query;
      this.fire("loading");
      await Promise.all(shown.filter((tile) => tile.current).map(({ el }) => this._ask(el)));
      if (this.busy !== query) return;
      this.busy = null;
      this.fire("load");
    },

    // Something changed on the server: what is shown stays until the new tile has come.
    refresh() {
      forgetTiles(this.name);
      for (const { el } of Object.values(this._tiles ?? {})) {
        loadTile(el.url, el.stop.signal).then(
          (tile) => {
            el.tile = tile ?? {};
            this.fire("changed");
          },
          () => {}, // the next event or movement of the map asks again
        );
      }
    },

    shown() {
      return Object.values(this._tiles ?? {});
    },
  });
}
