// An accessible table: sorting by its headings, columns that a person chooses, pages by cursor, and rows by keyboard.
// It only ever holds one page of rows, so that it is as quick with 100,000 records as with ten.

import { el } from "./dom.js";
import { number, t } from "./words.js";

/**
 * A table. `columns`: {key, label, cell(row), sort, num, fixed}. `cell` gives text or a node; the first column should have the link.
 * `sort` is what the address says ("-population"); `onSort(next)` is called with the next one.
 */
export function tableNode({ caption, columns, rows, sort = "", onSort = null, rowClass = null }) {
  const body = el("tbody", {},
    rows.map((row) => el("tr", { class: rowClass?.(row) }, columns.map((column, index) => cell(column, row, index)))));
  const table = el("table", { class: "table" }, el("caption", { class: "unseen" }, caption),
    el("thead", {}, el("tr", {}, columns.map((column) => heading(column, sort, onSort)))), body);
  return el("div", { class: "table-wrap", role: "region", "aria-label": caption, tabindex: "0" }, table);
}

function cell(column, row, index) {
  const content = column.cell(row);
  const kind = [column.num && "num", index === 0 && "strong"].filter(Boolean).join(" ");
  return index === 0 ? el("th", { scope: "row", class: kind }, content) : el("td",
    { class: kind || null, "data-label": column.label }, content);
}

function heading(column, sort, onSort) {
  const up = sort === column.sort;
  const down = sort === `-${column.sort}`;
  if (!column.sort || !onSort) return el("th", { scope: "col", class: column.num && "num" }, column.label);
  return el("th", { scope: "col", class: column.num && "num", "aria-sort": up ? "ascending" : down ? "descending" : null },
    el("button", { type: "button", class: "sort", id: `sort-${column.sort}`, onclick: () => onSort(up ? `-${column.sort}` : column.sort) },
      column.label, el("span", { class: "arrow", "aria-hidden": "true" }, up ? " ↑" : down ? " ↓" : " ↕")));
}

/** The columns that a person chose, kept by the browser under a name. */
export function chosenColumns(name, columns) {
  const kept = localStorage.getItem(`staff.columns.${name}`)?.split(",");
  return columns.filter((column) => column.fixed || (kept ? kept.includes(column.key) : !column.extra));
}

/** A menu with a box for each column. */
export function columnsMenu(name, columns, onChange) {
  const boxes = columns.filter((column) => !column.fixed).map((column) => {
    const box = el("input", { type: "checkbox", value: column.key, checked: chosenColumns(name, columns).includes(column),
      onchange: save });
    return { box, node: el("label", { class: "check" }, box, el("span", {}, column.label)) };
  });
  function save() {
    localStorage.setItem(`staff.columns.${name}`, boxes.filter(({ box }) => box.checked).map(({ box }) => box.value).join(","));
    onChange();
  }
  return el("details", { class: "menu" }, el("summary", { class: "button" }, t("table.columns")),
    el("div", { class: "menu-body" }, boxes.map(({ node }) => node)));
}

/** "Rows 101 to 200 of 17,000" with links. `first`, `back` and `next` are addresses or null. */
export function pagerNode({ from, count, total, first, back, next }) {
  if (!first && !back && !next) return null;
  const link = (address, label, rel) => address
    ? el("a", { class: "button", href: address, rel }, label)
    : el("span", { class: "button", "aria-disabled": "true" }, label);
  return el("nav", { class: "pager", "aria-label": t("table.pages") },
    el("span", { class: "quiet" }, t("table.range", { from: from + 1, to: from + count, total })),
    first && link(first, t("table.first")),
    back !== undefined && link(back, t("table.back"), "prev"), link(next, t("table.next"), "next"));
}

/** The keys j, k and e for the rows of a table: the focus moves from link to link. */
export function rowKeys(find = () => document.querySelector("table.table tbody")) {
  const move = (step) => {
    const rows = [...(find()?.rows ?? [])];
    if (!rows.length) return;
    const now = rows.findIndex((row) => row.classList.contains("current") || row.contains(document.activeElement));
    const next = rows[Math.max(0, Math.min(rows.length - 1, now + step))] ?? rows[0];
    for (const row of rows) row.classList.toggle("current", row === next);
    next.querySelector("a, button")?.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const open = () => find()?.querySelector("tr.current a, tr:focus-within a")?.click();
  return [
    { key: "j", words: "keys.next", run: () => move(1) },
    { key: "k", words: "keys.back", run: () => move(-1) },
    { key: "e", words: "keys.edit", run: open },
  ];
}

/** A number for a cell, or a dash. */
export function numberCell(value) {
  return typeof value === "number" ? number(value) : el("span", { class: "quiet" }, "–");
}
