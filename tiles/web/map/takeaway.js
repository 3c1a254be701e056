// "Save as one HTML file": the view as it is asked at this moment. A plain link, so that it works as links do; fetched
// here only so that the reader is told how it goes.
import { count as number } from "../../../geo/web/frame/data.js";
import { questionOf } from "./asking.js";
import { page, part, say, signedLayers } from "./page.js";
import { quiet, toast } from "./status.js";
import { boxOf, withBox } from "./tally.js";

export function takeaway(app) {
  const link = part("takeaway-save");
  if (!link) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) save(app, link);
  });
  const aim = () => (link.href = addressOf(app));
  link.addEventListener("pointerdown", aim);
  link.addEventListener("focus", () => (aim(), sayHowMany(app)));
  link.addEventListener("pointerenter", () => sayHowMany(app));
}

function addressOf({ map }) {
  const query = new URLSearchParams(location.search);
  query.set("bbox", boxOf(map));
  return `/tiles/map.html?${query}`;
}

async function save(app, link) {
  link.setAttribute("aria-busy", "true");
  toast(say("takeawayMaking"), "", null, 60_000);
  try {
    const response = await fetch(addressOf(app));
    if (!response.ok) return toast((await problemOf(response)) ?? say("takeawayFailed"));
    hand(await response.blob(), nameIn(response));
    quiet();
  } catch {
    toast(say("takeawayFailed"));
  } finally {
    link.removeAttribute("aria-busy");
  }
}

const problemOf = (response) => response.json().then(({ detail }) => detail, () => null);

function nameIn(response) {
  const said = /filename\*=utf-8''([^;]+)|filename="([^"]+)"/i.exec(response.headers.get("Content-Disposition") ?? "");
  return said ? decodeURIComponent(said[1] ?? said[2]) : "map.html";
}

function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Before saving: of which layers not everything in view will fit.
async function sayHowMany(app) {
  const box = boxOf(app.map);
  if (app.takeawayFor === box) return;
  app.takeawayFor = box;
  const on = signedLayers.filter((layer) => layer.geometry === "point" && !app.view.off.has(layer.name));
  const counts = await Promise.all(on.map((layer) => countIn(app.map, layer)));
  const over = on.map((layer, place) => ({ layer, count: counts[place] })).filter(({ count }) => count > page.takeawayMost);
  if (over.length && app.takeawayFor === box) part("takeaway-note").textContent = over.map(({ layer, count }) => say("takeawayCapped", { name: layer.description, count: number.format(count), most: number.format(page.takeawayMost) })).join(" ");
}

async function countIn(map, layer) {
  try {
    const response = await fetch(`/tiles/${layer.name}/count.json${withBox(map, questionOf(layer))}`);
    return response.ok ? (await response.json()).count : 0;
  } catch {
    return 0;
  }
}
