// Text into the clipboard, also where the page came without TLS and browsers hide their clipboard from it.
import { make } from "../../../geo/web/frame/dom.js";
import { say } from "./page.js";
import { toast } from "./status.js";

export async function copyText(text) {
  const done = (await byBrowser(text)) || bySelection(text);
  toast(done ? say("copied") : text, "", null, done ? 2500 : 12000);
}

async function byBrowser(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function bySelection(text) {
  const before = document.activeElement;
  const box = make("textarea", { class: "visually-hidden", readonly: true, "aria-hidden": "true" });
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  before?.focus?.();
  return done;
}
