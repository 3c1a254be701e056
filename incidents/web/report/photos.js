// Pictures of a report: made smaller on the device, shown, taken out again.
import { make } from "../../../geo/web/frame/dom.js";
import { readExif } from "./exif.js";

const LONGEST_SIDE = 2048, QUALITY = 0.82, SMALL_ENOUGH = 500_000;
const SENT_AS_IS = ["image/jpeg", "image/png", "image/webp"];

// {blob, place}: at most 2,048 px wide and high. Fails for what this device cannot read.
export async function shrink(file) {
  const exif = file.type === "image/jpeg" ? readExif(await file.slice(0, 262_144).arrayBuffer()) : null;
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  if (scale === 1 && file.size <= SMALL_ENOUGH && SENT_AS_IS.includes(file.type)) return { blob: file, place: exif?.place ?? null };
  const canvas = make("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return { blob: await withBlock(small, exif), place: exif?.place ?? null };
}

// The camera's block goes behind the two bytes every JPEG begins with.
async function withBlock(jpeg, exif) {
  return exif ? new Blob([jpeg.slice(0, 2), exif.block, jpeg.slice(2)], { type: "image/jpeg" }) : jpeg;
}

// Joins the field to a list of {id, blob, place, token}. `changed` is called after each change.
export function photoField(field, words, { changed, newId }) {
  const input = field.querySelector("input[type=file]"), list = field.querySelector("[data-photo-list]");
  const status = field.querySelector("[data-photo-status]"), most = Number(field.dataset.most);
  const kept = () => field.querySelectorAll("input[name=photo]:checked").length;
  const state = { photos: [], busy: Promise.resolve() };

  // The browser's own button speaks the browser's language and names files nobody needs to see.
  field.querySelector("[data-photo-pick]").hidden = false;
  input.classList.add("visually-hidden");
  input.setAttribute("aria-labelledby", "photos-label");

  async function take(files) {
    status.textContent = words.working;
    const problems = [];
    for (const file of files) {
      if (state.photos.length + kept() >= most) {
        problems.push(words.tooMany.replace("{most}", most));
        break;
      }
      try {
        state.photos.push({ id: newId(), ...(await shrink(file)), token: null });
      } catch {
        problems.push(words.unreadable.replace("{name}", file.name));
      }
    }
    status.textContent = problems.join(" ");
    show();
    changed();
  }

  function show() {
    for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    list.replaceChildren(...state.photos.map((photo, index) => preview(photo, index + 1, words, () => drop(photo))));
  }

  function drop(photo) {
    state.photos = state.photos.filter((one) => one !== photo);
    status.textContent = "";
    show();
    input.focus();
    changed();
  }

  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    state.busy = state.busy.then(() => take(files));
  });
  state.show = (photos) => { state.photos = photos; show(); };
  return state;
}

function preview(photo, number, words, drop) {
  const image = make("img", { src: URL.createObjectURL(photo.blob), alt: words.picture.replace("{number}", number) });
  const button = make("button", { type: "button", "aria-label": words.remove.replace("{number}", number) }, make("span", { "aria-hidden": "true" }, "×"));
  button.addEventListener("click", drop);
  return make("li", {}, image, button);
}

// A token from the service, or `{refused}` for a file it does not take. Fails where it should be tried again.
export async function sendPhoto(blob) {
  const body = new FormData();
  body.append("photo", blob, "picture");
  const answer = await fetch("/api/photos", { method: "POST", body, credentials: "omit" });
  if (answer.status === 201) return { token: (await answer.json()).token };
  if (answer.status === 400 || answer.status === 413) return { refused: true };
  throw new Error(String(answer.status));
}
