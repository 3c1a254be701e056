// What the server handed to the map: layers with their signs, words, rights.
import { say as sayFrame } from "../../../geo/web/frame/data.js";

export const page = JSON.parse(document.getElementById("map-page").textContent);

export function say(key, values = {}) {
  const words = page.text[key];
  return words ? words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole) : sayFrame(key, values);
}

export const stage = document.querySelector("[data-stage]");
export const part = (name) => stage.querySelector(`[data-${name}]`);

export const layerNamed = (name) => page.layers.find((layer) => layer.name === name);
// Those that are drawn in signs: the rest is the ground they stand on.
export const signedLayers = page.layers.filter((layer) => layer.signs.length > 0);

// Below this width panels are sheets at the bottom.
export const isPhone = () => matchMedia("(max-width: 760px)").matches;
