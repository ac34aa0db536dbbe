// Renders /openapi.json. The page shows nothing that isn't in the description.
import { element, code, marked } from "/docs/element.js";
import { anchor, group, makeContents } from "/docs/contents.js";
import { fieldTable } from "/docs/fields.js";
import { parameterList } from "/docs/parameters.js";
import { tryPanel } from "/docs/try.js";

const title = (tag) => tag.name[0].toUpperCase() + tag.name.slice(1);
const sentence = (text) => text[0].toUpperCase() + text.slice(1);

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
  const { panel, use } = tryPanel(path, method, operation, description);
  return element("article", { id: anchor(operation), "aria-label": name },
    element("div", { class: "about" },
      element("h3", {}, element("span", { class: `method ${method}` }, method.toUpperCase()), " ", element("span", { class: "path" }, path)),
      element("p", { class: "summary" }, sentence(operation.summary), "."),
      operation.description ? element("p", {}, marked(operation.description)) : null,
      parameters.length
        ? [element("h4", {}, "Parameters"), parameterList(parameters, `Parameters of ${name}`, use)] : null,
      element("h4", {}, "Answer"), answers(operation, description, name), errors(operation, description)),
    panel);
}

function operations(description) {
  return Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })));
}

function introduce(description) {
  document.title = `${description.info.title} ${description.info.version}: API reference`;
  document.getElementById("introduction").append(
    element("p", { class: "lead" }, description.info.summary),
    element("p", {}, "This is version ", description.info.version, " of the API, at ", code(location.origin),
      ". Reading needs no registration and no token."),
    ...description.info.description.split("\n\n").map((text) => element("p", {}, marked(text))));
}

function listCodes(description) {
  const table = document.getElementById("codes");
  for (const [name, about] of Object.entries(description.components.schemas.Problem["x-codes"])) {
    table.append(element("tr", { id: `code-${name}` },
      element("th", { scope: "row" }, element("a", { href: `/problems/${name}` }, name)),
      element("td", {}, String(about.status)), element("td", {}, `${about.meaning} ${about.remedy}`)));
  }
  table.closest("section").hidden = false;
}

function show(description) {
  introduce(description);
  const all = operations(description);
  const list = document.getElementById("contents");
  for (const tag of description.tags) {
    const entries = all.filter(({ operation }) => operation.tags.includes(tag.name));
    if (!entries.length) continue;
    list.append(group(title(tag), entries));
    const heading = `tag-${tag.name}`;
    document.getElementById("operations").append(
      element("section", { "aria-labelledby": heading },
        element("h2", { id: heading }, title(tag)), element("p", {}, tag.description),
        entries.map((entry) => article(entry, description))));
  }
  listCodes(description);
  list.append(element("section", { class: "group" }, element("h2", {}, "Errors"), element("ul", {},
    element("li", { "data-words": "errors problems codes rfc 9457" },
      element("a", { href: "#errors" }, element("span", { class: "what" }, "All codes"))))));
  makeContents(list);
  document.getElementById("state").remove();
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("main details")) one.open = true; });

try {
  const answer = await fetch("/openapi.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  show(await answer.json());
} catch (error) {
  document.getElementById("state").textContent =
    `The description could not be loaded: ${error.message}. Reload the page, or open /openapi.json.`;
}
