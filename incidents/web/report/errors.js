// Errors above the form and beside the fields, as the server writes them.
import { make } from "../../../geo/web/frame/dom.js";

// `errors` by the fields' ids, in the order of the page; none takes away what stood there.
export function showErrors(form, errors) {
  const summary = document.querySelector("[data-error-summary]");
  for (const old of form.querySelectorAll(".field__error")) old.remove();
  for (const field of form.querySelectorAll(".field--error")) field.classList.remove("field--error");
  for (const bad of form.querySelectorAll("[aria-invalid]")) bad.removeAttribute("aria-invalid");
  for (const [id, text] of Object.entries(errors)) mark(document.getElementById(id), id, text);
  const links = Object.entries(errors).map(([id, text]) => make("li", {}, make("a", { href: `#${id}` }, text)));
  summary.querySelector("ul").replaceChildren(...links);
  summary.hidden = links.length === 0;
  if (links.length) summary.focus();
}

function mark(control, id, text) {
  const field = control?.closest(".field");
  if (!field) return;
  field.classList.add("field--error");
  const before = control === field ? field.querySelector("legend").nextSibling : control.closest(".field > *") ?? control;
  field.insertBefore(make("span", { class: "field__error", id: `${id}-error` }, text), before);
  if (control === field) return;
  control.setAttribute("aria-invalid", "true");
  const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== `${id}-error`);
  control.setAttribute("aria-describedby", [...described, `${id}-error`].join(" "));
}
