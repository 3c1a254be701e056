// Table and map of the work list show the same sites: pointing at a row lights its symbol, and the reverse.
const table = document.querySelector("[data-quality]");
const holder = document.querySelector("[data-quality-map]");
if (table && holder) start(await holder.minimap);

function start({ map, pieces }) {
  const rows = Map.groupBy(table.querySelectorAll("tr[data-id]"), (row) => row.dataset.id);
  pieces?.eachLayer((piece) => join(map, piece, rows.get(String(piece.feature.id)) ?? []));
}

// One site can have several matters, so several rows.
function join(map, piece, rows) {
  const symbol = piece.getLayers?.().at(-1) ?? piece;
  const light = (on) => {
    rows.forEach((row) => row.classList.toggle("is-lit", on));
    symbol.setZIndexOffset?.(on ? 1000 : 0);
    if (on) symbol.openTooltip();
    else symbol.closeTooltip();
  };
  for (const row of rows) {
    row.addEventListener("pointerenter", () => { show(map, symbol); light(true); });
    row.addEventListener("pointerleave", () => light(false));
    row.addEventListener("focusin", () => { show(map, symbol); light(true); });
    row.addEventListener("focusout", () => light(false));
  }
  symbol.on("mouseover", () => { light(true); rows[0]?.scrollIntoView({ block: "nearest" }); });
  symbol.on("mouseout", () => light(false));
  symbol.on("click", () => rows[0]?.querySelector("a").click());
}

function show(map, symbol) {
  if (!map.getBounds().contains(symbol.getLatLng())) map.panTo(symbol.getLatLng());
}
