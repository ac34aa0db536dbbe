// Shows a response: its status, time, size, header fields and content.
import { element, code } from "/docs/element.js";
import { contentOf } from "/docs/json.js";

const size = (bytes) => (bytes < 1_000 ? `${bytes} bytes` : `${(bytes / 1_000).toFixed(1)} kB`);

function status(text, isGood, rest = "") {
  return element("p", { role: "status" }, element("span", { class: `status ${isGood ? "good" : "bad"}` }, text), rest);
}

/// Returns the corrected request of a problem with a button that uses it; null if the problem has none.
function correction(text, take) {
  let corrected;
  try { corrected = JSON.parse(text).corrected; } catch { return null; }
  if (!corrected) return null;
  const button = element("button", { type: "button", class: "quiet" }, "Use this request");
  button.addEventListener("click", () => take(corrected));
  return element("p", { class: "corrected" }, "Corrected: ", code(corrected), " ", button);
}

export function waiting(place) { place.replaceChildren(element("p", { role: "status" }, "Waiting for the answer…")); }

export function failed(place, message) {
  place.replaceChildren(status(`No answer: ${message}`, false));
}

export async function show(place, response, started, take) {
  const text = await response.text();
  const milliseconds = Math.max(1, Math.round(performance.now() - started));
  const type = response.headers.get("Content-Type") ?? "";
  const fields = [...response.headers];
  const bytes = new TextEncoder().encode(text).length;
  place.replaceChildren(
    status(`${response.status} ${response.statusText}`, response.ok, ` · ${milliseconds} ms · ${size(bytes)}`),
    ...[response.ok ? null : correction(text, take)].filter(Boolean),
    element("details", { class: "headers" }, element("summary", {}, `Headers (${fields.length})`),
      element("dl", {}, fields.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]))),
    text ? contentOf(text, type) : element("p", {}, "No content."));
  // The request may be far below it, because it stays in view.
  place.scrollIntoView({ block: "nearest" });
}
