// A time for people: relative, with the exact time on hover and focus.

import { el } from "./dom.js";
import { moment, relative } from "./words.js";

/** A <time> with "3 minutes ago". CSS shows `.exact` on hover and focus; screen readers read it in any case. */
export function timeNode(value) {
  if (!value) return el("span", {}, "–");
  return el("time", { datetime: value, class: "time", tabindex: "0" }, relative(value), el("span", { class: "exact" }, moment(value)));
}
