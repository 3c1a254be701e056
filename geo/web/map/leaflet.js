// Leaflet is a script of django-leaflet's that sets the global L. Pages with a small map need not load it themselves.
import { files } from "../frame/data.js";

let loading;

export function leaflet() {
  loading ??= window.L ? Promise.resolve(window.L) : load();
  return loading;
}

async function load() {
  await Promise.all([
    arrived("link", { rel: "stylesheet", href: files.leafletStyle }),
    arrived("script", { src: files.leafletScript }),
  ]);
  return window.L;
}

function arrived(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${tag} did not load`));
    // Before the frame's own stylesheet, which overrides parts of Leaflet's.
    document.head.prepend(element);
  });
}
