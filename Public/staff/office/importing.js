// What importing needs: tables of text, columns and their fields, what a check found, and undoing.

import { post, Problem } from "../core/api.js";
import { openDialog } from "../core/dialogs.js";
import { append, el, fill } from "../core/dom.js";
import { fieldLabel } from "../core/labels.js";
import { number, t } from "../core/words.js";
import { actionButton, choice, done, download, explained, recordLink, tag, typeName } from "./common.js";
import { changeList } from "./revisions.js";

// ------------------------------------------------------------------
// Reads and writes tables of text, for samples in the preview of an import and for the sheet of its errors.

/** The text of a file. UTF-16 is recognised by its first bytes; what isn't UTF-8 is Windows-1252, as Excel writes it. */
export async function textOf(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The rows of a table, each a list of cells. Reads at most `most` rows. */
export function rowsOf(text, most = Infinity) {
  const separator = separatorOf(text);
  const rows = [];
  let row = [];
  let cell = "";
  let isQuoted = false;
  for (let index = 0; index < text.length && rows.length < most; index += 1) {
    const sign = text[index];
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[index + 1] === '"') { cell += '"'; index += 1; } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === separator) { row.push(cell); cell = ""; } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[index + 1] === "\n") index += 1;
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += sign;
  }
  if (rows.length < most && (cell || row.length)) rows.push([...row, cell]);
  return rows;
}

// The separator that is most frequent in the first line, outside quotes.
function separatorOf(text) {
  const line = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, "");
  const counts = [";", "\t", ","].map((sign) => [sign, line.split(sign).length]);
  return counts.sort((one, other) => other[1] - one[1])[0][0];
}

/**
 * A table as CSV that spreadsheet programs open: semicolons, a byte order mark, and an apostrophe before a cell that they
 * would run as a formula.
 */
function csvOf(rows) {
  return `\ufeff${rows.map((row) => row.map(cellOf).join(";")).join("\r\n")}\r\n`;
}

function cellOf(value) {
  const text = String(value ?? "");
  const safe = /^[\s\u0000]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[";,\r\n\t']/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** The number of a column from its letters: A is 0, AA is 26. */
function columnNumber(cell = "") {
  const letters = /^[A-Z]+/.exec(cell)?.[0] ?? "";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

// ------------------------------------------------------------------
// The columns of a table and the fields that they become. A person may map a column to another field, or ignore it.

const IGNORED = "\u0000ignore";

/**
 * A table of columns. `view` has `header` and `sample` (cells), `map` and `ignore`; `found` is what the server made of the
 * columns, or null if it refused the file. `change` checks the file again.
 */
export function columnsNode(view, found, errors, fields, change) {
  const unknown = new Set(errors.filter((fault) => fault.code === "unknown-field" && fault.column).map((fault) => fault.column));
  const rows = view.header.map((name, index) => columnRow(view, name, index, found?.find((one) => one.name === name), unknown.has(name), fields, change));
  const open = errors.some((fault) => fault.line === 1);
  return el("details", { open }, el("summary", {}, t("import.columns", { count: view.header.length })),
    unknown.size > 0 && el("p", { class: "row" }, el("span", {}, t("import.unknown", { count: unknown.size })),
      actionButton(t("import.ignoreUnknown", { count: unknown.size }), () => { for (const name of unknown) view.ignore.add(name); return change(); })),
    el("div", { class: "table-wrap" }, el("table", { class: "table columns" },
      el("caption", { class: "unseen" }, t("import.columns", { count: view.header.length })),
      el("thead", {}, el("tr", {}, [t("import.column"), t("import.sample"), t("import.field")].map((one) => el("th", { scope: "col" }, one)))),
      el("tbody", {}, rows))));
}

function columnRow(view, name, index, found, isUnknown, fields, change) {
  const automatic = found?.field ? t("import.auto.is", { field: labelFor(found.field) }) : t(isUnknown ? "import.auto.unknown" : "import.auto");
  const options = [["", automatic], [IGNORED, t("import.ignore")], ...fields.map((field) => [field, labelFor(field)])];
  const value = view.ignore.has(name) ? IGNORED : view.map.get(name) ?? "";
  const select = choice(options, value, { "aria-label": t("import.field.of", { column: name || index + 1 }) });
  select.addEventListener("change", () => {
    view.map.delete(name);
    view.ignore.delete(name);
    if (select.value === IGNORED) view.ignore.add(name);
    else if (select.value) view.map.set(name, select.value);
    change();
  });
  const sample = view.sample.map((cells) => cells[index]).filter(Boolean).join(" · ");
  return el("tr", { class: isUnknown ? "wrong" : null }, el("th", { scope: "row" }, name || t("import.noName")),
    el("td", { "data-label": t("import.sample"), class: "quiet" }, el("span", { class: "clip" }, sample.slice(0, 200))), el("td", {}, select));
}

// "name@nb" is the name in Norwegian; what isn't a field of ours keeps its name.
function labelFor(column) {
  const [field, language] = column.split("@");
  const label = fieldLabel(field);
  const text = language ? `${label} (${language})` : label;
  return label === field ? column : text.toLowerCase() === column.toLowerCase() ? text : `${text} – ${column}`;
}

// ------------------------------------------------------------------
// What a check of an import found: rows that change, errors by cell, and the sheet of errors.

const PAGE = 50;

/** A table that shows its rows in pages. `row` makes one <tr>. */
function pagedTable(caption, headings, items, row) {
  const body = el("tbody", {});
  const table = el("table", { class: "table" }, el("caption", { class: "unseen" }, caption), el("thead", {}, el("tr", {}, headings.map((one) => el("th", { scope: "col" }, one)))), body);
  const status = el("span", { class: "quiet", role: "status" });
  let page = 0;
  const step = (by) => actionButton(t(by < 0 ? "table.back" : "table.next"), () => { page += by; show(); });
  const [back, next] = [step(-1), step(1)];
  const last = Math.ceil(items.length / PAGE) - 1;
  function show() {
    const first = page * PAGE;
    append(fill(body), items.slice(first, first + PAGE).map(row));
    fill(status, t("table.range", { from: first + 1, to: Math.min(first + PAGE, items.length), total: items.length }));
    back.disabled = page === 0;
    next.disabled = page >= last;
  }
  show();
  return [el("div", { class: "table-wrap", role: "region", "aria-label": caption, tabindex: "0" }, table), last > 0 && el("div", { class: "pager" }, status, back, next)];
}

/** The records that the import would create and change. */
export function changesTable(result, isTable) {
  const items = result.changes ?? [];
  const headings = [t("import.line"), t("import.record"), t("import.what"), t("import.changes")];
  const row = (item) => el("tr", {},
    el("td", { "data-label": t("import.line"), class: "num" }, item.line ?? ""),
    el("th", { scope: "row" }, item.would === "create" ? item.name ?? item.slug : recordLink(item)),
    el("td", { "data-label": t("import.what") }, tag(item.would === "create" ? "good" : "scheduled", t(`import.would.${item.would}`)), " ", el("span", { class: "quiet small" }, typeName(item.type))),
    el("td", {}, item.would === "create" && item.changes?.length ? details(item) : changeList(item.changes ?? [], item.type)));
  return [
    pagedTable(t(isTable ? "import.changes.rows" : "import.changes"), headings, items, row),
    result.truncated && el("p", { class: "quiet" }, t("import.truncated", { shown: items.length, total: result.total ?? (result.created ?? 0) + (result.updated ?? 0) })),
  ];
}

function details(item) {
  return el("details", {}, el("summary", {}, t("history.fields", { count: item.changes.length })), changeList(item.changes, item.type));
}

/** The errors of a file, by cell, with a sheet to download. `rows` are those of the file, for the values of the cells. */
export function errorsTable(errors, rows, fileName) {
  const headings = [t("import.cell"), t("import.column"), t("import.value"), t("import.error")];
  const row = (fault) => el("tr", {},
    el("th", { scope: "row" }, fault.cell ?? t("import.lineNumber", { number: fault.line ?? "–" })),
    el("td", { "data-label": t("import.column") }, fault.column ?? pointerName(fault.pointer)),
    valueCell(fault, rows),
    el("td", {}, el("span", {}, fault.message), fault.hint && el("span", { class: "hint" }, " ", shortened(fault.hint, 160))));
  return [
    el("div", { class: "toolbar" }, el("p", { class: "count" }, t("import.errors.count", { count: errors.length })),
      actionButton(t("import.sheet"), () => download(sheetName(fileName), csvOf(sheet(errors, rows)), "text/csv;charset=utf-8"))),
    errors.length >= 1000 && el("p", { class: "quiet" }, t("import.errors.most", { count: number(1000) })),
    pagedTable(t("import.errors"), headings, errors, row),
  ];
}

function valueOf(fault, rows) {
  const column = columnNumber(fault.cell);
  return column < 0 ? "" : rows[(fault.row ?? fault.line) - 1]?.[column] ?? "";
}

function valueCell(fault, rows) {
  const value = valueOf(fault, rows);
  return el("td", { class: value ? "wrong" : null, "data-label": t("import.value") }, shortened(value));
}

function pointerName(pointer = "") {
  return pointer.slice(1);
}

function shortened(text, most = 120) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function sheet(errors, rows) {
  const headings = [t("import.line"), t("import.cell"), t("import.column"), t("import.value"), t("import.error"), t("import.hint")];
  return [headings, ...errors.map((fault) => [fault.line, fault.cell, fault.column ?? pointerName(fault.pointer), valueOf(fault, rows), fault.message, fault.hint])];
}

function sheetName(name) {
  return `${name.replace(/\.[^.]*$/, "")}-errors.csv`;
}

// ------------------------------------------------------------------
// Taking an import back. An undo can't be undone, so a dry run says first what it would take back.

/** Asks with the number of changes, and undoes. Resolves to true if it was done. */
export async function undoImport(id) {
  let found;
  try {
    found = (await post(`/imports/${id}/undo`, undefined, { query: { dryRun: "true" } })).data;
  } catch (error) {
    await refused(id, error);
    return false;
  }
  const agreed = await openDialog({
    title: t("imports.undo.title", { number: id }),
    content: el("p", {}, t("imports.undo.text", { count: found.undone ?? 0 })),
    actions: [{ label: t("imports.undo.action"), value: true, primary: true }, { label: t("cancel") }],
  });
  if (!agreed) return false;
  try {
    await post(`/imports/${id}/undo`);
  } catch (error) {
    await refused(id, error);
    return false;
  }
  done(t("imports.undone", { number: id }));
  return true;
}

// The problem names the records that were changed since, and by whom.
function refused(id, error) {
  const records = error instanceof Problem ? error.body.referrers ?? error.body.conflicts ?? error.body.records ?? [] : [];
  const faults = error instanceof Problem ? error.errors : [];
  return openDialog({
    title: t("imports.undo.refused", { number: id }),
    content: [el("p", {}, explained(error)),
      el("ul", {}, [...records.filter((one) => one.type && (one.slug || one.id)).map((one) => el("li", {}, recordLink(one))), ...faults.map((one) => el("li", {}, [one.message, one.hint].filter(Boolean).join("; ")))])],
    actions: [{ label: t("close"), primary: true }],
  });
}
