// The left panel folds to a rail of icons on a desk, and is a sheet on a phone.
import { part, stage } from "./page.js";
import { sheet } from "./sheet.js";

const KEY = "phangut.folded";

export function leftPanel(list) {
  const aside = stage.querySelector('[data-side="layers"]');
  const own = sheet(aside);
  const fold = (folded) => {
    stage.classList.toggle("is-folded", folded);
    part("fold").setAttribute("aria-expanded", String(!folded));
    localStorage.setItem(KEY, folded ? "1" : "");
  };
  part("fold").addEventListener("click", () => fold(true));
  for (const button of part("rail").querySelectorAll("[data-open]")) {
    button.addEventListener("click", () => {
      fold(false);
      if (button.dataset.open === "list") list.open();
      else aside.querySelector(button.dataset.open === "filters" ? ".chips" : ".layer")?.scrollIntoView({ block: "start" });
    });
  }
  if (localStorage.getItem(KEY)) fold(true);
  return own;
}
