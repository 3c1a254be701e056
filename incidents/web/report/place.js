// The place of a report: the device's position, a pin on the map, words that are understood while they are typed.
// What counts is kept in hidden fields: a pin (`pick`) before the words.
import { make } from "../../../geo/web/frame/dom.js";
import { startPin } from "./pin.js";

const PLAIN = /^\s*(\d{1,3}\.\d+)\s*[,\s]\s*(\d{1,3}\.\d+)\s*$/;
const WAIT_MS = 450, SHORTEST = 3;

// `moved({lon, lat, radius} | null)` is called whenever the place is another.
export function placeField(form, words, { moved = () => {}, changed = () => {} } = {}) {
  const field = form.elements.place, pick = form.querySelector("[data-pick]"), accuracy = form.querySelector("[data-accuracy]");
  const said = form.querySelector("[data-place-said]"), choices = form.querySelector("[data-place-choices]");
  const state = { understood: null, away: false, asking: null, timer: 0 };
  pick.disabled = false;
  const pin = startPin(words, { put: byHand });

  function tell(text, tone = "") {
    said.textContent = text;
    said.dataset.tone = tone;
  }

  function at(place) {
    if (place) pin.put(place);
    moved(place);
  }

  // Set by hand: the device's accuracy no longer says anything about it; words are kept beside the pin.
  function byHand({ lon, lat }) {
    accuracy.value = "";
    choices.replaceChildren();
    if (field.value.trim() && !PLAIN.test(field.value)) {
      pick.value = `${lon.toFixed(6)},${lat.toFixed(6)}`;
      tell(words.pinned);
    } else {
      pick.value = "";
      write({ lon, lat });
      tell("");
    }
    state.understood = { lon, lat };
    moved({ lon, lat });
    changed();
  }

  function write({ lon, lat }) {
    field.value = `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
  }

  function typed() {
    accuracy.value = "";
    pick.value = "";
    state.understood = null;
    clearTimeout(state.timer);
    state.asking?.abort();
    choices.replaceChildren();
    if (field.value.trim().length < SHORTEST) return tell("");
    state.timer = setTimeout(ask, WAIT_MS);
  }

  async function ask() {
    clearTimeout(state.timer);
    state.asking?.abort();
    const asking = (state.asking = new AbortController());
    const plain = plainPlace(field.value);
    if (plain && !navigator.onLine) { state.understood = plain; return at(plain); }
    state.away = false;
    tell(words.looking);
    try {
      const answer = await fetch(`/api/understand?text=${encodeURIComponent(field.value.slice(0, 2000))}`, { signal: asking.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.json());
    } catch (error) {
      if (error.name === "AbortError") return;
      if (plain) { state.understood = plain; at(plain); }
      state.away = Number(error.message) >= 500;
      tell(plain ? "" : state.away ? words.awayPlace : words.noLine, "warning");
    }
  }

  function show(answer) {
    const near = [answer.areas, answer.how === "coordinates" || answer.how === "address" ? "" : answer.words].filter(Boolean);
    tell(answer.place ? (answer.how === "address" ? answer.words : near.join(" · ")) : answer.words, answer.place ? "" : "warning");
    choices.replaceChildren(...offers(answer.choices));
    state.understood = answer.place && { ...answer.place, radius: answer.error_radius_m };
    at(state.understood);
    changed();
  }

  function offers(found) {
    if (!found.length) return [];
    const buttons = found.map((choice) => {
      const button = make("button", { type: "button", class: "button" }, make("strong", {}, choice.title), make("span", { class: "muted" }, choice.detail));
      button.addEventListener("click", () => choose(choice));
      return button;
    });
    return [make("fieldset", {}, make("legend", {}, words.choose), ...buttons)];
  }

  function choose({ title, detail, place, error_radius_m: radius }) {
    pick.value = `${place.lon.toFixed(6)},${place.lat.toFixed(6)}`;
    accuracy.value = "";
    choices.replaceChildren();
    tell([title, detail].filter(Boolean).join(" · "));
    state.understood = { ...place, radius };
    at(state.understood);
    changed();
    field.focus();
  }

  field.addEventListener("input", typed);
  field.addEventListener("change", () => state.understood || (field.value.trim().length >= SHORTEST && ask()));

  return {
    write, at, ask, tell,
    // Understands what the field holds when the page opens, with the device's accuracy where it came from there.
    begin() {
      const plain = picked(pick.value) ?? plainPlace(field.value);
      if (plain) { state.understood = plain; at({ ...plain, radius: Number(accuracy.value) || null }); }
      else if (field.value.trim().length >= SHORTEST && !choices.children.length) ask();
    },
    set(place, metres = null) {
      write(place);
      pick.value = "";
      accuracy.value = metres == null ? "" : String(metres);
      choices.replaceChildren();
      tell("");
      state.understood = place;
      at({ ...place, radius: metres });
      changed();
    },
    clear() { pin.clear(); choices.replaceChildren(); tell(""); state.understood = null; moved(null); },
    firstChoice: () => choices.querySelector("button"),
    known: () => state.understood,
    away: () => state.away,
    // What a report says of its place: numbers where there are some, and the words.
    body() {
      const numbers = picked(pick.value) ?? plainPlace(field.value);
      const text = field.value.trim();
      if (!numbers) return { place: text };
      return { ...numbers, accuracy_m: accuracy.value ? Number(accuracy.value) : null, place: PLAIN.test(text) ? null : text };
    },
  };
}

export function plainPlace(text) {
  const [, first, second] = PLAIN.exec(text) ?? [];
  if (!first) return null;
  const [lat, lon] = [Number(first), Number(second)].sort((a, b) => a - b);
  return { lon, lat };
}

function picked(text) {
  const [lon, lat] = text.split(",").map(Number);
  return text && Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : null;
}
