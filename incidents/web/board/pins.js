// Pointing at a row lights its pin, pointing at a pin its row.

export async function joinMap({ holder, rows }) {
  const { pieces } = await holder.minimap;
  const pins = new Map();
  pieces?.eachLayer((layer) => layer.feature?.id && layer.setZIndexOffset && pins.set(String(layer.feature.id), layer));
  for (const row of rows()) {
    row.pin = pins.get(row.dataset.id);
    if (row.pin) join(row);
  }
}

function join(row) {
  const { pin } = row;
  listen(row);
  pin.on("mouseover", () => {
    light(row, true);
    row.scrollIntoView({ block: "nearest" });
  });
  pin.on("mouseout", () => light(row, false));
  pin.on("click", () => row.querySelector(".board-code a").click());
}

function listen(row) {
  if (row.listens) return; // a row stays while its pin is drawn anew
  row.listens = true;
  for (const name of ["mouseenter", "focusin"]) row.addEventListener(name, () => light(row, true));
  for (const name of ["mouseleave", "focusout"]) row.addEventListener(name, () => light(row, false));
}

function light(row, on) {
  row.classList.toggle("is-lit", on);
  row.pin.setZIndexOffset(on ? 1000 : 0);
  if (on) row.pin.openTooltip();
  else row.pin.closeTooltip();
}
