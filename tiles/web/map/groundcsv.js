// The table as a file that spreadsheets open: UTF-8 with its mark, the figures as they are.
import { make } from "../../../geo/web/frame/dom.js";

export function saveCsv({ name }, { level, per, edition, areas }) {
  const head = ["code", "name_th", "name_en", "count", "base", "value", "level", "per", "edition"];
  const lines = areas.map((area) => [area.code, area.name_th, area.name_en, area.count, area.base, area.value, level, per, edition]);
  const text = [head, ...lines].map((cells) => cells.map(cell).join(",")).join("\r\n");
  const address = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }));
  const link = make("a", { href: address, download: `${name}-${level}-${per}.csv` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// A name that begins like a formula must stay a name.
function cell(value) {
  if (value == null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
