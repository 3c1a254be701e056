// /?pick=1: clicking facilities fills a tray, and the tray becomes a plan.
import { icon, make } from "../../../geo/web/frame/dom.js";
import { nameOf } from "./inview.js";
import { part, say } from "./page.js";

const KEY = "phangut.tray";

// changed() is called whenever the tray holds something else.
export function tray(changed) {
  const chosen = new Map(kept());
  const draw = () => {
    keep(chosen);
    changed();
    part("tray-count").textContent = chosen.size;
    part("tray-empty").hidden = chosen.size > 0;
    part("tray-plan").disabled = chosen.size === 0;
    part("tray-form").elements.facilities.value = [...chosen.keys()].join(",");
    part("tray-list").replaceChildren(...[...chosen].map(([id, name]) => line(id, name, () => (chosen.delete(id), draw()))));
  };
  part("tray-form").addEventListener("submit", () => sessionStorage.removeItem(KEY));
  part("tray-end").addEventListener("click", () => sessionStorage.removeItem(KEY));
  draw();
  return {
    toggle(item) {
      const id = String(item.feature.id);
      if (!chosen.delete(id)) chosen.set(id, nameOf(item));
      draw();
    },
    has: (id) => chosen.has(String(id)),
  };
}

function line(id, name, remove) {
  return make("li", { class: "tray__item" }, make("span", {}, name), make("button", { class: "icon-button", type: "button", onclick: remove, "aria-label": say("trayRemove", { name }) }, icon("close")));
}

// Survives a change of language or a look at a dossier, not the end of the visit.
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

const keep = (chosen) => sessionStorage.setItem(KEY, JSON.stringify([...chosen]));
