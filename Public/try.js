// A form for each operation: its parameters, a button, and what came back.
import { element } from "/docs/element.js";

const suffixes = {
  "application/json": "json", "text/csv": "csv", "application/x-ndjson": "ndjson", "application/ld+json": "jsonld",
  "text/vcard": "vcf", "text/plain": "txt",
};
let fields = 0;

/// A path and its query may both have a slug.
const control = (parameter) => `${parameter.in}:${parameter.name}`;

function input(parameter, id) {
  const schema = parameter.schema ?? {};
  if (schema.enum?.includes(true)) return element("input", { id, name: control(parameter), type: "checkbox", value: "true" });
  if (schema.enum) {
    return element("select", { id, name: control(parameter) },
      element("option", { value: "" }, ""), ...schema.enum.map((value) => element("option", { value }, value)));
  }
  const example = [].concat(parameter.example ?? "")[0];
  return element("input", {
    id, name: control(parameter), type: "text", autocomplete: "off", spellcheck: "false", placeholder: example,
    inputmode: schema.type === "integer" ? "numeric" : null, required: parameter.required,
    value: parameter.required ? example : null, "aria-describedby": `${id}-about`,
  });
}

function field(parameter) {
  const id = `field-${++fields}`;
  return element("div", { class: "field" },
    element("label", { for: id }, parameter.name),
    element("small", { id: `${id}-about` }, parameter.description),
    input(parameter, id));
}

function target(path, operation, form) {
  const query = new URLSearchParams();
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in === "header") continue;
    const field = form.elements.namedItem(control(parameter));
    const value = field.type === "checkbox" ? (field.checked ? "true" : "") : field.value.trim();
    if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value) query.append(parameter.name, value);
  }
  const format = form.elements.namedItem("as the format")?.value;
  const suffix = format && format !== "json" ? `.${format}` : "";
  const text = query.toString().replaceAll("%2C", ",");
  return path + suffix + (text ? `?${text}` : "");
}

async function send(path, operation, form, answer) {
  const url = target(path, operation, form);
  const curl = `curl '${location.origin}${url}'`;
  answer.replaceChildren(element("p", { role: "status" }, "Asking…"));
  try {
    const response = await fetch(url);
    const type = response.headers.get("Content-Type") ?? "";
    let text = await response.text();
    if (type.includes("json") && !type.includes("ndjson")) text = JSON.stringify(JSON.parse(text), null, 2);
    const shown = ["ETag", "Last-Modified", "Link", "Location", "Retry-After"].filter((name) => response.headers.get(name));
    answer.replaceChildren(
      element("p", { role: "status" },
        element("span", { class: `status ${response.ok ? "good" : "bad"}` }, `${response.status} ${response.statusText}`),
        ` · ${type}`),
      element("p", {}, element("a", { href: url }, url)),
      element("p", {}, element("code", {}, curl)),
      ...shown.map((name) => element("p", {}, `${name}: `, element("code", {}, response.headers.get(name)))),
      element("pre", { tabindex: "0", "aria-label": "The content of the answer" }, text));
  } catch (error) {
    answer.replaceChildren(
      element("p", { role: "status", class: "status bad" }, `No answer: ${error.message}. Is the server running?`));
  }
}

export function tryForm(path, operation) {
  const parameters = operation.parameters ?? [];
  const formats = Object.keys(operation.responses["200"]?.content ?? {}).map((type) => suffixes[type]).filter(Boolean);
  const answer = element("div", { class: "answer", "aria-live": "polite" });
  const example = element("button", { type: "button", class: "quiet" }, "Fill in examples");
  const form = element("form", {},
    element("div", { class: "fields" },
      ...parameters.map(field),
      formats.length > 1
        ? element("div", { class: "field" },
          element("label", { for: `field-${++fields}` }, "Format"),
          element("small", {}, "As the suffix of the path."),
          element("select", { id: `field-${fields}`, name: "as the format" },
            ...formats.map((format) => element("option", { value: format }, format))))
        : null),
    element("div", { class: "actions" },
      element("button", { type: "submit" }, "Send"), parameters.length ? example : null));
  example.addEventListener("click", () => {
    // Those that narrow a list would leave nothing of it together: the paths' and the first.
    for (const [index, parameter] of parameters.entries()) {
      const field = form.elements.namedItem(control(parameter));
      if (field.type === "text" && (parameter.in === "path" || parameter.required || index === 0 || parameter.name === "limit")) {
        field.value = [].concat(parameter.example ?? "")[0];
      }
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(path, operation, form, answer);
  });
  return element("div", {}, form, answer);
}
