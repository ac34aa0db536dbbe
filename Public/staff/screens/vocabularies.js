// The words of the directory: topics, kinds, areas, and fields of its own.

import { get } from "../core/api.js";
import { el } from "../core/dom.js";
import { go, href, reload } from "../core/router.js";
import { may } from "../core/session.js";
import { rowKeys, tableNode } from "../core/table.js";
import { language, number, t } from "../core/words.js";
import { actionButton, choice, emptyNode, head, historyAddress, labelled } from "../office/common.js";
import { mergeTopic } from "../office/merging.js";
import { create, extraChoice, inOrder, orderButtons, removeWord, rename, titleOf } from "../office/vocabulary.js";

const LISTS = { topics: topicsView, "member-kinds": kindsView, "topic-kinds": kindsView, areas: areasView, fields: fieldsView };

export default async function vocabularies({ parameters, query, signal }) {
  const list = parameters.list in LISTS ? parameters.list : "topics";
  const title = t(`words.${list}`);
  const view = await LISTS[list]({ list, query, signal });
  addEventListener("staff-order", () => reload(), { once: true, signal });
  return { title, keys: rowKeys(), content: [head(t("words.title"), t(`words.${list}.lead`), may("editor") && view.create), tabs(list), view.content] };
}

function tabs(current) {
  return el("nav", { class: "tabs", "aria-label": t("words.title") },
    Object.keys(LISTS).map((list) => el("a", { href: href(`vocabularies/${list}`), "aria-current": list === current ? "page" : null }, t(`words.${list}`))));
}

// ---------------------------------------------------------------------- topics

async function topicsView({ query, signal }) {
  const asked = { q: query.get("q") ?? "", kind: query.get("kind") ?? "", cursor: query.get("cursor") ?? "" };
  const [{ data }, kinds] = await Promise.all([get("/topics", { query: { ...asked, limit: 100 }, signal }), options("topic-kinds", signal)]);
  const extra = () => [extraChoice("kind", t("field.kind"), kinds, asked.kind || kinds[0]?.[0])];
  const isAsked = asked.q || asked.kind;
  return {
    create: actionButton(t("new.topics"), () => create("topics", t("new.topics"), { extra: extra() }), { kind: "primary" }),
    content: [topicsForm(asked, kinds),
      data.items.length ? [el("p", { class: "count" }, t("words.count.topics", { count: data.total })), topicsTable(data.items, new Map(kinds)),
        data.next && el("p", { class: "more" }, el("a", { class: "button", href: href("vocabularies/topics", { ...asked, cursor: data.next }) }, t("table.next")))]
        : emptyNode(t(isAsked ? "records.none" : "words.empty"), t(isAsked ? "records.none.text" : "words.topics.lead"))],
  };
}

async function options(list, signal) {
  const { data } = await get(`/${list}`, { query: { limit: 1000 }, signal });
  return inOrder(data.items).map((one) => [one.slug, titleOf(one)]);
}

function topicsForm(asked, kinds) {
  const q = el("input", { type: "search", value: asked.q, maxlength: 200 });
  const kind = choice([["", t("words.allKinds")], ...kinds], asked.kind);
  kind.addEventListener("change", () => go(href("vocabularies/topics", { q: q.value.trim(), kind: kind.value })));
  return el("form", { class: "filters", onsubmit: (event) => { event.preventDefault(); go(href("vocabularies/topics", { q: q.value.trim(), kind: kind.value })); } },
    labelled(t("search.words"), q), labelled(t("field.kind"), kind), el("button", {}, t("search.action")));
}

function topicsTable(items, kinds) {
  const names = new Map(items.map((one) => [one.slug, titleOf(one)]));
  return tableNode({ caption: t("words.topics"), rows: items, columns: [
    { label: t("field.name"), cell: (item) => el("a", { href: href(`topics/${item.slug}`) }, titleOf(item)) },
    translatedColumn(),
    { label: t("field.kind"), cell: (item) => kinds.get(item.kind) ?? item.kind },
    { label: t("field.broader"), cell: (item) => [item.broader].flat().filter(Boolean).map((one) => names.get(one.slug ?? one) ?? one.name ?? one).join(", ") },
    { label: t("words.use"), num: true, cell: (item) => item.memberCount ? el("a", { href: href("members", { topic: item.slug }), "aria-label": t("words.use.name", { count: item.memberCount, name: titleOf(item) }) }, number(item.memberCount)) : "0" },
    { label: t("office.actions"), cell: (item) => may("editor") && el("div", { class: "row" },
      small("words.rename", item, () => rename("topics", item)), may("admin") && small("merge.button", item, () => mergeTopic({ ...item, name: titleOf(item) })),
      small("words.delete", item, () => removeWord("topics", item, may("admin") ? { label: t("merge.instead"), run: () => mergeTopic({ ...item, name: titleOf(item) }) } : null))) },
  ] });
}

function translatedColumn(field = "name") {
  return { label: t("words.translations"), cell: (item) => Object.values(item.translations ?? {}).map((texts) => texts[field]).filter(Boolean).join(" / ") };
}

function small(word, item, run) {
  return actionButton(t(word), run, { kind: "small", name: t(`${word}.name`, { name: titleOf(item) }), id: `${word}-${item.slug ?? item.name}` });
}

// ----------------------------------------------------------------------- kinds

async function kindsView({ list, signal }) {
  const users = list === "member-kinds" ? "members" : "topics";
  const [{ data }, counts] = await Promise.all([get(`/${list}`, { query: { limit: 1000 }, signal }), get(`/${users}`, { query: { facets: "kind", limit: 0 }, signal })]);
  const items = inOrder(data.items);
  const uses = new Map(counts.data.facets.kind.map((one) => [one.value, one.count]));
  const rows = new Map();
  const table = tableNode({ caption: t(`words.${list}`), rows: items, columns: [
    { label: t("field.name"), cell: (item) => el("a", { href: href(`${list}/${item.slug}`) }, titleOf(item)) },
    { label: t("field.pluralName"), cell: (item) => item.translations?.[language()]?.pluralName ?? item.pluralName ?? "" }, translatedColumn(),
    { label: t("words.use"), num: true, cell: (item) => el("a", { href: href(users, { kind: item.slug }), "aria-label": t("words.use.name", { count: uses.get(item.slug) ?? 0, name: titleOf(item) }) }, number(uses.get(item.slug) ?? 0)) },
    { label: t("field.order"), cell: (item) => may("editor") && orderButtons(list, items, item, (one) => rows.get(one)) },
    { label: t("office.actions"), cell: (item) => may("editor") && el("div", { class: "row" }, small("words.rename", item, () => rename(list, item, { plural: true })), small("words.delete", item, () => removeWord(list, item))) },
  ] });
  [...table.querySelectorAll("tbody tr")].forEach((row, index) => rows.set(items[index], row));
  return { create: actionButton(t(`new.${list}`), () => create(list, t(`new.${list}`), { plural: true }), { kind: "primary" }), content: items.length ? table : emptyNode(t("words.empty"), t(`words.${list}.lead`)) };
}

// ----------------------------------------------------------------------- areas

async function areasView({ list, signal }) {
  const [{ data }, counts] = await Promise.all([get("/areas", { query: { limit: 1000 }, signal }), get("/members", { query: { facets: "area", limit: 0 }, signal })]);
  const uses = new Map(counts.data.facets.area.map((one) => [one.value, one.count]));
  const known = new Set(data.items.map((one) => one.slug));
  const children = Map.groupBy(inOrder(data.items), (one) => (known.has(parentOf(one)) ? parentOf(one) : ""));
  const kinds = [...new Set(data.items.map((one) => one.kind))];
  const make = (parent) => create(list, parent ? t("words.newInside", { name: titleOf(parent) }) : t("new.areas"), { extra: areaExtra(kinds, data.items, parent) });
  return {
    create: actionButton(t("new.areas"), () => make(null), { kind: "primary" }),
    content: data.items.length ? [tree("", { children, uses, rows: new Map(), make }), data.next && el("p", { class: "notice" }, t("words.areas.part", { count: data.items.length, total: data.total }), " ", el("a", { href: href("areas") }, t("words.areas.all")))] : emptyNode(t("words.empty"), t("words.areas.lead")),
  };
}

function parentOf(area) {
  return area.parent?.slug ?? area.parent ?? "";
}

function areaExtra(kinds, areas, parent) {
  const kind = el("input", { value: kinds[kinds.length - 1] ?? "", autocomplete: "off", maxlength: 100 });
  return [
    { name: "kind", input: kind, node: labelled(t("words.areaKind"), kind, { hint: kinds.length ? t("words.areaKind.hint", { kinds: kinds.join(", ") }) : "" }) },
    extraChoice("parent", t("field.parent"), [["", t("words.noParent")], ...areas.map((one) => [one.slug, titleOf(one)])], parent?.slug),
  ];
}

function tree(parent, view) {
  const items = view.children.get(parent);
  if (!items) return null;
  return el("ul", { class: "tree" }, items.map((item) => {
    const row = el("li", {}, areaRow(item, items, view), tree(item.slug, view));
    view.rows.set(item, row);
    return row;
  }));
}

function areaRow(item, siblings, { uses, rows, make }) {
  const count = uses.get(item.slug) ?? 0;
  return el("div", {},
    el("span", { class: "grow" }, el("a", { href: href(`areas/${item.slug}`) }, titleOf(item)), " ", el("span", { class: "quiet small" }, item.kind)),
    el("a", { class: "small", href: href("members", { area: item.slug }) }, t("words.members", { count })),
    may("editor") && [siblings.length > 1 && orderButtons("areas", siblings, item, (one) => rows.get(one)),
      small("words.rename", item, () => rename("areas", item)), small("words.inside", item, () => make(item)), small("words.delete", item, () => removeWord("areas", item)),
      el("a", { class: "small", href: historyAddress("area", item.slug), "aria-label": t("activity.history.of", { name: titleOf(item) }) }, t("activity.history"))]);
}

// ---------------------------------------------------------------------- fields

async function fieldsView({ list, signal }) {
  const { data } = await get("/fields", { query: { limit: 1000 }, signal });
  const items = inOrder(data.items);
  const rows = new Map();
  const isAdmin = may("admin");
  const table = tableNode({ caption: t("words.fields"), rows: items, columns: [
    { label: t("field.label"), cell: (item) => el("a", { href: href(`fields/${item.name}`) }, titleOf(item)) },
    { label: t("field.field.name"), cell: (item) => el("code", {}, item.name) },
    { label: t("field.valueType"), cell: (item) => t(`valueType.${item.valueType}`) },
    { label: t("field.visibility"), cell: (item) => t(`visibility.${item.visibility}`) },
    { label: t("field.order"), cell: (item) => isAdmin && orderButtons(list, items, item, (one) => rows.get(one)) },
    { label: t("office.actions"), cell: (item) => isAdmin && small("words.delete", item, () => removeWord(list, item)) },
  ] });
  [...table.querySelectorAll("tbody tr")].forEach((row, index) => rows.set(items[index], row));
  const make = isAdmin && el("a", { class: "button primary", href: href("fields/new") }, t("new.fields"));
  return { create: make, content: items.length ? table : emptyNode(t("words.fields.empty"), t("words.fields.lead"), make && el("a", { class: "button", href: href("fields/new") }, t("new.fields"))) };
}
