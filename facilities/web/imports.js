// Pages of imports, made easier: drop a file, see it being sent, see a load advance, confirm a stop. Every page works
// without this script.
import { thai } from "../../geo/web/frame/data.js";

const EVERY_MS = 1000;
const MB = 1_000_000;

start();

function start() {
  document.querySelector("[data-error-summary]")?.focus();
  const form = document.querySelector("[data-import-form]");
  if (form) startSending(form);
  document.querySelectorAll("[data-progress]").forEach(startProgress);
  document.querySelectorAll("[data-sure]").forEach((asked) => {
    asked.addEventListener("submit", (event) => { if (!confirm(asked.dataset.sure)) event.preventDefault(); });
  });
  document.querySelectorAll("[data-decision]").forEach(onceOnly);
}

// ---- a new load

function startSending(form) {
  const words = document.querySelector("[data-import-words]").dataset;
  const input = form.elements.file;
  startDropping(form.querySelector("[data-drop]"), input);
  input.addEventListener("change", () => { showName(form, input); refuseLarge(input, words); });
  showName(form, input);
  form.addEventListener("submit", (event) => {
    if (!input.files.length || !input.checkValidity()) return;
    event.preventDefault();
    send(form, words);
  });
}

function startDropping(zone, input) {
  // The browser's own button speaks the language of the browser, not of the page.
  zone.querySelector("[data-drop-words]").hidden = false;
  input.classList.add("visually-hidden");
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  }
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  });
}

function showName(form, input) {
  const file = input.files[0];
  if (file) form.querySelector("[data-file-name]").textContent = `${file.name} · ${megabytes(file.size)} MB`;
}

// Said before sending, not after. The server holds the same limit.
function refuseLarge(input, words) {
  const size = input.files[0]?.size ?? 0;
  const large = size > Number(input.dataset.limit);
  input.setCustomValidity(large ? words.large.replace("{size}", megabytes(size)) : "");
  if (large) input.reportValidity();
}

function send(form, words) {
  const button = form.querySelector("[data-send]");
  const box = form.querySelector("[data-sending]");
  const [bar, text] = [box.querySelector("progress"), box.querySelector("[data-sending-words]")];
  button.disabled = true;
  box.hidden = false;
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    text.textContent = words.sent.replace("{done}", megabytes(loaded)).replace("{total}", megabytes(total));
  });
  request.upload.addEventListener("load", () => { bar.removeAttribute("value"); text.textContent = words.checking; });
  request.addEventListener("load", () => answered(request));
  request.addEventListener("error", () => { box.hidden = true; button.disabled = false; alert(words.lost); });
  request.open("POST", form.action);
  request.setRequestHeader("X-Asked-By", "script");
  request.send(new FormData(form));
}

// Accepted: where to go is in a header. Refused: the same page with the words, which takes the place of this one.
function answered(request) {
  const next = request.getResponseHeader("X-Go-To");
  if (next) return location.assign(next);
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  document.title = page.title;
  document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
  start();
}

function megabytes(bytes) {
  const shown = bytes < 10 * MB ? Math.max(Math.round(bytes / MB * 10) / 10, 0.1) : Math.round(bytes / MB);
  return new Intl.NumberFormat(thai ? "th-TH-u-nu-latn" : "en-GB").format(shown);
}

// ---- a load at work

function startProgress(box) {
  const bar = box.querySelector("progress");
  const said = (name) => box.querySelector(`[data-progress-${name}]`);
  box.querySelector("[data-without-script]").hidden = true;

  async function look() {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.redirected || answer?.status === 403) return location.reload();
    if (!answer?.ok) said("numbers").textContent = box.dataset.lost;
    else if (!show(await answer.json())) return location.reload();
    setTimeout(look, document.hidden ? 5 * EVERY_MS : EVERY_MS);
  }

  function show(run) {
    if (!run.active) return false;
    said("step").textContent = run.words;
    said("numbers").textContent = run.numbers;
    said("took").textContent = run.took;
    if (run.total) { bar.max = run.total; bar.value = Math.min(run.done, run.total); }
    else bar.removeAttribute("value");
    return true;
  }

  setTimeout(look, EVERY_MS);
}

// One press, one decision; back from the next page the buttons work again.
function onceOnly(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => { sent = false; });
}
