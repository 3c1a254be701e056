// What lies under the pointer or the finger. The target is generous: small things must be easy to hit.
import { isAggregate } from "./looks.js";

const MOUSE_PX = 6;
const TOUCH_PX = 18;
// Things closer together than this on the screen cannot be told apart by pointing.
const SAME_PLACE_PX = 4;

// The nearest drawn item to a layer point, on top first where several are as near; null for none.
export function hit(symbols, point, touch = false) {
  let best = null;
  let least = Infinity;
  for (const item of symbols.drawn) {
    const gap = Math.hypot(item.x - point.x, item.y - item.lift - point.y) - item.r;
    if (gap <= (touch ? TOUCH_PX : MOUSE_PX) && Math.max(gap, 0) <= least) {
      best = item;
      least = Math.max(gap, 0);
    }
  }
  return best;
}

// All single features that stand on the same spot as `item`, itself among them.
export function samePlace(symbols, item) {
  return symbols.drawn.filter((other) => !isAggregate(other.feature) && Math.hypot(other.x - item.x, other.y - item.y) <= SAME_PLACE_PX);
}
