// Differences word by word. Signs as well as colours say what was added and what was removed.

import { el } from "./dom.js";
import { labelOf } from "./labels.js";
import { t } from "./words.js";

const MOST_CELLS = 4_000_000;

/** What became of a text: a list of {sign, text}, where sign is "=", "+" or "-". */
export function wordDifference(before, after) {
  const old = words(before);
  const now = words(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const parts = [];
  const middleOld = old.slice(start, old.length - end);
  const middleNow = now.slice(start, now.length - end);
  add(parts, "=", old.slice(0, start).join(""));
  if (middleOld.length * middleNow.length > MOST_CELLS) {
    add(parts, "-", middleOld.join(""));
    add(parts, "+", middleNow.join(""));
  } else {
    compare(middleOld, middleNow, parts);
  }
  add(parts, "=", end > 0 ? old.slice(-end).join("") : "");
  return tidy(parts);
}

// A comma or a single short word that two changed passages have in common would only tear them apart.
function tidy(parts) {
  const result = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed) result.push({ sign: "-", text: removed });
    if (added) result.push({ sign: "+", text: added });
    [removed, added] = ["", ""];
  };
  parts.forEach((part, index) => {
    const isBetween = index > 0 && index < parts.length - 1 && (removed || added) && part.sign === "=";
    if (part.sign === "-") removed += part.text;
    else if (part.sign === "+") added += part.text;
    else if (isBetween && removed && added && (part.text.match(/[\p{L}\p{N}]/gu) ?? []).length < 3) {
      removed += part.text;
      added += part.text;
    } else {
      flush();
      result.push(part);
    }
  });
  flush();
  return result;
}

// Words keep the spaces after them, so that joining the parts gives the text again.
function words(text) {
  return String(text ?? "").match(/[\p{L}\p{N}]+\s*|[^\p{L}\p{N}]\s*/gu) ?? [];
}

function add(parts, sign, text) {
  if (!text) return;
  const last = parts.at(-1);
  if (last?.sign === sign) last.text += text;
  else parts.push({ sign, text });
}

// The longest common subsequence, from a table of its lengths.
function compare(old, now, parts) {
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const here = row * width + column;
      lengths[here] = old[row] === now[column] ? lengths[here + width + 1] + 1 : Math.max(lengths[here + width], lengths[here + 1]);
    }
  }
  let row = 0;
  let column = 0;
  while (row < old.length || column < now.length) {
    if (row < old.length && column < now.length && old[row] === now[column]) {
      add(parts, "=", old[row]);
      row += 1;
      column += 1;
    } else if (column >= now.length || (row < old.length && lengths[(row + 1) * width + column] >= lengths[row * width + column + 1])) {
      add(parts, "-", old[row]);
      row += 1;
    } else {
      add(parts, "+", now[column]);
      column += 1;
    }
  }
}

/** Shows two values of any kind as one text with its differences. */
export function differenceNode(before, after) {
  const parts = wordDifference(valueText(before), valueText(after));
  const node = el("span", { class: "difference" });
  for (const { sign, text } of parts) {
    if (sign === "=") node.append(text);
    else node.append(changed(sign, text));
  }
  if (!parts.length) node.append("–");
  return node;
}

function changed(sign, text) {
  const name = sign === "+" ? "ins" : "del";
  return el(name, {}, el("span", { class: "sign", "aria-hidden": "true" }, sign === "+" ? "+" : "−"),
    el("span", { class: "unseen" }, t(sign === "+" ? "difference.added" : "difference.removed")), text,
    el("span", { class: "unseen" }, t("difference.end")));
}

/** A value of a record as text: lists line by line, objects by their parts. */
export function valueText(value) {
  if (value === undefined || value === null || value === "") return "";
  if (value === true) return t("yes");
  if (value === false) return t("no");
  if (Array.isArray(value)) return value.map(valueText).join("\n");
  if (typeof value !== "object") return String(value);
  if ("slug" in value) return value.relation && value.relation !== "works-with" ? `${value.name ?? value.slug} (${relationText(value.relation)})` : value.name ?? value.slug;
  if ("printed" in value && "e164" in value) return value.printed || value.e164;
  if ("label" in value && ("url" in value || "text" in value)) return `${value.label}: ${value.url ?? value.text}`;
  if ("scheme" in value) return `${value.scheme}: ${value.value}`;
  return Object.entries(value).map(([name, part]) => `${name}: ${valueText(part)}`).join(", ");
}

function relationText(relation) {
  return t(`relation.${relation}`);
}

/** Shows changes of the API ({pointer, old, new}) as a list of fields with their differences. */
export function changesNode(changes, type) {
  return el("dl", { class: "changes" }, changes.map((change) =>
    el("div", {}, el("dt", {}, labelOf(change.pointer, type)), el("dd", {}, differenceNode(change.old, change.new)))));
}
