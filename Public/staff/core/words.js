// The words of the workspace in the language that the person chose. Each key is in both languages: a test checks that.

export const languages = { en: "English", nb: "Norsk" };

const PARTS = ["", "-editor", "-office"];

let current = "en";
let words = {};

/** Chooses the language (the address, what was chosen before, or what the browser prefers) and loads its words. */
export async function chooseLanguage() {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("staff.language");
  const preferred = navigator.languages.some((one) => /^(nb|no|nn)\b/.test(one)) ? "nb" : "en";
  setLanguage(asked in languages ? asked : preferred);
  words = await wordsOf(current);
}

// Only the words of one language are loaded.
async function wordsOf(code) {
  const modules = await Promise.all(PARTS.map((part) => import(`./words/${code}${part}.js`)));
  return Object.assign({}, ...modules.map((module) => module.default));
}

export function setLanguage(language) {
  current = language;
  localStorage.setItem("staff.language", language);
  document.documentElement.lang = language;
}

/** What dates and numbers are written by. */
export function locale() {
  return current === "en" ? "en-GB" : current;
}

export function language() {
  return current;
}

export function hasWord(key) {
  return key in words;
}

/** The text for a problem of the API. In English, its own is as good and more exact. */
export function problemWord(code) {
  return words[`problem.${code}`];
}

/** A text. {name} is replaced by a value. With `count`, key.one or key.other is used. */
export function t(key, values = {}) {
  let text = words[key];
  if (text === undefined && "count" in values) {
    text = words[`${key}.${new Intl.PluralRules(current).select(values.count)}`] ?? words[`${key}.other`];
  }
  return (text ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));
}

function shown(value) {
  return typeof value === "number" ? number(value) : String(value);
}

/** Keys that a language lacks. A test expects none. */
export async function missingWords() {
  const all = Object.fromEntries(await Promise.all(Object.keys(languages).map(async (code) => [code, await wordsOf(code)])));
  const keys = new Set(Object.values(all).flatMap(Object.keys));
  return [...keys].filter((key) => !key.startsWith("problem.")).flatMap((key) => Object.keys(all).filter((code) => !(key in all[code])).map((code) => `${code}: ${key}`));
}

export function number(value) {
  return new Intl.NumberFormat(locale()).format(value);
}

export function day(value) {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T12:00:00` : value);
  return Number.isNaN(date.getTime()) ? String(value) : new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(date);
}

export function moment(value) {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeStyle: "short" }).format(new Date(value));
}

const STEPS = [[60, "second", 1], [3600, "minute", 60], [86400, "hour", 3600], [86400 * 14, "day", 86400]];

/** "3 minutes ago", and the day if it is longer than two weeks ago. */
export function relative(value) {
  const seconds = (new Date(value).getTime() - Date.now()) / 1000;
  const step = STEPS.find(([limit]) => Math.abs(seconds) < limit);
  if (!step) return day(value);
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.round(seconds / step[2]), step[1]);
}
