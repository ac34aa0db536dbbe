// Renders /openapi.json in sections: first the list of operations, and the rest of a group when one of its operations
// is opened. The page shows nothing that isn't in the description.
import { code, element, marked, pathText, sentence, table } from "/docs/element.js";
import { entry, makeContents, words } from "/docs/contents.js";
import { fieldTable } from "/docs/fields.js";
import { parameterList } from "/docs/parameters.js";
import { tryPanel } from "/docs/try.js";

const title = (tag) => tag.name[0].toUpperCase() + tag.name.slice(1);

async function read(target) {
  const answer = await fetch(target);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}

const sections = new Map();

/// Returns a section, which is loaded once. After a failure the next call tries again.
function section(name) {
  if (!sections.has(name)) {
    sections.set(name, read(`/docs/${name}.json`).catch((error) => { sections.delete(name); throw error; }));
  }
  return sections.get(name);
}

/// The functions that fill the rows whose content isn't there yet, by row.
const unfilled = new Map();

/// Makes the content of a row from a section, when the row is opened for the first time.
function fillWhenOpened(row, place, name, content) {
  const take = (description) => {
    if (!unfilled.delete(row)) return;
    place.replaceChildren(...[content(description)].flat(Infinity).filter((part) => part != null));
  };
  unfilled.set(row, { take, load: async () => {
    place.replaceChildren(element("p", { role: "status" }, "Loading…"));
    try {
      take(await section(name));
    } catch (error) {
      place.replaceChildren(element("p", { role: "alert" }, `This could not be loaded: ${error.message}. Close it and open it again.`));
    }
  } });
  row.addEventListener("toggle", () => row.open && unfilled.get(row)?.load());
}

const filled = (row) => unfilled.get(row)?.load();

/// Fills all rows before it returns, because a browser prints what there is then. Without an answer they stay empty.
function fillAllNow() {
  if (!unfilled.size) return;
  const request = new XMLHttpRequest();
  request.open("GET", "/openapi.json", false);
  try { request.send(); } catch { return; }
  if (request.status !== 200) return;
  const description = JSON.parse(request.responseText);
  for (const { take } of [...unfilled.values()]) take(description);
}

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
/// messages are left out, since they can come with any operation.
function errors(operation, known) {
  const codes = Object.entries(known);
  const rows = Object.keys(operation.responses).filter((status) => status >= "400" && status < "600").map((status) => [
    element("dt", {}, status),
    element("dd", {}, codes.filter(([, about]) => String(about.status) === status && !about.ofMessages)
      .flatMap(([name], index) => [index ? ", " : "", element("a", { href: `#code-${name}` }, name)])),
  ]);
  return rows.length ? element("details", {}, element("summary", {}, "Errors"), element("dl", { class: "codes" }, rows)) : null;
}

function content(path, method, description, known) {
  const name = `${method.toUpperCase()} ${path}`;
  const operation = description.paths[path][method];
  const parameters = operation.parameters ?? [];
  const { panel, place, use } = tryPanel(path, method, operation, description);
  return [operation.description ? element("p", {}, marked(operation.description)) : null, panel, place,
    parameters.length ? [element("h4", {}, "Parameters"), parameterList(parameters, `Parameters of ${name}`, use)] : null,
    element("h4", {}, "Answer"), answers(operation, description, name), errors(operation, known)];
}

/// Returns the operation as a row that opens.
function row(heading, item, known) {
  const { path, method, operation } = item;
  const article = element("article", { "aria-label": `${method.toUpperCase()} ${path}` });
  const made = element("details", { class: "operation", id: `op-${operation.operationId}`, "data-words": words(heading, item) },
    element("summary", {},
      element("h3", {}, element("span", { class: `method ${method}` }, method.toUpperCase()), " ",
        element("span", { class: "path" }, pathText(path))),
      element("span", { class: "what" }, sentence(operation.summary),
        operation.security ? [" ", element("span", { class: "role" }, "Needs a token.")] : null)),
    article);
  fillWhenOpened(made, article, operation.tags[0], (description) => content(path, method, description, known));
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

function codeTable(description) {
  const rows = Object.entries(description.components.schemas.Problem["x-codes"]).map(([name, about]) => element("tr", { id: `code-${name}` },
    element("th", { scope: "row" }, element("a", { href: `/problems/${name}` }, name)),
    element("td", {}, String(about.status)), element("td", {}, `${about.meaning} ${about.remedy}`)));
  return table("Codes of errors", ["Code", "Status", "What went wrong, and what to do"], rows);
}

function codes(known) {
  const names = Object.keys(known);
  const article = element("article", { "aria-label": "Codes of errors" });
  const made = element("details", { class: "operation", id: "codes", "data-words": `errors problems codes status rfc 9457 ${names.join(" ")}` },
    element("summary", {}, element("h3", {}, element("span", { class: "method" }, "Codes"),
      element("span", { class: "path" }, "/problems/{code}")), element("span", { class: "what" }, `All ${names.length}, with their remedies.`)),
    article);
  fillWhenOpened(made, article, "codes", codeTable);
  return made;
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
    place.append(group(id, title(tag), tag.description, entries.map((one) => row(title(tag), one, description.codes))));
    contents.append(entry(id, title(tag), entries.length));
  }
  place.append(group("errors", "Errors", marked("All errors have one form (RFC 9457) with a `code` for programs. `detail` says what "
    + "would be right. `corrected` is the corrected request, if there is one that would be answered."), [codes(description.codes)]));
  contents.append(entry("errors", "Errors"));
  document.getElementById("state").remove();
  makeContents(filled, fillAllNow);
}

try {
  show(await read("/docs/contents.json"));
} catch (error) {
  document.getElementById("state").textContent =
    `The description could not be loaded: ${error.message}. Reload the page, or open /openapi.json.`;
}
