// What staff do with the words of the directory: make, rename, put in order, remove. Each can be taken back.

import { get, patch, post, Problem, remove } from "../core/api.js";
import { openDialog } from "../core/dialogs.js";
import { el, later } from "../core/dom.js";
import { reload } from "../core/router.js";
import { session } from "../core/session.js";
import { announce } from "../core/toasts.js";
import { language, t } from "../core/words.js";
import { choice, done, explained, failed, labelled, leaveRow, recordLink } from "./common.js";
import { tagOf } from "./revisions.js";

// ------------------------------------------------------------------
// What staff do with the words of the directory: make, rename, put in order, remove. Each can be taken back.

/** The path of a record in the API. A county is an area with an address of its own. */
export function pathOf(list, item) {
  return item.links?.self ?? `/${list}/${encodeURIComponent(item.slug ?? item.name)}`;
}

/** The name of a record for people: fields have labels in several languages. */
export function titleOf(item) {
  const { label } = item;
  if (label === undefined) return item.translations?.[language()]?.name ?? item.name;
  return typeof label === "object" ? label[language()] ?? Object.values(label)[0] ?? item.name : label;
}

/** Asks for the name in each language of the directory, and more. Resolves to a record, or undefined. */
async function askForNames({ title, action, item = {}, extra = [], plural = false }) {
  const rows = [...names("name", t("field.name"), item), ...(plural ? names("pluralName", t("field.pluralName"), item) : [])];
  const error = el("p", { class: "error", role: "alert" });
  let record;
  const save = async () => {
    record = collected(rows, extra);
    if (!record.name) {
      error.textContent = t("words.nameMissing");
      rows[0].input.focus();
      return false;
    }
    try {
      await action.run(record);
      return true;
    } catch (problem) {
      error.textContent = explained(problem);
      return false;
    }
  };
  const answer = await openDialog({
    title, focus: rows[0].input,
    content: [rows.map(({ node }) => node), extra.map(({ node }) => node), error],
    actions: [{ label: action.label, value: true, primary: true, run: save }, { label: t("cancel") }],
  });
  return answer ? record : undefined;
}

function names(field, label, item) {
  return session.languages.map((code, index) => {
    const value = index === 0 ? item[field] : item.translations?.[code]?.[field];
    const input = el("input", { value: value ?? "", lang: code, maxlength: 300, autocomplete: "off" });
    return { field, code: index === 0 ? null : code, input, node: labelled(session.languages.length > 1 ? t("label.translated", { field: label, language: code }) : label, input) };
  });
}

function collected(rows, extra) {
  const record = {};
  for (const { field, code, input } of rows) {
    const value = input.value.trim() || null;
    if (!code) record[field] = value;
    else ((record.translations ??= {})[code] ??= {})[field] = value;
  }
  for (const { name, input } of extra) if (input.value) record[name] = input.value;
  return record;
}

/** Another field of the dialog, a choice. */
export function extraChoice(name, label, options, value) {
  const input = choice(options, value);
  return { name, input, node: labelled(label, input) };
}

export function create(list, title, options) {
  const run = async (record) => {
    const { data } = await post(`/${list}`, withoutNulls(record));
    const path = pathOf(list, data);
    done(t("words.created", { name: data.name }), async () => {
      await remove(path, { tag: await tagOf(path) });
      reload();
    });
  };
  return askForNames({ title, action: { label: t("words.create"), run }, ...options }).then((record) => record && reload());
}

function withoutNulls(value) {
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutNulls(inner)]);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== null && !(typeof inner === "object" && Object.keys(inner).length === 0)));
}

export function rename(list, item, options) {
  const path = pathOf(list, item);
  const run = async (record) => {
    const { tag, data: before } = await get(path);
    const change = onlyChanges(record, before);
    if (!change) return;
    await patch(path, change.now, { tag });
    done(t("words.renamed", { name: record.name }), async () => {
      await patch(path, change.before, { tag: await tagOf(path) });
      reload();
    });
  };
  return askForNames({ title: t("words.rename.title", { name: titleOf(item) }), action: { label: t("save"), run }, item, ...options }).then((record) => record && reload());
}

// What differs, and how to take it back.
function onlyChanges(record, before) {
  const change = { now: {}, before: {} };
  for (const [field, value] of Object.entries(record)) {
    if (field === "translations" || (before[field] ?? null) === value) continue;
    change.now[field] = value;
    change.before[field] = before[field] ?? null;
  }
  for (const [code, texts] of Object.entries(record.translations ?? {})) {
    for (const [field, value] of Object.entries(texts)) {
      const old = before.translations?.[code]?.[field] ?? null;
      if (old === value) continue;
      for (const [side, text] of [["now", value], ["before", old]]) ((change[side].translations ??= {})[code] ??= {})[field] = text;
    }
  }
  return Object.keys(change.now).length ? change : null;
}

/** Deletes a record that nothing refers to. Otherwise says what refers to it. */
export async function removeWord(list, item, alternative = null) {
  const path = pathOf(list, item);
  try {
    await remove(path, { tag: await tagOf(path) });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
    await inUse(item, error, alternative);
    return;
  }
  const { data } = await get(`${path}/revisions`, { query: { limit: 2 } });
  const last = data.items.find((one) => one.action !== "deleted");
  done(t("words.deleted", { name: titleOf(item) }), last && (async () => {
    await post(`${path}/revisions/${last.id}/restore`);
    reload();
  }));
  leaveRow();
  await reload();
}

function inUse(item, error, alternative) {
  const referrers = error.body.referrers ?? [];
  const total = error.body.total ?? referrers.length;
  return openDialog({
    title: t("words.inUse", { name: titleOf(item) }),
    content: [el("p", {}, error.message), el("ul", { class: "inline-list" }, referrers.slice(0, 30).map((one) => el("li", {}, recordLink({ type: one.type, slug: one.slug ?? one.id })))),
      total > 30 && el("p", { class: "quiet" }, t("words.andMore", { count: total - 30 }))],
    actions: [alternative && { label: alternative.label, value: "alternative", primary: true }, { label: t("close") }].filter(Boolean),
  }).then((answer) => answer === "alternative" && alternative.run());
}

// ------------------------------------------------------------------
// Putting records in order with buttons and keys. The order is saved a moment after the last move, and can be taken back.

/** Sorts as the API does: by order, then as they came. */
export function inOrder(items) {
  const place = (item) => item.order ?? Infinity;
  return [...items].sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)));
}

/**
 * Two buttons that move a row among its siblings. `items` is the list of siblings, in order, and is changed. `rowOf` is the
 * element of an item. Alt and an arrow key move too, anywhere in the row.
 */
export function orderButtons(list, items, item, rowOf) {
  items.save ??= later(() => save(list, items), 700);
  items.before ??= items.map((one) => [one, one.order]);
  const move = (step, button) => {
    const from = items.indexOf(item);
    const to = from + step;
    if (to < 0 || to >= items.length) return;
    items.splice(to, 0, items.splice(from, 1)[0]);
    const [row, other] = [rowOf(item), rowOf(items[from])];
    if (step < 0) other.before(row);
    else other.after(row);
    button.focus();
    announce(t("order.moved", { name: titleOf(item), place: to + 1, total: items.length }));
    items.save();
  };
  const button = (step, sign, word) => {
    const node = el("button", { type: "button", class: "square small", "aria-label": t(word, { name: titleOf(item) }), title: t(word, { name: titleOf(item) }), onclick: () => move(step, node) }, sign);
    return node;
  };
  const [up, down] = [button(-1, "↑", "order.up"), button(1, "↓", "order.down")];
  const onKey = (event) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(event.key === "ArrowUp" ? -1 : 1, event.key === "ArrowUp" ? up : down);
  };
  return el("span", { class: "order", onkeydown: onKey }, up, down);
}

async function save(list, items) {
  const before = items.before;
  try {
    await write(list, items.map((item, index) => [item, index + 1]));
    items.before = items.map((item) => [item, item.order]);
    done(t("order.saved"), async () => {
      await write(list, before);
      dispatchEvent(new Event("staff-order"));
    });
  } catch (error) {
    failed(error);
  }
}

// One write for each record whose place changes.
async function write(list, places) {
  for (const [item, order] of places) {
    if (item.order === order) continue;
    const path = pathOf(list, item);
    const { tag } = await get(path);
    await patch(path, { order: order ?? null }, { tag });
    item.order = order;
  }
}
