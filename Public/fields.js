// The table of an answer's fields, from its schema.
import { code, element, marked, table } from "/docs/element.js";

export function resolve(schema, description) {
  if (schema.$ref) return resolve(description.components.schemas[schema.$ref.split("/").pop()], description);
  // The record itself is the last: before it come drafts and what a dry run gives.
  if (schema.anyOf) return resolve(schema.anyOf.findLast((one) => one.type !== "null"), description);
  return schema;
}

/// Returns the type of a value in words: `integer, people`, `text, date`, `array of text`.
export function typeName(schema, description) {
  const types = [].concat(schema.type ?? "any").map((type) => (type === "string" ? "text" : type));
  const items = schema.items ? ` of ${typeName(resolve(schema.items, description), description)}` : "";
  return types.join(" or ") + items + (schema.format ? `, ${schema.format}` : "")
    + (schema["x-unit"] ? `, ${schema["x-unit"]}` : "");
}

function rows(schema, description, prefix, depth) {
  const whole = resolve(schema, description);
  if (whole.type === "array") return rows(whole.items, description, `${prefix}[]`, depth);
  if (depth > 4 || !whole.properties) return [];
  return Object.entries(whole.properties).flatMap(([name, property]) => {
    const inner = resolve(property, description);
    const values = inner["x-values"] ?? inner.enum ?? [];
    const path = prefix ? `${prefix}.${name}` : name;
    const example = inner.examples?.[0];
    const row = element("tr", {},
      element("th", { scope: "row" }, path),
      element("td", { class: "type" }, typeName(inner, description)),
      element("td", {}, marked(inner.description ?? ""),
        values.length ? ` One of ${values.join(", ")}.` : "",
        (whole["x-always"] ?? whole.required ?? []).includes(name) ? "" : " May be absent.",
        example === undefined ? "" : " Example: ", example === undefined ? null : code(String(example))));
    // Included records are described with their own operations.
    return name === "included" ? [row] : [row, ...rows(property, description, path, depth + 1)];
  });
}

export function fieldTable(schema, description, label) {
  const found = rows(schema, description, "", 0);
  return found.length ? table(label, ["Field", "Type", "Meaning"], found) : null;
}
