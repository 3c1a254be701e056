// The board by keys. Typing in a field is never taken for one.

export function startKeys(page) {
  const help = document.querySelector("[data-help-dialog]");
  const button = document.querySelector("[data-help]");
  if (button && help) {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }
  const keys = {
    j: () => step(page, 1),
    k: () => step(page, -1),
    x: () => current(page)?.querySelector("input[name=ids]")?.click(),
    a: () => page.many.all(!page.many.any()),
    s: () => page.many.any() && page.many.focus(),
    n: () => document.querySelector("a[rel=next]")?.click(),
    Enter: () => open(page),
    "/": () => document.querySelector("[data-text]")?.select(),
    "?": () => help?.showModal(),
  };
  // Before the frame's own "/", which goes to the search of everything.
  document.addEventListener("keydown", (event) => onKey(event, keys, help), true);
}

function onKey(event, keys, help) {
  const run = keys[event.key];
  if (!run || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help?.open) return;
  const field = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], .minimap, [role=listbox]");
  if (field) return;
  // A link or button that is focused opens or acts by itself.
  if (event.key === "Enter" && event.target.closest?.("a, button, summary")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  run();
}

function current({ rows }) {
  return document.activeElement?.closest("tr[data-id]") ?? rows().find((row) => row.classList.contains("is-current")) ?? null;
}

function step(page, by) {
  const rows = page.rows();
  if (!rows.length) return;
  const at = rows.indexOf(current(page));
  const row = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
  for (const other of rows) other.classList.toggle("is-current", other === row);
  row.querySelector(".board-code a").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function open(page) {
  current(page)?.querySelector(".board-code a").click();
}
