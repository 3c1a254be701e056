// The left panel folds to a rail of icons on a desk, and is a sheet on a phone.
import { isPhone, part, stage } from "./page.js";
import { sheet } from "./sheet.js";

const KEY = "phangut.folded";

// {unfold()}: room is made for what has to be seen in it.
export function leftPanel(list) {
  const aside = stage.querySelector('[data-side="layers"]');
  const own = sheet(aside);
  const fold = (folded) => {
    stage.classList.toggle("is-folded", folded);
    part("fold").setAttribute("aria-expanded", String(!folded));
    localStorage.setItem(KEY, folded ? "1" : "");
  };
  const unfold = () => {
    fold(false);
    if (isPhone() && own.height === "peek") own.set("half");
  };
  part("fold").addEventListener("click", () => (fold(true), part("rail").querySelector("button").focus()));
  list.before = unfold;
  for (const button of part("rail").querySelectorAll("[data-open]")) button.addEventListener("click", () => (unfold(), goTo(button.dataset.open, list)));
  if (localStorage.getItem(KEY)) fold(true);
  return { unfold };
}

function goTo(what, list) {
  if (what === "list") return list.open();
  const target = what === "filters" ? part("add-filter") : part("layers").querySelector("input");
  target?.scrollIntoView({ block: "nearest" });
  target?.focus({ preventScroll: true });
}
