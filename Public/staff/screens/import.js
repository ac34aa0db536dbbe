// Importing a file, and the imports so far.

import { get, post, Problem, Unreachable } from "../core/api.js";
import { el, fill, focusOn } from "../core/dom.js";
import { href, reload } from "../core/router.js";
import { may } from "../core/session.js";
import { timeNode } from "../core/time.js";
import { announce } from "../core/toasts.js";
import { t } from "../core/words.js";
import { actionButton, ask, choice, emptyNode, explained, head, labelled, PATHS, recordPath, size, tag, typeName } from "../office/common.js";
import { changesTable, columnsNode, errorsTable, rowsOf, textOf, undoImport } from "../office/importing.js";
import { listing } from "../office/listing.js";
import { shownLanguage } from "../records/columns.js";

export default (context) => (context.path === "imports" ? imports(context) : importScreen(context));

// ------------------------------------------------------------------
// Importing a file: choose it, check what it would do, import it, and take it back if it was wrong.

// What was chosen stays when a person looks at another screen and comes back.
let kept = null;

async function importScreen({ path, signal }) {
  if (!may("admin")) throw new Problem(403, { title: path });
  const title = t("import.title");
  const box = el("div", {});
  const view = kept ?? { step: "file" };
  kept = view;
  view.box = box;
  view.signal = signal;
  show(view);
  return { title, content: [head(title, t("import.lead")), importTabs("import"), box] };
}

function importTabs(current) {
  const link = (path) => el("a", { href: href(path), "aria-current": path === current ? "page" : null }, t(`import.tab.${path}`));
  return el("nav", { class: "tabs", "aria-label": t("import.title") }, link("import"), link("imports"));
}

function show(view) {
  const step = { file: fileStep, check: checkStep, done: doneStep }[view.step];
  fill(view.box, steps(view.step), step(view));
}

function steps(current) {
  return el("ol", { class: "steps" }, ["file", "check", "done"].map((one) => el("li", { "aria-current": one === current ? "step" : null }, t(`import.step.${one}`))));
}

// ------------------------------------------------------------------ choosing

function fileStep(view) {
  const input = el("input", { type: "file", id: "file", accept: ".csv,.tsv,.txt,.ndjson,.jsonl,.json", onchange: () => input.files[0] && take(view, input.files[0]) });
  const drop = el("div", { class: "drop",
    ondragover: (event) => { event.preventDefault(); drop.dataset.over = ""; },
    ondragleave: () => delete drop.dataset.over,
    ondrop: (event) => { event.preventDefault(); delete drop.dataset.over; if (event.dataTransfer.files[0]) take(view, event.dataTransfer.files[0]); },
  }, el("label", { for: "file" }, t("import.drop")), el("p", { class: "hint" }, t("import.formats")), input);
  const type = choice(types().slice(1), "member");
  const link = el("a", { class: "button" }, t("import.template.action"));
  const update = () => { link.href = `/import/template.csv?type=${type.value}`; link.download = `${type.value}.csv`; };
  type.addEventListener("change", update);
  update();
  return [view.error && el("div", { class: "notice error" }, el("p", {}, view.error)), drop,
    el("section", { class: "part" }, el("h2", {}, t("import.template")), el("p", {}, t("import.template.text")), el("div", { class: "toolbar" }, labelled(t("activity.type"), type), link))];
}

function types() {
  return [["", t("import.type.auto")], ...Object.keys(PATHS).map((one) => [one, typeName(one)])];
}

const FORMATS = { csv: "text/csv", txt: "text/csv", tsv: "text/tab-separated-values", ndjson: "application/x-ndjson", jsonl: "application/x-ndjson", json: "application/json" };

// The file is read at once, so that what is imported is what was checked, even if the file changes on the disk.
async function take(view, file) {
  const format = FORMATS[file.name.split(".").pop().toLowerCase()];
  view.error = null;
  if (!format) {
    view.error = t(/\.(xlsx?|ods|numbers)$/i.test(file.name) ? "import.workbook" : "import.unknownFormat", { name: file.name });
    return show(view);
  }
  try {
    Object.assign(view, { name: file.name, format, blob: new Blob([await file.arrayBuffer()], { type: format }) });
  } catch {
    view.error = t("import.unreadable", { name: file.name });
    return show(view);
  }
  const isTable = format === "text/csv" || format === "text/tab-separated-values";
  const rows = isTable ? rowsOf(await textOf(view.blob), 200000) : [];
  Object.assign(view, { step: "check", isTable, rows, header: rows[0] ?? [], sample: rows.slice(1, 4), type: "", map: new Map(), ignore: new Set(), createMissing: false, notice: null, key: crypto.randomUUID?.() ?? String(Math.random()) });
  return check(view);
}

// ------------------------------------------------------------------ checking

function parameters(view) {
  return { type: view.isTable ? view.type : "", map: [...view.map].map(([column, field]) => `${column}=${field}`), ignore: [...view.ignore], createMissing: view.createMissing ? "true" : "" };
}

async function check(view) {
  view.round = (view.round ?? 0) + 1;
  const { round } = view;
  Object.assign(view, { result: null, problem: null, isChecking: true });
  show(view);
  let found;
  try {
    const { data } = await post("/import", view.blob, { query: { ...parameters(view), dryRun: "true" }, headers: { "Content-Type": view.format } });
    found = { result: data };
  } catch (error) {
    found = { problem: error };
  }
  if (round !== view.round) return;
  view.fields = view.isTable ? await fieldsOf(view, found.result) : [];
  Object.assign(view, found, { isChecking: false });
  show(view);
  const heading = view.box.querySelector("[data-result]");
  if (view.box.isConnected && heading) focusOn(heading);
}

// The fields that a column may become are the columns of the empty table.
async function fieldsOf(view, result) {
  const type = view.type || result?.changes?.[0]?.type || "member";
  const text = await ask(`/import/template.csv`, { query: { type }, headers: { Accept: "text/csv" } }).catch(() => null);
  return typeof text === "string" ? rowsOf(text, 1)[0] ?? [] : [];
}

function checkStep(view) {
  const again = () => check(view);
  const type = choice(types(), view.type);
  type.addEventListener("change", () => { view.type = type.value; again(); });
  const missing = el("input", { type: "checkbox", checked: view.createMissing, onchange: () => { view.createMissing = missing.checked; again(); } });
  return [
    el("div", { class: "toolbar" }, el("p", {}, el("b", {}, view.name), " ", el("span", { class: "quiet" }, size(view.blob.size))), actionButton(t("import.another"), () => restart(view), { kind: "small" })),
    view.notice && el("div", { class: "notice warning" }, el("p", {}, view.notice)),
    el("div", { class: "toolbar" }, view.isTable && labelled(t("import.type"), type), el("label", { class: "check" }, missing, el("span", {}, t("import.createMissing")))),
    view.isTable && columnsNode(view, view.result?.table?.columns, view.problem?.errors ?? [], view.fields ?? [], again),
    outcome(view, again),
  ];
}

function restart(view) {
  for (const key of Object.keys(view)) if (key !== "box" && key !== "signal") delete view[key];
  view.step = "file";
  show(view);
  view.box.querySelector("input")?.focus();
}

function outcome(view, again) {
  if (view.isChecking) return el("div", { class: "part", role: "status" }, el("p", {}, t("import.checking")), el("progress", { "aria-label": t("import.checking") }));
  if (view.problem) return problemNode(view, again);
  return previewNode(view);
}

function problemNode(view, again) {
  const { problem } = view;
  const errors = problem instanceof Problem ? problem.errors : [];
  const heading = el("h2", { data: { result: "" } }, errors.length ? t("import.hasErrors", { count: errors.length }) : t("import.refused"));
  if (errors.length) return el("section", { class: "part" }, heading, el("p", {}, t("import.hasErrors.text")), errorsTable(errors, view.rows, view.name));
  return el("section", { class: "part" }, heading, el("div", { class: "notice error" }, el("p", {}, explained(problem)), actionButton(t("state.again"), again)));
}

function previewNode(view) {
  const { result } = view;
  const count = (result.created ?? 0) + (result.updated ?? 0);
  const heading = el("h2", { data: { result: "" } }, count ? t("import.would", { count }) : t("import.nothing"));
  const summary = el("p", {}, t("import.summary", { created: result.created ?? 0, updated: result.updated ?? 0, unchanged: result.unchanged ?? 0 }), " ", readAs(result));
  if (!count) return el("section", { class: "part" }, heading, summary);
  const go = actionButton(t("import.action", { count }), () => run(view, go), { kind: "primary" });
  return el("section", { class: "part" }, heading, summary, changesTable(result, view.isTable), el("div", { class: "savebar" }, go, el("span", { class: "saved" }, t("import.canUndo"))));
}

function readAs(result) {
  if (!result.table) return null;
  return el("span", { class: "quiet" }, t("import.readAs", { encoding: result.table.encoding.toUpperCase(), delimiter: t(`import.delimiter.${result.table.delimiter}`) }));
}

// ------------------------------------------------------------------ importing

async function run(view, button) {
  const bar = el("progress", { "aria-label": t("import.running") });
  button.after(bar, el("span", { role: "status" }, t("import.running")));
  try {
    const query = { ...parameters(view), confirm: view.result.confirmation ?? "" };
    const { data } = await post("/import", view.blob, { query, headers: { "Content-Type": view.format, "Idempotency-Key": view.key } });
    Object.assign(view, { step: "done", outcome: data });
    show(view);
    focusOn(view.box.querySelector("h2"));
    announce(t("import.done", { number: data.import }));
  } catch (error) {
    // The file or the directory isn't as it was in the preview: another preview is shown, and nothing was written.
    if (error.code === "import-changed" || error.status === 422) {
      view.notice = t("import.changed");
      view.key = crypto.randomUUID?.() ?? String(Math.random());
      check(view);
      return;
    }
    view.notice = error instanceof Unreachable ? t("import.lost") : explained(error);
    show(view);
    focusOn(view.box.querySelector(".notice"));
  }
}

function doneStep(view) {
  const { outcome: result } = view;
  return el("div", { class: "stack" },
    el("div", { class: "notice done" }, el("h2", {}, t("import.done", { number: result.import })),
      el("p", {}, t("import.summary.done", { created: result.created ?? 0, updated: result.updated ?? 0, unchanged: result.unchanged ?? 0 })),
      el("p", { class: "actions" }, actionButton(t("import.undo"), async () => { if (await undoImport(result.import)) restart(view); }),
        el("a", { class: "button", href: href("activity", { import: result.import }) }, t("import.see")), actionButton(t("import.next"), () => restart(view)))));
}

// ------------------------------------------------------------------
// The imports so far, each with its undo.

async function imports({ signal }) {
  const title = t("imports.title");
  const list = await listing({ path: "/imports", signal, columns: columns(), caption: title, before: readMerged, empty: emptyNode(t("imports.empty"), t("imports.empty.text")) });
  return { title, content: [head(title, t("imports.lead")), may("admin") && importTabs("imports"), list] };
}

// The names of merged topics. The one that went has its name in its history alone.
const topicNames = new Map();

async function readMerged(items) {
  const reads = items.filter(({ merge }) => merge).flatMap(({ merge }) => [
    [merge.into, get(recordPath("topic", merge.into), { query: { lang: shownLanguage() } }).then(({ data }) => data.name)],
    [merge.from, get(`${recordPath("topic", merge.from)}/revisions`, { query: { limit: 1 } }).then(({ data }) => lastName(data.items[0]))],
  ]);
  // A name that can't be read is shown as its slug.
  await Promise.allSettled(reads.map(async ([slug, name]) => topicNames.set(slug, (await name) ?? slug)));
}

function lastName(revision) {
  const change = revision?.changes.find((one) => one.pointer === "/name");
  return change?.old ?? change?.new;
}

function mergedNames({ from, into }) {
  return { from: topicNames.get(from) ?? from, into: topicNames.get(into) ?? into };
}

function columns() {
  const count = (name) => ({ label: t(`imports.${name}`), num: true, cell: (item) => String(item[name] ?? "") });
  return [
    { label: t("imports.number"), cell: (item) => el("a", { href: href("activity", { import: item.id }) }, item.merge ? t("imports.merge", mergedNames(item.merge)) : t("history.import", { number: item.id })) },
    { label: t("deleted.at"), cell: (item) => timeNode(item.at) }, { label: t("deleted.by"), cell: (item) => item.author ?? "–" },
    count("created"), count("updated"), count("deleted"),
    { label: t("field.status"), cell: (item) => item.undoneAt ? [tag("deleted", t("imports.isUndone")), " ", timeNode(item.undoneAt)] : null },
    { label: t("office.actions"), cell: (item) => !item.undoneAt && may("admin") && actionButton(t("office.undo"), async () => { if (await undoImport(item.id)) reload(); }, { name: t("imports.undo.name", { number: item.id }) }) },
  ];
}
