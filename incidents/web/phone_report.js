// The officer's telephone screen: the place as it is spoken, open cases beside it, filed without leaving the screen.
import { showErrors } from "./report/errors.js";
import { placeField } from "./report/place.js";
import { make } from "../../geo/web/frame/dom.js";

const page = document.querySelector("[data-phone]");
const form = page.querySelector("[data-report-form]");
const words = document.querySelector("[data-report-words]").dataset;
const own = document.querySelector("[data-phone-words]").dataset;
const map = document.getElementById("report-map");
const filed = page.querySelector("[data-filed]");
const button = form.querySelector("[data-send]");
const label = button.textContent;
const WAIT_MS = 500;
let timer = 0, asking = null;

const place = placeField(form, words, { moved: look });
place.begin();
form.elements.place.addEventListener("keydown", takeFirst);
form.elements.category.addEventListener("change", look);
form.elements.description.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, WAIT_MS); });
form.addEventListener("submit", submit);
document.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.requestSubmit());
page.querySelector("[data-next-call]").addEventListener("click", nextCall);

// Enter in the place looks it up, or takes the first suggestion; it never files by accident.
function takeFirst(event) {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const first = place.firstChoice();
  if (first && !place.known()) first.click();
  else place.ask();
}

async function look() {
  clearTimeout(timer);
  asking?.abort();
  const where = place.known();
  if (!where) return clear();
  asking = new AbortController();
  const query = new URLSearchParams({ lon: where.lon, lat: where.lat, category: form.elements.category.value, text: form.elements.description.value.slice(0, 500) });
  if (where.radius) query.set("error_m", Math.min(where.radius, 2000));
  try {
    const answer = await fetch(`${page.dataset.near}?${query}`, { signal: asking.signal });
    if (answer.ok) show(await answer.json(), where);
  } catch {
    // Looked up again with the next change.
  }
}

function clear() {
  list("[data-near-list]", []);
  Object.assign(page.querySelector("[data-near-none]"), { hidden: false, textContent: own.ask });
  map.dispatchEvent(new CustomEvent("minimap:show", { detail: null }));
  page.querySelector("[data-same]").hidden = true;
}

async function show({ cases, same, features }, where) {
  list("[data-near-list]", cases);
  list("[data-same-list]", same);
  page.querySelector("[data-same]").hidden = same.length === 0;
  const none = page.querySelector("[data-near-none]");
  none.hidden = cases.length > 0;
  none.textContent = own.none;
  map.dispatchEvent(new CustomEvent("minimap:show", { detail: features }));
  const { map: leaflet } = await map.minimap;
  if (!(where.radius > 2000)) leaflet.setView([where.lat, where.lon], 14);
}

function list(selector, cases) {
  page.querySelector(selector).replaceChildren(...cases.map((one) => make("li", {},
    make("p", {}, make("a", { href: one.url, target: "_blank", class: "tabular" }, one.tracking_code), ` ${[one.distance, one.age].filter(Boolean).join(" · ")} `,
      make("span", { class: `chip chip--${one.tone}` }, make("span", { class: "chip__dot" }), one.state)),
    make("p", {}, make("strong", {}, one.category), ` ${one.text}`),
    make("p", { class: "muted" }, [one.office, ...(one.reasons ?? [])].join(" · ")))));
}

async function submit(event) {
  event.preventDefault();
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  button.textContent = button.dataset.sending;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (said.key) form.elements.key.value = said.key;
    showErrors(form, answer.ok ? {} : said.errors);
    if (answer.ok) tell(said);
  } catch {
    showErrors(form, { description: own.failed });
  } finally {
    button.removeAttribute("aria-disabled");
    button.textContent = label;
  }
}

function tell({ tracking_code: code, office, url }) {
  filed.querySelector("[data-tracking-code]").textContent = code;
  filed.querySelector("[data-filed-office]").textContent = office;
  filed.querySelector("[data-filed-link]").href = url;
  filed.hidden = false;
  const key = form.elements.key.value;
  form.reset();
  form.elements.key.value = key;
  form.elements.place.value = form.elements.description.value = form.elements.contact.value = form.elements.category.value = "";
  form.elements.pick.value = form.elements.accuracy_m.value = "";
  place.clear();
  filed.focus();
}

function nextCall() {
  filed.hidden = true;
  form.elements.place.focus();
}
