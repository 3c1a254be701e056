// The reporter's page: the code stays on this device; pictures that are added are made smaller before they go.
import { remember } from "./report/mine.js";
import { photoField, sendPhoto } from "./report/photos.js";
import { newKey } from "./report/store.js";
import { make } from "../../geo/web/frame/dom.js";

const page = document.querySelector("[data-follow-up]");
const words = document.querySelector("[data-report-words]").dataset;
const form = document.querySelector("[data-add-form]");
const button = form.querySelector("button[data-sending]");
const field = form.querySelector("[data-photo-field]");
const photos = photoField(field, words, { changed: () => {}, newId: newKey });

document.querySelector(".error-summary")?.focus();
remember({ code: page.dataset.code, subject: page.dataset.subject, at: Date.now() });

form.addEventListener("submit", async (event) => {
  if (!photos.photos.length) return;
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  try {
    await photos.busy;
    for (const photo of photos.photos) photo.token ??= (await sendPhoto(photo.blob)).token ?? null;
    const hidden = photos.photos.filter(({ token }) => token).map(({ token }) => make("input", { type: "hidden", name: "photo", value: token }));
    photos.photos = [];
    form.append(...hidden);
    form.submit();
  } catch {
    button.disabled = false;
    field.querySelector("[data-photo-status]").textContent = words.failedAdd;
  }
});
