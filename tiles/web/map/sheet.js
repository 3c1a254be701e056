// Side panels: beside the map on a desk, on a phone a sheet of three heights moved by dragging or tapping its handle.
import { isPhone } from "./page.js";

const HEIGHTS = ["peek", "half", "full"];
const TAP_PX = 6;

export function sheet(aside) {
  const handle = aside.querySelector("[data-handle]");
  const state = { at: aside.dataset.height ?? "peek" };
  const set = (height) => {
    state.at = height;
    aside.dataset.height = height;
    aside.style.height = "";
  };
  set(state.at);
  drag(handle, aside, state, set);
  handle.addEventListener("keydown", (event) => onKey(event, state, set));
  handle.addEventListener("click", (event) => event.detail === 0 && set(next(state.at)));
  return { set, get height() { return state.at; } };
}

const next = (height) => HEIGHTS[(HEIGHTS.indexOf(height) + 1) % HEIGHTS.length];

function onKey(event, state, set) {
  const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  set(HEIGHTS[Math.min(2, Math.max(0, HEIGHTS.indexOf(state.at) + step))]);
}

function drag(handle, aside, state, set) {
  handle.addEventListener("pointerdown", (down) => {
    if (!isPhone()) return;
    handle.setPointerCapture(down.pointerId);
    const height = aside.getBoundingClientRect().height;
    const move = (event) => (aside.style.height = `${height + down.clientY - event.clientY}px`);
    const up = (event) => {
      handle.removeEventListener("pointermove", move);
      const travelled = down.clientY - event.clientY;
      set(Math.abs(travelled) < TAP_PX ? next(state.at) : nearest(height + travelled));
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", up, { once: true });
    handle.addEventListener("pointercancel", up, { once: true });
  });
}

function nearest(height) {
  const share = height / window.innerHeight;
  return share < 0.3 ? "peek" : share < 0.68 ? "half" : "full";
}
