// The list of an operation's parameters. The button of each puts its example into the request beside it.
import { element } from "/docs/element.js";

/// An example as a query has it: the items of a list with commas between them.
export const exampleOf = (parameter) => [].concat(parameter.example ?? "").join(",");

function typeName(schema) {
  const one = schema.items ?? schema;
  const again = schema.items ? ", several with commas" : "";
  if (one.enum) {
    // The fields of included records are many, and the description says how they are named.
    const own = one.enum.filter((value) => !value.includes("."));
    return own.join(", ") + (own.length < one.enum.length ? ", …" : "") + again;
  }
  const bounds = one.maximum ? `, ${one.minimum} to ${one.maximum}` : "";
  const unit = one["x-unit"] ? `, ${one["x-unit"]}` : "";
  return (one.type === "string" ? "text" : one.type) + (one.format ? `, ${one.format}` : "") + unit + bounds + again;
}

function item(parameter, use) {
  const schema = parameter.schema ?? {};
  const values = (schema.items ?? schema).examples ?? [];
  const example = String(exampleOf(parameter));
  const text = `${parameter.name}=${example}`;
  const button = parameter.in === "query" && example
    ? element("button", { type: "button", class: "use", "aria-label": `Put ${text} into the request` }, text) : null;
  button?.addEventListener("click", () => use(parameter.name, example));
  const place = parameter.in === "query" ? "" : `, in the ${parameter.in}`;
  return element("li", {},
    element("p", { class: "parameter" }, element("strong", {}, parameter.name), " ",
      element("span", { class: "type" }, typeName(schema) + place),
      parameter.required ? element("span", { class: "required" }, " required") : null),
    element("p", {}, parameter.description, values.length > 1 ? `. Values: ${values.join(", ")}.` : ""),
    button ?? (example ? element("code", {}, example) : null));
}

/// - use: called with the name and the value to put into the request.
export function parameterList(parameters, label, use) {
  return element("ul", { class: "parameters", "aria-label": label }, parameters.map((parameter) => item(parameter, use)));
}
