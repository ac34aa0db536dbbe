// The form of an operation: its request can be edited, sent and copied.
import { element } from "/docs/element.js";
import { exampleOf } from "/docs/parameters.js";
import { failed, show, waiting } from "/docs/answer.js";
import { queryText, sampleContent, sampleTarget, suffixes } from "/docs/sample.js";

let forms = 0;
/// The token that was typed last. It isn't stored, so it is lost when the page is reloaded.
let token = "";

function field(label, control, hint) {
  control.id = `field-${++forms}`;
  return element("div", { class: "field" }, element("label", { for: control.id }, label), hint ? element("small", {}, hint) : null, control);
}

const text = (attributes) => element("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...attributes });

function formatChoice(operation) {
  const formats = Object.keys(operation.responses["200"]?.content ?? {}).map((type) => suffixes[type]).filter(Boolean);
  if (formats.length < 2) return null;
  return element("select", {}, formats.map((format) => element("option", { value: format }, format)));
}

/// Returns the same target in another format. JSON needs no suffix.
function inFormat(target, format) {
  const [path, query] = target.split("?", 2);
  const stem = path.replace(/\.(json|csv|ndjson|jsonld|vcf|txt|atom)$/, "");
  return stem + (format === "json" ? "" : `.${format}`) + (query === undefined ? "" : `?${query}`);
}

const quoted = (value) => `'${value.replaceAll("'", "'\\''")}'`;

function curl(request) {
  const needsToken = request.takesToken && !request.fields.Authorization;
  const lines = [`curl ${request.method === "GET" ? "" : `-X ${request.method} `}${quoted(location.origin + request.target)}`];
  if (needsToken) lines.push('-H "Authorization: Bearer $TOKEN"');
  for (const [name, value] of Object.entries(request.fields)) {
    lines.push(`-H ${name === "Authorization" ? `"Authorization: Bearer $TOKEN"` : quoted(`${name}: ${value}`)}`);
  }
  if (request.content) lines.push(`--data-binary ${quoted(request.content)}`);
  return lines.join(" \\\n  ");
}

async function copy(button, line) {
  try {
    await navigator.clipboard.writeText(line.textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy as curl"; }, 2_000);
  } catch {
    // Browsers may refuse access to the clipboard without TLS. Select the text, so that Ctrl+C copies it.
    getSelection().selectAllChildren(line);
    button.textContent = "Selected: press Ctrl+C";
  }
}

/// Returns the request that the fields of a form describe.
function requestOf(method, parts) {
  const fields = {};
  if (parts.token) {
    token = parts.token.value.trim();
    // Without one, the server says what it takes; a wrong one would count as a try.
    if (token) fields.Authorization = `Bearer ${token}`;
  }
  for (const [name, control] of parts.headers) if (control.value.trim()) fields[name] = control.value.trim();
  const content = parts.content?.value;
  if (content) fields["Content-Type"] = parts.type;
  return { method: method.toUpperCase(), target: parts.target.value.trim(), fields, content, takesToken: Boolean(parts.token) };
}

async function send(request, place, take) {
  waiting(place);
  try {
    const url = new URL(request.target, location.origin);
    if (url.origin !== location.origin) throw new Error("a request can only go to this server; begin it with a slash");
    const started = performance.now();
    await show(place, await fetch(url, { method: request.method, headers: request.fields, body: request.content || undefined }), started, take);
  } catch (error) {
    failed(place, error.message);
  }
}

/// Returns the form and a function that puts a parameter into its request.
export function tryPanel(path, method, operation, description) {
  const name = `${method.toUpperCase()} ${path}`;
  const sample = sampleContent(operation, description);
  const format = method === "get" ? formatChoice(operation) : null;
  const parts = {
    target: text({ value: sampleTarget(path, method, operation), class: "target", required: true, inputmode: "url" }),
    token: operation.security ? text({ value: token, type: "password", placeholder: "TOKEN" }) : null,
    headers: (operation.parameters ?? []).filter((one) => one.in === "header").map((one) => [one.name, text({ placeholder: exampleOf(one) })]),
    content: sample ? element("textarea", { rows: Math.min(14, sample.text.split("\n").length + 1), spellcheck: "false" }, sample.text) : null,
    type: sample?.type,
  };
  const line = element("code", {});
  const copying = element("button", { type: "button", class: "quiet" }, "Copy as curl");
  const place = element("div", { class: "answer", "aria-live": "polite" });
  const form = element("form", { "aria-label": `Try ${name}` },
    field("Request", parts.target),
    format ? field("Format", format) : null,
    parts.token ? field("Token", parts.token, "Not stored: reloading the page removes it.") : null,
    parts.headers.map(([header, control]) => field(header, control)),
    parts.content ? field(`Content, ${parts.type}`, parts.content) : null,
    element("div", { class: "actions" }, element("button", { type: "submit" }, "Send"), copying),
    element("pre", { class: "curl", tabindex: "0", role: "group", "aria-label": "The request as a curl command" }, line));
  const write = () => { line.textContent = curl(requestOf(method, parts)); };
  const change = (target) => {
    parts.target.value = target;
    write();
  };
  const submit = () => send(requestOf(method, parts), place, (target) => {
    change(target);
    submit();
  });
  format?.addEventListener("change", () => change(inFormat(parts.target.value, format.value)));
  copying.addEventListener("click", () => copy(copying, line));
  form.addEventListener("input", write);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  write();
  const use = (parameter, value) => {
    const [stem, query = ""] = parts.target.value.split("?", 2);
    const pairs = new URLSearchParams(query);
    pairs.set(parameter, value);
    change(`${stem}?${queryText(pairs)}`);
  };
  return { panel: element("div", { class: "try" }, element("h4", {}, "Try it"), form, place), use };
}
