// Choosing reports, and one step for all of them.

export function startMany(page) {
  const form = document.querySelector("[data-many]");
  if (!form) return { count: () => {}, focus: () => {}, all: () => {} };
  const boxes = () => page.rows().map((row) => row.querySelector("input[name=ids]"));
  const count = () => show(form, page, boxes());
  const all = (on) => {
    for (const box of boxes()) box.checked = on ?? !box.checked;
    count();
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) all(event.target.checked);
    else if (event.target.matches("input[name=ids]")) count();
  });
  form.elements.step.addEventListener("change", () => fields(form));
  form.addEventListener("submit", (event) => !boxes().some((box) => box.checked) && event.preventDefault());
  addEventListener("pageshow", count); // back in the browser brings ticks with it
  fields(form);
  count();
  return { count, all, any: () => boxes().some((box) => box.checked), focus: () => form.elements.step.focus() };
}

function show(form, { words, rows }, boxes) {
  const chosen = boxes.filter((box) => box.checked);
  form.hidden = chosen.length === 0;
  form.querySelector("[data-chosen]").textContent = words.chosen.replace("{count}", chosen.length);
  const head = document.querySelector("[data-all]");
  if (head) Object.assign(head, { checked: chosen.length > 0 && chosen.length === boxes.length, indeterminate: chosen.length > 0 && chosen.length < boxes.length });
  for (const row of rows()) row.setAttribute("aria-selected", String(row.querySelector("input[name=ids]").checked));
  offer(form, rows().filter((row) => row.getAttribute("aria-selected") === "true"));
}

// The first report of a matter is the likeliest main case.
function offer(form, chosen) {
  const codes = chosen.sort((a, b) => a.dataset.id - b.dataset.id).map((row) => row.dataset.code);
  form.querySelector("datalist").replaceChildren(...codes.map((value) => Object.assign(document.createElement("option"), { value })));
  const { into } = form.elements;
  if (!into.value || into.dataset.offered === into.value) into.dataset.offered = into.value = codes[0] ?? "";
}

function fields(form) {
  for (const field of form.querySelectorAll("[data-for]")) {
    const wanted = field.dataset.for === form.elements.step.value;
    field.hidden = !wanted;
    field.querySelector("select, input").required = wanted;
  }
}
