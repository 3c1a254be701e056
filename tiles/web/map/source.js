// The tiles of one point layer: which are wanted, loaded and kept. Leaflet decides that; nothing is drawn here.
import { TILE_PX, ZOOM_SHIFT } from "../../../geo/web/map/arealayer.js";
import { forgetTiles, loadTile, tileUrl } from "../../../geo/web/map/tile.js";

let Source;

// Fires "changed" when something came or went, "failed" when a tile did not come, "loading" and "load".
export function source(name) {
  Source ??= define();
  return new Source(name);
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
      const element = document.createElement("i");
      element.stop = new AbortController();
      const url = (element.url = tileUrl(this.name, { ...coords, z: coords.z - ZOOM_SHIFT }) + this.query);
      loadTile(url, element.stop.signal).then(
        (tile) => this._arrived(element, tile ?? {}, done),
        (error) => error.name === "AbortError" || (this.fire("failed", { error }), done(error, element)),
      );
      return element;
    },

    _arrived(element, tile, done) {
      element.tile = tile;
      done(null, element);
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

    filter(query) {
      if (query === this.query) return;
      this.query = query;
      if (this._map) this.redraw();
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
