// Days as the address writes them, 2026-03-12, and the bars of a histogram of days. No page, no clock of its own.
import { thai } from "../../../geo/web/frame/data.js";

const DAY_MS = 86_400_000;
const FORMAT = thai ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB";
const formats = {
  day: new Intl.DateTimeFormat(FORMAT, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
  month: new Intl.DateTimeFormat(FORMAT, { month: "long", year: "numeric", timeZone: "UTC" }),
  shortMonth: new Intl.DateTimeFormat(FORMAT, { month: "short", timeZone: "UTC" }),
  dayOfYear: new Intl.DateTimeFormat(FORMAT, { day: "numeric", month: "short", timeZone: "UTC" }),
};

const dateOf = (day) => new Date(`${day}T00:00:00Z`);
const dayOf = (date) => date.toISOString().slice(0, 10);

// The day if the text is one, else null.
export function readDay(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text ?? "")) return null;
  const date = dateOf(text);
  return !Number.isNaN(date.getTime()) && dayOf(date) === text ? text : null;
}

// The day in Thailand of a moment.
export const dayInThailand = (moment) => dayOf(new Date(moment.getTime() + 7 * 3_600_000));

export const plusDays = (day, days) => dayOf(new Date(dateOf(day).getTime() + days * DAY_MS));
export const daysBetween = (from, to) => Math.round((dateOf(to) - dateOf(from)) / DAY_MS);
export const yearOf = (day) => Number(day.slice(0, 4));

function plusMonths(day, months) {
  const date = dateOf(day);
  return dayOf(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)));
}

// Weeks begin on Monday.
export function startOf(step, day) {
  if (step === "month") return `${day.slice(0, 8)}01`;
  return step === "week" ? plusDays(day, -((dateOf(day).getUTCDay() + 6) % 7)) : day;
}

export const plusSteps = (step, day, count) => (step === "month" ? plusMonths(day, count) : plusDays(day, count * (step === "week" ? 7 : 1)));

// The first days of `count` bars, of which the last one holds `end`.
export function barsUntil(step, end, count) {
  const last = startOf(step, end);
  return Array.from({ length: count }, (_, index) => plusSteps(step, last, index - count + 1));
}

export const lastDayOf = (step, first) => plusDays(plusSteps(step, first, 1), -1);

export const inWords = (day) => formats.day.format(dateOf(day));
export const yearInWords = (day) => String(yearOf(day) + (thai ? 543 : 0));
export const monthInWords = (day) => formats.shortMonth.format(dateOf(day));

export function barInWords(step, first) {
  if (step === "day") return inWords(first);
  return step === "month" ? formats.month.format(dateOf(first)) : `${inWords(first)} – ${inWords(lastDayOf(step, first))}`;
}

// What both days share is said once: "1 – 20 ต.ค. 2569".
export function spanInWords(from, to) {
  if (from === to) return inWords(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))} – ${inWords(to)}`;
  return `${yearOf(from) === yearOf(to) ? formats.dayOfYear.format(dateOf(from)) : inWords(from)} – ${inWords(to)}`;
}
