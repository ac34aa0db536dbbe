// What came back: status, time, size, fields and content.
import { element, code } from "/docs/element.js";
import { contentOf } from "/docs/json.js";

const size = (octets) => (octets < 1_000 ? `${octets} bytes` : `${(octets / 1_000).toFixed(1)} kB`);

function status(text, isGood, rest = "") {
  return element("p", { role: "status" }, element("span", { class: `status ${isGood ? "good" : "bad"}` }, text), rest);
}

/// The request that a problem has put right, to be taken over.
function correction(text, take) {
  let corrected;
  try { corrected = JSON.parse(text).corrected; } catch { return null; }
  if (!corrected) return null;
  const button = element("button", { type: "button", class: "quiet" }, "Use this request");
  button.addEventListener("click", () => take(corrected));
  return element("p", { class: "corrected" }, "Put right: ", code(corrected), " ", button);
}

export function waiting(place) { place.replaceChildren(element("p", { role: "status" }, "Asking…")); }

export function failed(place, message) {
  place.replaceChildren(status(`No answer: ${message}`, false));
}

export async function show(place, response, started, take) {
  const text = await response.text();
  const milliseconds = Math.max(1, Math.round(performance.now() - started));
  const type = response.headers.get("Content-Type") ?? "";
  const fields = [...response.headers];
  const octets = new TextEncoder().encode(text).length;
  place.replaceChildren(
    status(`${response.status} ${response.statusText}`, response.ok, ` · ${milliseconds} ms · ${size(octets)}`),
    ...[response.ok ? null : correction(text, take)].filter(Boolean),
    element("details", { class: "headers" }, element("summary", {}, `Headers (${fields.length})`),
      element("dl", {}, fields.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]))),
    text ? contentOf(text, type) : element("p", {}, "No content."));
}
