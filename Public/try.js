// The form of an operation: its request can be edited, sent and copied.
import { element } from "/docs/element.js";
import { exampleOf } from "/docs/parameters.js";
import { failed, show, waiting } from "/docs/answer.js";
import { queryText, sampleContent, sampleTarget, suffixes } from "/docs/sample.js";

let forms = 0;
/// The token that was typed last. It isn't stored, so it is lost when the page is reloaded.
let token = "";

function field(label, control, hint, name = "") {
  control.id = `field-${++forms}`;
  return element("div", { class: `field ${name}` }, element("label", { for: control.id }, label), hint ? element("small", {}, hint) : null, control);
}

const text = (attributes) => element("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...attributes });

function formatChoice(operation) {
  const formats = Object.keys(operation.responses["200"]?.content ?? {}).map((type) => suffixes[type]).filter(Boolean);
  if (formats.length < 2) return null;
  return element("select", {}, formats.map((format) => element("option", { value: format }, format)));
}

/// Returns the path and the query, which is undefined if there is none and may contain question marks.
function parted(target) {
  const mark = target.indexOf("?");
  return mark < 0 ? [target, undefined] : [target.slice(0, mark), target.slice(mark + 1)];
}

/// Returns the same target in another format. JSON needs no suffix.
function inFormat(target, format) {
  const [path, query] = parted(target);
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

/// Returns the form, the place for the answer, and a function that makes a button put a parameter into the request.
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
  const more = [
    parts.token ? field("Token", parts.token, "Forgotten when the page is reloaded.") : null,
    parts.headers.map(([header, control]) => field(header, control)),
  ].flat().filter(Boolean);
  const actions = element("div", { class: "actions" }, element("button", { type: "submit" }, "Send"), copying);
  const isShort = !more.length && !parts.content;
  const form = element("form", { "aria-label": `Try ${name}` },
    element("div", { class: "row" }, field("Request", parts.target, null, "request"),
      format ? field("Format", format, null, "format") : null, isShort ? actions : null),
    more.length ? element("div", { class: "row" }, more) : null,
    parts.content ? field(`Content, ${parts.type}`, parts.content) : null,
    isShort ? null : actions,
    element("pre", { class: "curl", tabindex: "0", role: "group", "aria-label": "The request as a curl command" }, line));
  const buttons = [];
  const write = () => {
    line.textContent = curl(requestOf(method, parts));
    const pairs = new URLSearchParams(parted(parts.target.value)[1]);
    for (const { button, name: own, value } of buttons) button.setAttribute("aria-pressed", String(pairs.get(own) === value));
  };
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
  const press = (parameter, value) => {
    const formats = parameter["x-formats"];
    const [stem, query = ""] = parted(parts.target.value);
    const pairs = new URLSearchParams(query);
    if (pairs.get(parameter.name) === value) pairs.delete(parameter.name);
    else pairs.set(parameter.name, value);
    change(pairs.size ? `${stem}?${queryText(pairs)}` : stem);
    if (!format || !formats || formats.includes(format.value) || !pairs.has(parameter.name)) return;
    format.value = formats[0];
    change(inFormat(parts.target.value, format.value));
  };
  const use = (button, parameter, value) => {
    buttons.push({ button, name: parameter.name, value });
    button.addEventListener("click", () => press(parameter, value));
    write();
  };
  return { panel: element("div", { class: isShort ? "try short" : "try" }, form), place, use };
}
