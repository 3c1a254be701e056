// Lengths and areas as people write them: metres and kilometres; rai, ngan and square wa beside square metres.
import { thai } from "../../../geo/web/frame/data.js";
import { say } from "./page.js";

const RAI_M2 = 1600;
const NGAN_M2 = 400;
const WA_M2 = 4;

const number = (value, decimals) => value.toLocaleString(thai ? "th-TH-u-nu-latn" : "en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

// Finer than the page's other distances: whoever measures wants to know.
export function length(metres) {
  if (metres < 99.95) return `${number(metres, 1)} ${say("metres")}`;
  if (metres < 999.5) return `${number(metres, 0)} ${say("metres")}`;
  return `${number(metres / 1000, metres < 99_950 ? 2 : 1)} ${say("kilometres")}`;
}

// Without noughts at the end: for what a person chose, not measured.
export const short = (metres) => (metres < 1000 ? `${number(metres, 0)} ${say("metres")}` : `${(metres / 1000).toLocaleString("en", { maximumFractionDigits: 3 })} ${say("kilometres")}`);

// The area twice: in the units of land deeds, and in metric ones.
export function areas(m2) {
  return [deed(m2), metric(m2)];
}

// Rounded to a tenth of a square wa first, so that four ngan never stand beside a rai.
function deed(m2) {
  const wa = Math.round((m2 / WA_M2) * 10) / 10;
  const rai = Math.floor((wa * WA_M2) / RAI_M2);
  const ngan = Math.floor((wa * WA_M2 - rai * RAI_M2) / NGAN_M2);
  const rest = wa - (rai * RAI_M2 + ngan * NGAN_M2) / WA_M2;
  return say("toolRai", { rai: number(rai, 0), ngan, wa: number(Math.max(rest, 0), 1) });
}

function metric(m2) {
  if (m2 < 100_000) return `${number(m2, 0)} ${say("toolSquareMetres")}`;
  return `${number(m2 / 1e6, m2 < 1e8 ? 3 : 1)} ${say("toolSquareKilometres")}`;
}

// "500", "1.5 km", "1,5 กม." -> metres; NaN for anything else.
export function metresIn(text) {
  const [, value, unit] = /^\s*([\d.,]+)\s*(m|metres?|ม\.?|เมตร|km|กม\.?|กิโลเมตร)?\s*$/i.exec(text) ?? [];
  if (!value) return NaN;
  const plain = Number(/,\d{3}(\D|$)/.test(value) ? value.replaceAll(",", "") : value.replace(",", "."));
  return /^(k|ก)/i.test(unit ?? "") ? plain * 1000 : plain;
}
