// Table and map of the board show the same thing: pointing at a row lights its pin, pointing at a pin its row.
const table = document.querySelector("[data-board]");
const holder = document.querySelector("[data-board-map]");
if (table && holder) start(await holder.minimap);

function start({ pieces }) {
  const pins = new Map();
  pieces?.eachLayer((layer) => pins.set(String(layer.feature.id), layer));
  for (const row of table.querySelectorAll("tr[data-id]")) join(row, pins.get(row.dataset.id));
}

function join(row, pin) {
  if (!pin) return;
  const on = () => { row.classList.add("is-lit"); pin.setZIndexOffset(1000); pin.openTooltip(); };
  const off = () => { row.classList.remove("is-lit"); pin.setZIndexOffset(0); pin.closeTooltip(); };
  row.addEventListener("mouseenter", on);
  row.addEventListener("mouseleave", off);
  row.addEventListener("focusin", on);
  row.addEventListener("focusout", off);
  pin.on("mouseover", () => { on(); row.scrollIntoView({ block: "nearest" }); });
  pin.on("mouseout", off);
  pin.on("click", () => row.querySelector("a").click());
}
