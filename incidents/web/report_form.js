// The public form, made easier: position, pin, words understood while typed, pictures made smaller, nothing lost when
// the line drops. Without this script the form works all the same.
import { showErrors } from "./report/errors.js";
import { startDraft } from "./report/draft.js";
import { forget, remembered } from "./report/mine.js";
import { startOutbox } from "./report/outbox.js";
import { outboxView } from "./report/outbox_view.js";
import { photoField } from "./report/photos.js";
import { placeField } from "./report/place.js";
import { newKey } from "./report/store.js";
import { make } from "../../geo/web/frame/dom.js";

const form = document.querySelector("[data-report-form]");
const words = document.querySelector("[data-report-words]").dataset;
const accuracy = form.querySelector("[data-accuracy]");
const status = form.querySelector("[data-position-status]");
const usePicture = form.querySelector("[data-use-picture]");
const outboxSection = document.querySelector("[data-outbox]");
const restored = document.querySelector("[data-restored]");
const button = form.querySelector("[data-send]");
const label = button.textContent;

const photos = photoField(form.querySelector("[data-photo-field]"), words, { changed: photosChanged, newId: newKey });
const draft = startDraft(form, photos);
form.querySelector("[data-locate]").hidden = false;
const place = placeField(form, words, { changed: draft.later });
const view = outboxView(outboxSection, words, { retry: (item) => outbox.attempt(item), correct, drop });
const outbox = startOutbox(view.show);
start();

async function start() {
  form.addEventListener("submit", submit);
  form.querySelector("[data-use-position]").addEventListener("click", usePosition);
  usePicture.addEventListener("click", () => place.set(photos.photos.find((photo) => photo.place).place));
  document.querySelector("[data-start-anew]").addEventListener("click", startAnew);
  listMine();
  if (form.hasAttribute("data-shown-again")) document.querySelector("[data-error-summary]").focus();
  else await restore();
  place.begin();
  outbox.all();
  openWithoutLine();
}

// A place or subject that the address names comes before what was kept.
async function restore() {
  const given = { place: form.elements.place.value, category: form.querySelector("[name=category]:checked")?.value };
  if (!(await draft.restore())) return;
  restored.hidden = false;
  if (given.place) Object.assign(form.elements.place, { value: given.place }) && (form.elements.pick.value = accuracy.value = "");
  if (given.category) form.querySelector(`[name=category][value="${CSS.escape(given.category)}"]`).checked = true;
  photosChanged();
}

async function startAnew() {
  await draft.clear();
  place.clear();
  restored.hidden = true;
  photosChanged();
  form.querySelector("[name=category]").focus();
}

function photosChanged() {
  usePicture.hidden = !photos.photos.some((photo) => photo.place);
  draft.later();
}

async function submit(event) {
  // Pictures that came in without a script stay with the page's own way of sending.
  if (form.querySelector("input[name=photo]")) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled")) return;
  sending(true);
  try {
    await photos.busy;
    if (navigator.onLine && !place.known()) await place.ask();
    const errors = missing();
    showErrors(form, errors);
    if (!Object.keys(errors).length) await handOver();
  } finally {
    sending(false);
  }
}

function missing() {
  const { category, description, place: where } = draft.read();
  const errors = {};
  if (!category) errors.category = words.needCategory;
  if (!where.trim()) errors.place = words.needPlace;
  else if (navigator.onLine && !place.known() && !place.away()) errors.place = form.querySelector("[data-place-said]").textContent || words.needPlace;
  if (description.trim().length < 2) errors.description = words.needDescription;
  return errors;
}

// From here on the report is kept on the device until it is sent; the form is free for another one.
async function handOver() {
  const values = draft.read();
  const subject = form.querySelector("[name=category]:checked").closest("label").querySelector("strong").textContent;
  const device = values.device_lon ? { device_lon: Number(values.device_lon), device_lat: Number(values.device_lat), device_accuracy_m: Number(values.device_accuracy_m) || null } : {};
  const body = { category: values.category, description: values.description, contact: values.contact || null, ...place.body(), ...device };
  const item = { id: newKey(), key: newKey(), at: Date.now(), tries: 0, state: "waiting", subject, body, values, photos: photos.photos };
  const kept = await outbox.add(item);
  if (kept.state === "refused") return correct(kept);
  await draft.clear();
  place.clear();
  restored.hidden = true;
  usePicture.hidden = true;
  if (kept.state === "sent" && !kept.lost) location.assign(`/report/${kept.code}/?sent`);
  else outboxSection.focus();
}

// Back into the form, with what the service said of it.
async function correct(item) {
  await drop(item);
  draft.write(item.values);
  photos.show(item.photos.filter((photo) => photo.blob));
  await draft.save();
  place.begin();
  const known = ["category", "description", "contact", "photos"];
  showErrors(form, { [known.includes(item.field) ? item.field : "place"]: item.problem });
}

async function drop(item) {
  await outbox.drop(item);
  view.leave(item);
}

function usePosition() {
  if (!navigator.geolocation) return failed();
  status.textContent = words.finding;
  navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 20_000, maximumAge: 15_000 });
}

function found({ coords }) {
  const metres = Math.min(coords.accuracy, 100_000);
  form.elements.device_lon.value = coords.longitude.toFixed(6);
  form.elements.device_lat.value = coords.latitude.toFixed(6);
  form.elements.device_accuracy_m.value = String(metres);
  status.textContent = words.found.replace("{metres}", Math.round(coords.accuracy).toLocaleString("en"));
  place.set({ lon: coords.longitude, lat: coords.latitude }, metres);
}

function failed() {
  status.textContent = words.failed;
}

function sending(on) {
  button.toggleAttribute("aria-disabled", on);
  if (on) button.setAttribute("aria-disabled", "true");
  button.textContent = on ? button.dataset.sending : label;
}

function listMine() {
  const section = document.querySelector("[data-mine]");
  const entries = remembered();
  section.hidden = entries.length === 0;
  section.querySelector("[data-mine-list]").replaceChildren(...entries.map(({ code, subject }) => {
    const off = () => { forget(code); listMine(); };
    const remove = make("button", { type: "button", class: "button button--quiet", "aria-label": `${words.forget}: ${code}`, onclick: off }, "×");
    return make("li", {}, make("a", { href: `/report/${encodeURIComponent(code)}/`, class: "tabular" }, code), make("span", { class: "muted" }, subject ?? ""), remove);
  }));
}

// One worker for the whole service; the one that the form had for itself would go before it.
async function openWithoutLine() {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  try {
    const old = await navigator.serviceWorker.getRegistration("/report/");
    if (old?.scope.endsWith("/report/")) await old.unregister();
    await navigator.serviceWorker.register("/sw.js");
  } catch {
    // Without a worker the form works as long as there is a line.
  }
}
