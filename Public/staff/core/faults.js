// What the API finds wrong with a record, in the words of the person. Its own text is the fallback.

import { labelOf } from "./labels.js";
import { day, hasWord, t } from "./words.js";

/** The text for a fault {pointer, code, message, hint} of a record of a type. */
export function faultText(fault, type = "") {
  const key = wordOf(fault);
  if (!key) return [fault.message, fault.hint].filter(Boolean).join("; ");
  const field = labelOf(fault.pointer ?? "", type);
  return t(key, { field, value: quoted(fault.message), ...limitsOf(fault) });
}

// The most exact word that there is: for the field, for what is expected, for the code.
function wordOf({ code, pointer = "", hint = "" }) {
  if (!code) return null;
  const last = pointer.split("/").at(-1);
  return [`fault.${code}.${last}`, `fault.${code}.${detailOf(code, hint)}`, `fault.${code}`].find(hasWord) ?? null;
}

function detailOf(code, hint) {
  if (code === "wrong-type") return /integer|number/.test(hint) ? "number" : "other";
  if (code === "too-long") return /at most \d+/.test(hint) ? "most" : "other";
  if (code !== "out-of-range") return "other";
  return /or a later day/.test(hint) ? "day" : /-?\d+ to -?\d+/.test(hint) ? "range" : "other";
}

function limitsOf({ hint = "" }) {
  const [, low, high] = /(-?\d+) to (-?\d+)/.exec(hint) ?? [];
  const [first] = /\d{4}-\d\d-\d\d/.exec(hint) ?? [];
  const [, most] = /at most (\d+)/.exec(hint) ?? [];
  return { ...(low && { low: Number(low), high: Number(high) }), ...(first && { day: day(first) }), ...(most && { most: Number(most) }) };
}

function quoted(message = "") {
  return /"([^"]*)"/.exec(message)?.[1] ?? "";
}

/** The faults that a person can do something about: an address is made of the name, so it isn't missed when the name is. */
export function withoutConsequences(faults) {
  const isMissing = (fault, names) => fault.code === "missing" && names.includes(fault.pointer);
  if (!faults.some((fault) => isMissing(fault, ["/name", "/label"]))) return faults;
  return faults.filter((fault) => !isMissing(fault, ["/slug", "/id"]));
}
