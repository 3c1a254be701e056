// The board: table and map of the same reports, kept up to date while the page stands open, worked by keys.
import { startKeys } from "./board/keys.js";
import { startMany } from "./board/many.js";
import { joinMap } from "./board/pins.js";
import { startUpdates } from "./board/updates.js";

const holder = document.querySelector("[data-board-map]");
const page = {
  board: () => document.querySelector("[data-board]"),
  rows: () => [...document.querySelectorAll("[data-board] tr[data-id]")],
  words: document.querySelector("[data-board-words]").dataset,
  holder,
};

// On a telephone the reports come first; without this script the filters stand open.
if (matchMedia("(max-width: 760px)").matches) document.querySelector("[data-filter-box]")?.removeAttribute("open");
page.many = startMany(page);
startKeys(page);
if (page.board().dataset.version) startUpdates(page, joinMap);
joinMap(page);
