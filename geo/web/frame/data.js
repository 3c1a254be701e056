// What the server handed to the page's scripts: words in the page's language, addresses of files.
const element = document.getElementById("frame-data");
const data = element ? JSON.parse(element.textContent) : { language: "th", text: {}, files: {} };

export const language = data.language;
export const files = data.files;

// The words for `key`, with {name} replaced; the key itself if the page does not know it.
export function say(key, values = {}) {
  return (data.text[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export const thai = language.startsWith("th");
export const count = new Intl.NumberFormat(thai ? "th-TH-u-nu-latn" : "en-GB");

// `850 ม.` below a kilometre, then `1.2 กม.`, as the server writes it.
export function distance(metres) {
  if (metres < 999.5) return `${count.format(Math.round(metres))} ${say("metres")}`;
  const km = metres / 1000;
  return `${count.format(km >= 99.95 ? Math.round(km) : Math.round(km * 10) / 10)} ${say("kilometres")}`;
}
