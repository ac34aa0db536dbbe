// The list of an operation's parameters. The button of each puts its example into the request beside it.
import { code, element, marked, sentence } from "/docs/element.js";

/// An example as a query has it: the items of a list with commas between them.
export const exampleOf = (parameter) => [].concat(parameter.example ?? "").join(",");

/// Returns the type in words. The meaning of a list names its values.
function typeName(schema) {
  if (schema.items) return "list";
  if (schema.enum) return schema.enum.join(", ");
  if (schema.maximum) return `${schema.minimum} to ${schema.maximum} ${schema["x-unit"] ?? ""}`;
  if (schema["x-unit"]) return `range of ${schema["x-unit"]}`;
  return schema.format ?? { string: "text", boolean: "flag", integer: "number" }[schema.type] ?? schema.type;
}

/// Returns the text in parts, so that a line ends after a comma and not inside a short value.
const values = (text) => text.split(/(?<=,)/).map((part) => element("span", { class: part.length < 32 ? "whole" : null }, part));

function item(parameter, use) {
  const schema = parameter.schema ?? {};
  const known = (schema.items ?? schema).examples ?? [];
  const example = String(exampleOf(parameter));
  const text = `${parameter.name}=${example}`;
  const button = parameter.in === "query" && example
    ? element("button", { type: "button", class: "use", "aria-label": `Put ${text} into the request`, "aria-pressed": "false" }, values(text))
    : null;
  if (button) use(button, parameter, example);
  const place = parameter.in === "query" ? "" : `, in the ${parameter.in}`;
  return element("li", {},
    element("p", { class: "parameter" }, element("strong", {}, parameter.name), " ",
      element("span", { class: "type" }, typeName(schema) + place),
      parameter.required ? element("span", { class: "required" }, " required") : null),
    element("p", {}, marked(sentence(parameter.description)), known.length > 1 ? ` Values: ${known.join(", ")}.` : "",
      parameter["x-formats"] ? ` Only in ${parameter["x-formats"].join(", ")}.` : ""),
    button ?? (example ? code(example) : null));
}

/// - use: called with each button, its parameter, and the value that it puts into the request or takes out.
export function parameterList(parameters, label, use) {
  return element("ul", { class: "parameters", "aria-label": label }, parameters.map((parameter) => item(parameter, use)));
}
