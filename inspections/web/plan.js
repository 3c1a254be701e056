// Plan pages: the day in words beside the date field, printing, rows and map marks that light each other up.
const date = document.getElementById("date");
const words = document.getElementById("date-words");

date?.addEventListener("input", () => {
  const day = date.valueAsDate;
  const thai = document.documentElement.lang !== "en";
  const shown = new Intl.DateTimeFormat(thai ? "th-TH-u-ca-buddhist" : "en-GB", { weekday: "long", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  words.textContent = day ? shown.format(day) : "";
});

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

const element = document.querySelector(".minimap");
if (element?.minimap) element.minimap.then(({ pieces }) => pieces && link(pieces));

function link(pieces) {
  const marks = new Map();
  pieces.eachLayer((layer) => {
    const id = layer.feature?.properties?.facility;
    if (id != null) marks.set(String(id), layer);
  });
  for (const row of document.querySelectorAll("[data-facility]")) {
    const mark = marks.get(row.dataset.facility);
    if (!mark) continue;
    const light = (on) => {
      row.classList.toggle("is-lit", on);
      mark.getElement?.()?.firstElementChild?.classList.toggle("is-lit", on);
    };
    for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) row.addEventListener(event, () => light(on));
    mark.on("mouseover", () => light(true));
    mark.on("mouseout", () => light(false));
  }
}
