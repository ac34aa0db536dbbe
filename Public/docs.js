// Renders /openapi.json. The page shows nothing that isn't in the description.
import { code, element, marked, pathText, sentence, table } from "/docs/element.js";
import { entry, makeContents, words } from "/docs/contents.js";
import { fieldTable } from "/docs/fields.js";
import { parameterList } from "/docs/parameters.js";
import { tryPanel } from "/docs/try.js";

const title = (tag) => tag.name[0].toUpperCase() + tag.name.slice(1);

/// Returns the formats of the answer and a table of the fields of its JSON.
function answers(operation, description, name) {
  const types = operation.responses["200"]?.content ?? {};
  const json = types["application/json"]?.schema;
  const fields = json ? fieldTable(json, description, `Fields of the answer to ${name}`) : null;
  const names = Object.keys(types);
  return [
    names.length ? element("p", {}, "Formats: ", names.flatMap((type, index) => [index ? ", " : "", code(type)]), ".") : null,
    fields ? element("details", {}, element("summary", {}, "Fields of the answer"), fields) : null,
  ];
}

/// Returns the problem codes of the operation by status, with links to the table of codes. The codes of malformed
/// messages are left out, since they can come with any operation; their remedies begin with the same words.
function errors(operation, description) {
  const codes = Object.entries(description.components.schemas.Problem["x-codes"]);
  const rows = Object.keys(operation.responses).filter((status) => status >= "400" && status < "600").map((status) => [
    element("dt", {}, status),
    element("dd", {}, codes.filter(([, about]) => String(about.status) === status && !about.remedy.startsWith("Correct the message"))
      .flatMap(([name], index) => [index ? ", " : "", element("a", { href: `#code-${name}` }, name)])),
  ]);
  return rows.length ? element("details", {}, element("summary", {}, "Errors"), element("dl", { class: "codes" }, rows)) : null;
}

function article({ path, method, operation }, description) {
  const name = `${method.toUpperCase()} ${path}`;
  const parameters = operation.parameters ?? [];
  const { panel, place, use } = tryPanel(path, method, operation, description);
  return element("article", { "aria-label": name },
    operation.description ? element("p", {}, marked(operation.description)) : null,
    panel, place,
    parameters.length ? [element("h4", {}, "Parameters"), parameterList(parameters, `Parameters of ${name}`, use)] : null,
    element("h4", {}, "Answer"), answers(operation, description, name), errors(operation, description));
}

/// Returns the operation as a row that opens.
function row(heading, item, description) {
  const { path, method, operation } = item;
  const made = element("details", { class: "operation", id: `op-${operation.operationId}`, "data-words": words(heading, item) },
    element("summary", {},
      element("h3", {}, element("span", { class: `method ${method}` }, method.toUpperCase()), " ",
        element("span", { class: "path" }, pathText(path))),
      element("span", { class: "what" }, sentence(operation.summary),
        operation.security ? [" ", element("span", { class: "role" }, "Needs a token.")] : null)),
    article(item, description));
  // The address follows what is open, so that it can be shared.
  made.querySelector("summary").addEventListener("click", () => {
    history.replaceState(null, "", made.open ? location.pathname : `#${made.id}`);
  });
  return made;
}

function group(id, heading, text, rows) {
  return element("section", { class: "group", "aria-labelledby": id }, element("h2", { id }, heading), element("p", {}, text), rows);
}

function operations(description) {
  return Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })));
}

function introduce(description) {
  document.title = `${description.info.title} ${description.info.version}: API reference`;
  const rules = element("details", { class: "rules" }, element("summary", {}, "How requests work"),
    element("div", {}, description.info.description.split("\n\n").map((text) => element("p", {}, marked(text)))));
  rules.open = matchMedia("(min-width: 56rem)").matches;
  document.getElementById("introduction").append(
    element("p", { class: "lead" }, description.info.summary),
    element("p", { class: "version" }, `Version ${description.info.version} at `, code(location.origin),
      ". Reading needs no registration and no token."), rules);
}

function codes(description) {
  const all = Object.entries(description.components.schemas.Problem["x-codes"]);
  const rows = all.map(([name, about]) => element("tr", { id: `code-${name}` },
    element("th", { scope: "row" }, element("a", { href: `/problems/${name}` }, name)),
    element("td", {}, String(about.status)), element("td", {}, `${about.meaning} ${about.remedy}`)));
  return element("details", { class: "operation", id: "codes", "data-words": "errors problems codes status rfc 9457" },
    element("summary", {}, element("h3", {}, element("span", { class: "method" }, "Codes"),
      element("span", { class: "path" }, "/problems/{code}")), element("span", { class: "what" }, `All ${all.length}, with their remedies.`)),
    element("article", { "aria-label": "Codes of errors" },
      table("Codes of errors", ["Code", "Status", "What went wrong, and what to do"], rows)));
}

function show(description) {
  introduce(description);
  const all = operations(description);
  const place = document.getElementById("operations");
  const contents = document.getElementById("contents");
  for (const tag of description.tags) {
    const entries = all.filter(({ operation }) => operation.tags.includes(tag.name));
    if (!entries.length) continue;
    const id = `tag-${tag.name}`;
    place.append(group(id, title(tag), tag.description, entries.map((one) => row(title(tag), one, description))));
    contents.append(entry(id, title(tag), entries.length));
  }
  place.append(group("errors", "Errors", marked("All errors have one form (RFC 9457) with a `code` for programs. `detail` says what "
    + "would be right. `corrected` is the corrected request, if there is one that would be answered."), [codes(description)]));
  contents.append(entry("errors", "Errors"));
  document.getElementById("state").remove();
  makeContents();
}

try {
  const answer = await fetch("/openapi.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  show(await answer.json());
} catch (error) {
  document.getElementById("state").textContent =
    `The description could not be loaded: ${error.message}. Reload the page, or open /openapi.json.`;
}
