// The request that a form shows first: the example path, the first parameters, and content made from the schema.
import { exampleOf } from "/docs/parameters.js";
import { resolve } from "/docs/fields.js";

export const suffixes = {
  "application/json": "json", "text/csv": "csv", "application/x-ndjson": "ndjson", "application/ld+json": "jsonld",
  "text/vcard": "vcf", "text/plain": "txt", "application/atom+xml": "atom",
};

/// Returns a query with its commas and colons unescaped, as people write it.
export const queryText = (query) => query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");

export function sampleTarget(path, method, operation) {
  const query = new URLSearchParams();
  const parameters = operation.parameters ?? [];
  for (const parameter of parameters.filter((one) => one.in === "path")) {
    path = path.replace(`{${parameter.name}}`, encodeURIComponent(exampleOf(parameter)));
  }
  const asked = parameters.filter((one) => one.in === "query");
  for (const [index, parameter] of asked.entries()) {
    // A list gets its first filter and a limit, and a write gets dryRun. A single record needs neither.
    const isList = asked.some((one) => one.name === "limit");
    const isWanted = method === "get" ? isList && (index === 0 || parameter.name === "limit") : parameter.name === "dryRun";
    if ((isWanted || parameter.required) && exampleOf(parameter) !== "") query.set(parameter.name, exampleOf(parameter));
  }
  const text = queryText(query);
  return path + (text ? `?${text}` : "");
}

function sample(schema, description) {
  const whole = resolve(schema, description);
  if (whole.examples) return whole.examples[0];
  if (whole.enum) return whole.enum[0];
  if (whole.type === "array") return [sample(whole.items, description)];
  if (whole.properties) {
    const needed = Object.entries(whole.properties).filter(([name]) => (whole.required ?? []).includes(name));
    return Object.fromEntries(needed.map(([name, property]) => [name, sample(property, description)]));
  }
  return whole.type === "boolean" ? false : whole.type === "integer" ? 1 : "…";
}

/// Returns the media type and an example of the content to send; null if the operation takes no content.
export function sampleContent(operation, description) {
  const types = Object.entries(operation.requestBody?.content ?? {});
  if (!types.length) return null;
  const [type, media] = types.find(([, one]) => one.example !== undefined) ?? types[0];
  const example = media.example ?? sample(media.schema, description);
  return { type, text: typeof example === "string" ? example : JSON.stringify(example, null, 2) };
}
