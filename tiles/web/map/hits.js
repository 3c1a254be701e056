// What lies under the pointer or the finger. The target is generous: small things must be easy to hit.
import { isAggregate } from "./looks.js";

const MOUSE = { reach: 6, same: 4, tie: 1.5 };
const TOUCH = { reach: 18, same: 12, tie: 8 };

const from = ({ x, y, lift }, point) => Math.hypot(x - point.x, y - lift - point.y);

// The drawn item at a layer point: of several under it the one whose middle is nearest, measured by its size, so that
// overlapping symbols can each be hit; on top first where both are as near; null for none.
export function hit(symbols, point, touch = false) {
  const { reach } = touch ? TOUCH : MOUSE;
  let best = null;
  let least = [Infinity, Infinity];
  for (const item of symbols.drawn) {
    const middle = from(item, point);
    if (middle - item.r > reach) continue;
    const gap = [Math.max(middle - item.r, 0), middle / item.r];
    if (gap[0] < least[0] || (gap[0] === least[0] && gap[1] <= least[1])) [best, least] = [item, gap];
  }
  return best;
}

// All single features that stand where `item` stands, itself among them: on the very spot, or so close that the pointer
// does not say which is meant.
export function samePlace(symbols, item, point, touch = false) {
  const { same, tie } = touch ? TOUCH : MOUSE;
  const least = from(item, point);
  const near = (other) => Math.hypot(other.x - item.x, other.y - item.y);
  return symbols.drawn.filter((other) => !isAggregate(other.feature) && near(other) <= same && (near(other) < 0.01 || from(other, point) - least <= tie));
}
