// The browser downloads the file by itself; here we show how far it is, and can call it off. Works without us too.
import { count } from "../../geo/web/frame/data.js";

const EVERY_MS = 400;
// So long a ticket may stay unknown: the server counts rows before it begins.
const PATIENCE = 50;

const form = document.querySelector("[data-export]");
const box = document.querySelector("[data-progress]");
const words = JSON.parse(document.getElementById("export-words").textContent);
const part = (name) => box.querySelector(`[data-${name}]`);
let ticket = null;

form.addEventListener("submit", () => {
  ticket = number();
  const field = form.querySelector("[name=ticket]") ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "ticket" }));
  field.value = ticket;
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
  show({ state: "waiting", done: 0, total: 0 });
  follow(ticket, PATIENCE);
});

part("stop").addEventListener("click", () => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  fetch(`${form.action}progress/${ticket}/stop/`, { method: "POST", headers: { "X-CSRFToken": token } });
});

// A random UUID; crypto.randomUUID is missing where the service is reached without HTTPS.
function number() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function follow(followed, patience) {
  if (followed !== ticket) return;
  const response = await fetch(`${form.action}progress/${followed}/`).catch(() => null);
  const told = response?.ok ? await response.json() : { state: "waiting" };
  const begun = told.state !== "waiting";
  if (begun) show(told);
  if (begun ? part("stop").hidden : patience <= 0) return begun || show({ state: "broken", done: 0, total: 0 });
  setTimeout(() => follow(followed, begun ? PATIENCE : patience - 1), EVERY_MS);
}

function show({ state, done, total }) {
  const whole = state === "working" && total > 0 && done >= total;
  part("state").textContent = words[whole ? "sending" : state];
  part("rows").textContent = total ? words.rows.replace("{done}", count.format(done)).replace("{total}", count.format(total)) : "";
  part("bar").max = total || 1;
  if (state === "waiting") part("bar").removeAttribute("value");
  else part("bar").value = state === "done" ? total || 1 : done;
  part("stop").hidden = !["waiting", "working"].includes(state);
}
