// What changed, for those who do not see it change: one polite live region, said after things have settled.
import { part } from "./page.js";

let timer = 0;

export function tell(text, after = 400) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const region = part("live");
    if (region.textContent !== text) region.textContent = text;
  }, after);
}
