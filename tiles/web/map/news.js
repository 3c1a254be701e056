// Layers whose changes are told as they happen are drawn anew, at most every few seconds.
import { live } from "../../../geo/web/frame/live.js";
import { page } from "./page.js";

const GAP_MS = 5_000;

export function startNews(parts) {
  for (const { layer, source } of parts) {
    if (page.live.includes(layer.name) && source.refresh) listen(layer.name, source);
  }
}

function listen(name, source) {
  let timer = 0;
  const soon = () => {
    timer ||= setTimeout(() => {
      timer = 0;
      source.refresh();
    }, GAP_MS);
  };
  live(name, { version: () => null, changed: soon, state: () => {} });
}
