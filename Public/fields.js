// The fields of an answer, from its schema.
import { element } from "/docs/element.js";

function resolve(schema, description) {
  if (schema.$ref) return resolve(description.components.schemas[schema.$ref.split("/").pop()], description);
  if (schema.anyOf) return resolve(schema.anyOf[0], description);
  return schema;
}

function typeName(schema) {
  const types = [].concat(schema.type ?? "any");
  return types.join(" or ") + (schema.format ? `, ${schema.format}` : "");
}

function rows(schema, description, prefix, depth) {
  const whole = resolve(schema, description);
  if (whole.type === "array") return rows(whole.items, description, `${prefix}[]`, depth);
  if (depth > 4 || !whole.properties) return [];
  return Object.entries(whole.properties).flatMap(([name, property]) => {
    const inner = resolve(property, description);
    const path = prefix ? `${prefix}.${name}` : name;
    const example = inner.examples?.[0];
    const row = element("tr", {},
      element("th", { scope: "row" }, path),
      element("td", {}, typeName(inner)),
      element("td", {}, inner.description ?? "",
        inner.enum ? ` One of ${inner.enum.join(", ")}.` : "",
        (whole.required ?? []).includes(name) ? "" : " Only where stated.",
        example === undefined ? "" : " For instance ",
        example === undefined ? null : element("code", {}, String(example))));
    // What is included are records that have their own place on this page.
    return name === "included" ? [row] : [row, ...rows(property, description, path, depth + 1)];
  });
}

export function fieldTable(schema, description) {
  const found = rows(schema, description, "", 0);
  if (!found.length) return null;
  return element("div", { class: "table" },
    element("table", {},
      element("thead", {}, element("tr", {},
        ...["Field", "Type", "What it says"].map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, ...found)));
}
