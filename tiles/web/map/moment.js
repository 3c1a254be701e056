// Days and minutes as the server writes them for people: in the Buddhist era, in Thailand's time.
import { thai } from "../../../geo/web/frame/data.js";

const ZONE = "Asia/Bangkok";

// `12 มี.ค. 2568`; in English with the Buddhist year beside it.
export function dayOf(date) {
  const how = { day: "numeric", month: "short", year: "numeric", timeZone: ZONE };
  if (thai) return new Intl.DateTimeFormat("th-TH-u-ca-buddhist-nu-latn", how).format(date).replace(/^(\S+ \S+) \D*(\d+).*$/, "$1 $2");
  const year = new Intl.DateTimeFormat("en-u-ca-buddhist-nu-latn", { year: "numeric", timeZone: ZONE }).format(date).replace(/\D/g, "");
  return `${new Intl.DateTimeFormat("en-GB", how).format(date)} (B.E. ${year})`;
}

// The day and the minute: `12 มี.ค. 2568 14:05 น.`.
export function momentOf(date) {
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(date);
  return thai ? `${dayOf(date)} ${clock} น.` : `${dayOf(date)} ${clock}`;
}
