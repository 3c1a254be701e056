// Leaflet's scale bar in the words of the page.
import { say } from "../frame/data.js";

export function scaleInWords(L) {
  L.Control.Scale.include({
    _updateMetric(widest) {
      const metres = this._getRoundNum(widest);
      const label = metres < 1000 ? `${metres} ${say("metres")}` : `${metres / 1000} ${say("kilometres")}`;
      this._updateScale(this._mScale, label, metres / widest);
    },
  });
}
