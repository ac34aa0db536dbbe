// Colours JSON. Long text is cut, because the browser lays out all of it.
import { element } from "/docs/element.js";

const longest = 40_000;
const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/g;

function coloured(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(token)) {
    parts.push(text.slice(end, found.index));
    const [whole, quoted, colon] = found;
    const kind = colon ? "key" : quoted ? "string" : /^[-\d]/.test(whole) ? "number" : "word";
    parts.push(element("span", { class: kind }, quoted ?? whole), colon ?? "");
    end = found.index + whole.length;
  }
  return [...parts, text.slice(end)];
}

export function contentOf(text, type) {
  let shown = text;
  const isDocument = type.includes("json") && !type.includes("ndjson");
  if (isDocument) try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* Not valid JSON: shown unchanged. */ }
  const cut = shown.length > longest ? shown.slice(0, longest) : shown;
  return element("pre", { tabindex: "0", role: "group", "aria-label": "The content of the answer" },
    type.includes("json") ? coloured(cut) : cut,
    cut === shown ? null : element("em", {}, `\n… ${(shown.length - longest).toLocaleString("en")} more characters`));
}
