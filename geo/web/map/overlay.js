// A canvas over the whole view, drawn again after each move and carried along by the zoom animation.
// A subclass gives `paint(context, bounds)`, in Leaflet's layer points (CSS pixels).
import { onScheme, pixelRatio } from "./tokens.js";

let Overlay;

export function overlayClass() {
  return (Overlay ??= define());
}

function define() {
  // Renderer keeps bounds, padding and the animation's transform; it has no public page but a stable shape in 1.9.
  return L.Renderer.extend({
    options: { padding: 0.1 },

    getEvents() {
      return { ...L.Renderer.prototype.getEvents.call(this), move: this._onMove };
    },

    // While dragging, only once the view has left what is drawn.
    _onMove() {
      if (this._map._animatingZoom || !this._bounds) return;
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      const view = L.bounds(corner, corner.add(this._map.getSize()));
      if (!this._bounds.contains(view)) this.again();
    },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "leaflet-zoom-animated map-overlay");
      this._context = this._container.getContext("2d");
      onScheme(() => this.again());
    },

    _destroyContainer() {
      cancelAnimationFrame(this._frame);
      this._container.remove();
      this._container = null;
    },

    // Draws soon, once for however many reasons there were.
    again() {
      if (!this._map || !this._container) return;
      cancelAnimationFrame(this._frame);
      this._frame = requestAnimationFrame(() => this._map && this._update());
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const { min } = this._bounds;
      const size = this._bounds.getSize();
      fit(this._container, size);
      L.DomUtil.setPosition(this._container, min);
      this._context.setTransform(pixelRatio(), 0, 0, pixelRatio(), -min.x * pixelRatio(), -min.y * pixelRatio());
      this._context.clearRect(min.x, min.y, size.x, size.y);
      this.paint(this._context, this._bounds);
    },
  });
}

function fit(canvas, size) {
  const width = Math.round(size.x * pixelRatio());
  const height = Math.round(size.y * pixelRatio());
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.style.width = `${size.x}px`;
  canvas.style.height = `${size.y}px`;
}
