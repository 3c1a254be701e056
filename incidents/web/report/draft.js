// What is being written, kept on the device while it is written.
import * as store from "./store.js";

const ID = "now", WAIT_MS = 400;
const NAMES = ["place", "pick", "description", "contact", "accuracy_m", "device_lon", "device_lat", "device_accuracy_m"];

export function startDraft(form, photos) {
  let timer = 0;
  const read = () => ({ ...Object.fromEntries(NAMES.map((name) => [name, form.elements[name]?.value ?? ""])), category: category(form) });

  function write(values) {
    for (const name of NAMES) if (form.elements[name]) form.elements[name].value = values[name] ?? "";
    for (const one of form.querySelectorAll("[name=category]")) one.checked = one.value === values.category;
  }

  async function save() {
    clearTimeout(timer);
    const values = read();
    const empty = !values.description && !values.place && !values.contact && !photos.photos.length && !values.category;
    if (empty) return store.remove("draft", ID);
    return store.put("draft", { id: ID, at: Date.now(), values, photos: photos.photos });
  }

  const later = () => { clearTimeout(timer); timer = setTimeout(save, WAIT_MS); };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  addEventListener("pagehide", save);

  return {
    read, write, save, later,
    // True where something was there.
    async restore() {
      const [kept] = await store.all("draft");
      if (!kept) return false;
      write(kept.values);
      photos.show(kept.photos ?? []);
      return true;
    },
    async clear() {
      clearTimeout(timer);
      write({});
      photos.show([]);
      await store.remove("draft", ID);
    },
  };
}

function category(form) {
  return form.querySelector("[name=category]:checked")?.value ?? "";
}
