// Renders /openapi.json. Nothing that comes from there becomes markup: text is put in as text.
import { element } from "/docs/element.js";
import { fieldTable } from "/docs/fields.js";
import { tryForm } from "/docs/try.js";

const anchor = (operation) => `op-${operation.operationId}`;

function parameterTable(parameters) {
  const rows = parameters.map((parameter) =>
    element("tr", {},
      element("th", { scope: "row" }, parameter.name),
      element("td", {}, parameter.description, parameter.required ? element("strong", {}, " Required.") : null),
      element("td", {}, element("code", {}, String(parameter.example ?? "")))));
  return element("div", { class: "table" },
    element("table", {},
      element("thead", {}, element("tr", {},
        ...["Parameter", "What it does", "Example"].map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, ...rows)));
}

function answers(operation, description) {
  const types = operation.responses["200"]?.content ?? {};
  const json = types["application/json"]?.schema;
  return [
    element("p", {}, "In ", ...Object.keys(types).flatMap((type, index) =>
      [index ? ", " : "", element("code", {}, type)])),
    json ? fieldTable(json, description) : null,
  ];
}

function article(path, method, operation, description) {
  const parameters = operation.parameters ?? [];
  const name = element("h3", { class: "path" }, path);
  return element("article", { id: anchor(operation), "aria-label": `${method.toUpperCase()} ${path}` },
    element("header", {}, element("span", { class: "method" }, method.toUpperCase()), name),
    element("p", { class: "summary" }, operation.summary),
    parameters.length
      ? element("details", {}, element("summary", {}, `Parameters (${parameters.length})`), parameterTable(parameters))
      : null,
    element("details", {}, element("summary", {}, "What it answers"), ...answers(operation, description)),
    method === "get"
      ? element("details", { class: "try" }, element("summary", {}, "Try it"), tryForm(path, operation, description))
      : null);
}

/// Text with `code` in it.
function paragraph(text) {
  return element("p", {}, ...text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part)));
}

function operations(description) {
  return Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })));
}

function contents(tag, entries) {
  return [
    element("h2", {}, tag.description.replace(/\.$/, "")),
    element("ul", {}, ...entries.map(({ path, method, operation }) =>
      element("li", {}, element("a", { href: `#${anchor(operation)}` }, method === "get" ? path : `${method.toUpperCase()} ${path}`)))),
  ];
}

function problems(description) {
  const rows = new Map();
  for (const response of Object.values(description.components.responses)) {
    for (const line of response.description.split("\n")) {
      const found = line.match(/^- `([a-z0-9-]+)`: (.*)$/);
      if (found) rows.set(found[1], found[2]);
    }
  }
  return description.components.schemas.Problem.properties.code.enum.map((code) =>
    element("tr", {},
      element("th", { scope: "row" }, element("a", { href: `/problems/${code}` }, code)),
      element("td", { "data-code": code }, ""),
      element("td", {}, rows.get(code) ?? "")));
}

/// What the description does not say of a code, its own page does; asked for when the table comes into sight.
function fillCodes(table) {
  const fill = async (row) => {
    const link = row.querySelector("a");
    const answer = await fetch(link.getAttribute("href"), { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const problem = await answer.json();
    row.children[1].textContent = problem.status;
    row.children[2].textContent = `${problem.meaning} ${problem.remedy}`;
  };
  const watcher = new IntersectionObserver((seen) => {
    for (const entry of seen.filter((entry) => entry.isIntersecting)) {
      watcher.unobserve(entry.target);
      fill(entry.target);
    }
  });
  for (const row of table.children) watcher.observe(row);
}

function show(description) {
  document.title = `${description.info.title} ${description.info.version}: the API`;
  const about = document.getElementById("introduction");
  about.append(
    element("p", {}, description.info.summary), ...description.info.description.split("\n\n").map(paragraph));
  const all = operations(description);
  for (const tag of description.tags) {
    const entries = all.filter(({ operation }) => operation.tags.includes(tag.name));
    if (!entries.length) continue;
    document.getElementById("contents").append(...contents(tag, entries));
    const heading = `tag-${tag.name}`;
    document.getElementById("operations").append(
      element("section", { "aria-labelledby": heading },
        element("h2", { id: heading }, tag.description.replace(/\.$/, "")),
        ...entries.map(({ path, method, operation }) => article(path, method, operation, description))));
  }
  const codes = document.getElementById("codes");
  codes.append(...problems(description));
  codes.closest("section").hidden = false;
  document.getElementById("contents").append(
    element("h2", {}, "Errors"), element("ul", {}, element("li", {}, element("a", { href: "#problems" }, "Problems"))));
  fillCodes(codes);
  document.getElementById("state").remove();
  if (matchMedia("(max-width: 52rem)").matches) document.getElementById("menu").open = false;
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
}

try {
  const answer = await fetch("/openapi.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  show(await answer.json());
} catch (error) {
  document.getElementById("state").textContent =
    `The description could not be read: ${error.message}. Load the page again, or look at /openapi.json.`;
}
