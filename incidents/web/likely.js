// Finding another site while typing. Without this script the form sends the words and the page answers with the sites.
const WAIT_MS = 250;
const box = document.querySelector("[data-likely-search]");
if (box) listen(box, box.querySelector("input[type=search]"), box.querySelector(".likely-found"));

function listen(box, input, list) {
  let timer = 0;
  let asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => find(input.value.trim(), ++asked), WAIT_MS);
  });
  // Enter in a search box means "look", not "confirm".
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    find(input.value.trim(), ++asked);
  });
  async function find(words, number) {
    if (words.length < 2) return list.replaceChildren();
    const answer = await fetch(`${box.dataset.likelySearch}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (number !== asked || !answer?.ok) return;
    const { items } = await answer.json();
    list.replaceChildren(...(items.length ? items.map(choice) : [nothing(box.dataset.none)]));
  }
}

function choice(item) {
  const label = document.createElement("label");
  label.className = "likely-choice";
  const radio = Object.assign(document.createElement("input"), { type: "radio", name: "source", value: String(item.id) });
  const words = document.createElement("span");
  const numbers = Object.assign(document.createElement("span"), { className: "muted tabular", textContent: ` ${[item.number, item.distance].filter(Boolean).join(" · ")}` });
  words.append(item.name || String(item.id), numbers);
  label.append(radio, words);
  return label;
}

function nothing(words) {
  return Object.assign(document.createElement("p"), { className: "muted", textContent: words });
}
