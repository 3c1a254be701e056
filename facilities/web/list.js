// The list beside its map: the row under the pointer lights its symbol, and the reverse; a symbol opens the dossier.
const rows = new Map([...document.querySelectorAll("tr[data-facility]")].map((row) => [row.dataset.facility, row]));
const state = await document.getElementById("facilities-map").minimap;

state.pieces?.eachLayer((piece) => {
  const row = rows.get(String(piece.feature?.id));
  if (!row) return;
  const light = (on) => {
    row.classList.toggle("is-lit", on);
    for (const part of parts(piece)) part.setZIndexOffset?.(on ? 1000 : 0);
    if (on) piece.openTooltip(state.map.getBounds().contains(placeOf(piece)) ? placeOf(piece) : undefined);
    else piece.closeTooltip();
  };
  for (const [start, end] of [["pointerenter", "pointerleave"], ["focusin", "focusout"]]) {
    row.addEventListener(start, () => light(true));
    row.addEventListener(end, () => light(false));
  }
  piece.on("mouseover", () => light(true));
  piece.on("mouseout", () => light(false));
  piece.on("click", () => row.querySelector("a").click());
});

// What was left empty has no place in the address.
document.querySelector(".facility-filters")?.addEventListener("formdata", ({ formData }) => {
  const filled = [...formData].filter(([, value]) => value !== "");
  for (const name of new Set(formData.keys())) formData.delete(name);
  for (const [name, value] of filled) formData.append(name, value);
});

// The map as a filter: the same list of what stands inside the view.
const within = document.getElementById("facilities-within");
if (within) {
  within.hidden = false;
  within.addEventListener("click", () => {
    const bounds = state.map.getBounds();
    const address = new URL(location.href);
    for (const name of ["after", "bbox"]) address.searchParams.delete(name);
    const edges = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    address.searchParams.set("bbox", edges.map((degrees) => degrees.toFixed(4)).join());
    location.assign(address);
  });
}

// A doubtful position is a group of its halo and its symbol.
function parts(piece) {
  return piece.getLayers?.() ?? [piece];
}

function placeOf(piece) {
  const last = parts(piece).at(-1);
  return last.getLatLng?.() ?? last.getBounds().getCenter();
}
