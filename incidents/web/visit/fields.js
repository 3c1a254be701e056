// Fields of a visit in the language of the page: the browser's own button and calendar speak the browser's.
import { make } from "../../../geo/web/frame/dom.js";

export function speakOurLanguage(form) {
  pictures(form.querySelector("input[type=file]"), form.querySelector("[data-photo-pick]"), form.querySelector("[data-photo-list]"));
  moment(form.querySelector("[name=visited_at]"), form.querySelector("[data-moment-words]"));
}

// The chosen pictures are shown; they go as they are, since their digest is the proof.
function pictures(input, button, list) {
  button.hidden = false;
  input.classList.add("visually-hidden");
  input.setAttribute("aria-labelledby", "photos-label");
  const show = () => {
    for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    list.replaceChildren(...[...input.files].map(preview));
  };
  input.addEventListener("change", show);
  show();
}

function preview(file) {
  const item = make("li");
  item.append(make("img", { src: URL.createObjectURL(file), alt: file.name }));
  return item;
}

function moment(input, words) {
  const thai = document.documentElement.lang !== "en";
  const shown = new Intl.DateTimeFormat(thai ? "th-TH-u-ca-buddhist" : "en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
  const say = () => { words.textContent = input.value ? `${shown.format(new Date(input.value))}${thai ? " น." : ""}` : ""; };
  input.addEventListener("input", say);
  say();
}
