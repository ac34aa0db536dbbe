// The columns, filters and sort keys of the tables of records.

import { get } from "../core/api.js";
import { el } from "../core/dom.js";
import { fieldLabel } from "../core/labels.js";
import { go, href } from "../core/router.js";
import { session } from "../core/session.js";
import { numberCell } from "../core/table.js";
import { day, hasWord, language, number, t } from "../core/words.js";

/** The key that identifies a record: slug, id or name. */
export function keyOf(records) {
  if (records === "contacts" || records === "offices") return "id";
  return records === "fields" ? "name" : "slug";
}

/** The singular name of a type in the API: "memberKind" for "member-kinds". */
export const typeNames = {
  members: "member", contacts: "contact", offices: "office", topics: "topic", areas: "area", counties: "county",
  "member-kinds": "memberKind", "topic-kinds": "topicKind", fields: "field", organisation: "organisation",
};

/** The path of the records of a type: "member-kinds" for "memberKind". */
export function recordsOf(type) {
  return Object.keys(typeNames).find((one) => typeNames[one] === type) ?? type;
}

const name = (value) => (value && typeof value === "object" ? value.name ?? value.slug ?? value.id : value) ?? "";
const text = (key, more = {}) => ({ key, label: () => fieldLabel(key, more.type), cell: (row) => name(row[key]), ...more });
const word = (key) => text(key, { cell: (row) => (row[key] ? t(`${key}.${row[key]}`) : "") });
const date = (key) => ({ key, label: () => fieldLabel(key), sort: key, cell: (row) => (row[key] ? day(row[key]) : "") });
const count = (key, more) => ({ key, label: () => fieldLabel(key), num: true, sort: key, ...more,
  cell: (row) => (row[key]?.approximate ? ["≈ ", numberCell(row[key].value)] : numberCell(row[key]?.value ?? row[key])) });
const titles = (rows) => rows?.map((one) => one.name ?? one.slug ?? one).join(", ") ?? "";

const tables = {
  members: {
    facets: ["kind", "area", "topic"], flags: ["hasWebsite", "hasLocation"], sort: "name",
    columns: [
      text("kind"), text("area", { needs: ["area", "county"], cell: (row) => name(row.area ?? row.county) }),
        { key: "topics", label: () => fieldLabel("topics"), cell: (row) => topicsCell(row) },
      count("population"), date("joined"), text("shortName", { extra: true }),
        text("website", { extra: true, cell: (row) => row.website ?? "" }),
      text("email", { extra: true }), text("telephone",
        { extra: true, cell: (row) => row.telephone?.printed ?? row.telephone?.e164 ?? "" }),
      count("numberOfMembers", { extra: true }), count("numberOfEmployees", { extra: true }),
      { key: "languages", needs: ["translations"], label: () => t("column.languages"), extra: true,
        cell: (row) => Object.keys(row.translations ?? {}).join(", ") },
      text("slug", { extra: true, sort: "slug" }),
    ],
  },
  contacts: {
    facets: ["belongsTo", "office", "member"], sort: "name",
    columns: [
      text("role"), text("email"), text("telephone", { cell: (row) => row.telephone?.printed ?? row.telephone?.e164 ?? "" }),
      text("member"), text("office"), text("order", { extra: true, num: true, sort: "order" }), text("id", { extra: true, sort: "id" }),
    ],
  },
  offices: {
    facets: ["belongsTo", "country", "city"], sort: "name",
    columns: [text("street"), text("postcode"), text("city", { sort: "city" }), text("country"), text("member"),
      text("host", { extra: true }), text("id", { extra: true, sort: "id" })],
  },
  topics: {
    facets: ["kind", "broader"], sort: "name",
    columns: [text("kind"), text("broader"), count("memberCount"), text("summary", { extra: true }),
      text("slug", { extra: true, sort: "slug" })],
  },
  areas: { facets: [], sort: "name", columns: [text("kind"),
    text("parent", { cell: (row) => (row.parent ? knownName("areas", row.parent) : "") }), text("code"),
    text("order", { num: true, sort: "order" }), text("slug", { extra: true, sort: "slug" })] },
  fields: { facets: [], sort: "order", columns: [word("valueType"), word("visibility"), text("order", { num: true, sort: "order" }),
    text("name", { type: "field" })] },
  "member-kinds": { facets: [], sort: "order", columns: [text("pluralName"), text("schemaType"),
    text("order", { num: true, sort: "order" }), text("slug", { extra: true, sort: "slug" })] },
  "topic-kinds": { facets: [], sort: "order", columns: [text("pluralName"), text("order", { num: true, sort: "order" }),
    text("slug", { extra: true, sort: "slug" })] },
};

function topicsCell(row) {
  const topics = row.topics ?? [];
  const shown = titles(topics.slice(0, 4));
  return el("span", { class: "clip" }, topics.length > 4 ? `${shown} +${topics.length - 4}` : shown);
}

/** The table of a kind of records, with the columns' labels in the language of the page. Null if there is no such kind. */
export function tableOf(records) {
  const table = Object.hasOwn(tables, records) ? tables[records] : null;
  if (!table) return null;
  const first = {
    key: "title", needs: records === "fields" ? ["name", "label"] : [keyOf(records), "name"], label: fieldLabel("name"),
      sort: records === "fields" ? "label" : "name", fixed: true,
    cell: (row) => el("a", { href: href(`${records}/${encodeURIComponent(row[keyOf(records)])}`) }, titleOf(row, records)),
  };
  return { ...table, columns: [first, ...table.columns.map((column) => ({ ...column, label: column.label() }))] };
}

/** The fields that the API has to send for some columns. */
export function fieldsOf(columns) {
  return [...new Set(columns.flatMap((column) => column.needs ?? [column.key]))].join(",");
}

/** What a record is called, in the language of the page if it has that name. */
export function titleOf(row, records) {
  if (records !== "fields") return row.translations?.[language()]?.name ?? row.name ?? row[keyOf(records)];
  return typeof row.label === "string" ? row.label : row.label?.[language()] ?? Object.values(row.label ?? {})[0] ?? row.name;
}

// The filters beside a table: the facets of the API, with counts, as boxes. The address has them, so a view can be kept as a link.

const SHOWN = 8;

/** Reads what the address asks for: words, filters, order and page. */
export function viewOf(query, table) {
  const filters = Object.fromEntries([...table.facets,
    ...(table.flags ?? [])].map((facet) => [facet, (query.get(facet) ?? "").split(",").filter(Boolean)]));
  return { q: query.get("q") ?? "", sort: query.get("sort") ?? "", cursor: query.get("cursor") ?? "",
    from: Number(query.get("from")) || 0, filters };
}

/** The address of a view. Another filter, order or word begins with the first page again. */
export function addressOf(records, view, changes = {}) {
  const next = { ...view, cursor: "", from: 0, ...changes };
  const filters = Object.fromEntries(Object.entries(next.filters).map(([facet, values]) => [facet, values.join(",")]));
  return href(records, { q: next.q, ...filters, sort: next.sort, cursor: next.cursor, from: next.from || "" });
}

/** The boxes of all facets that have something to choose. */
export function filtersNode(records, view, facets) {
  const groups = Object.entries(facets ?? {}).filter(([, values]) => values.length > 0);
  if (!groups.length) return null;
  const wide = matchMedia("(min-width: 900px)").matches;
  return el("details", { class: "filters", open: wide }, el("summary", {}, t("records.filters")),
    groups.map(([facet, values]) => facetNode(records, view, facet, values)));
}

function facetNode(records, view, facet, values) {
  const chosen = view.filters[facet];
  const boxes = values.map((value) => box(records, view, facet, value, chosen));
  const list = el("ul", { class: "facet-values" }, boxes.slice(0, SHOWN));
  const more = boxes.length > SHOWN && el("button", { type: "button", class: "plain small", onclick: () => {
    list.append(...boxes.slice(SHOWN));
    boxes[SHOWN].querySelector("input").focus();
    more.remove();
  } }, `${t("records.more")} (${boxes.length})`);
  return el("fieldset", { class: "facet" }, el("legend", {}, t(`facet.${facet}`)), list, more);
}

function box(records, view, facet, value, chosen) {
  const on = chosen.includes(value.value);
  const input = el("input", { type: "checkbox", checked: on, id: `filter-${facet}-${value.value}`, onchange: () => {
    const values = on ? chosen.filter((one) => one !== value.value) : [...chosen, value.value];
    go(addressOf(records, view, { filters: { ...view.filters, [facet]: values } }), { keepFocus: true });
  } });
  return el("li", {}, el("label", { class: "check" }, input, el("span", {}, valueName(facet, value)),
    el("span", { class: "num quiet" }, number(value.count))));
}

function valueName(facet, value) {
  const key = `${facet}.${value.value}`;
  return hasWord(key) ? t(key) : value.name ?? value.value;
}

/** The chosen filters as links that remove them. */
export function chosenNode(records, view, facets) {
  const items = Object.entries(view.filters).flatMap(([facet, values]) => values.map((value) => {
    const name = valueName(facet, facets?.[facet]?.find((one) => one.value === value) ?? { value });
    const rest = view.filters[facet].filter((one) => one !== value);
    return el("li", {}, el("a", { href: addressOf(records, view, { filters: { ...view.filters, [facet]: rest } }),
      "aria-label": t("records.remove", { name }) }, name, " ×"));
  }));
  if (!items.length) return null;
  const none = Object.fromEntries(Object.keys(view.filters).map((facet) => [facet, []]));
  return el("ul", { class: "chosen" }, items, items.length > 1 && el("li", {},
    el("a", { href: addressOf(records, view, { filters: none }) }, t("records.clear"))));
}

// Finds records for references: by words for a search field, or all of a short list.

const names = new Map();

/** The language in which the API is asked for names: that of the page, if the directory has it. */
export function shownLanguage() {
  return session.languages.includes(language()) && language() !== session.languages[0] ? language() : undefined;
}

/** Searches records by words. */
export async function findRecords(records, text) {
  const answer = await get(`/${records}`, { query: { q: text, limit: 8, lang: shownLanguage() } });
  return answer.data.items.map((item) => remember(records, item));
}

/** All records of a short list, such as kinds, in their order. */
export async function allRecords(records) {
  const answer = await get(`/${records}`, { query: { limit: 500, lang: shownLanguage() } });
  return answer.data.items.map((item) => remember(records, item));
}

// Where a record has references, and to which records. Drafts have their keys without names.
const REFERENCES = { area: "areas", county: "areas", office: "offices", member: "members", broader: "topics", parent: "areas" };

/** Reads the names of what a record refers to, unless they are known. */
export async function readNames(content) {
  const unknown = Object.entries(REFERENCES).filter(([field, records]) => content[field] && !names.has(`${records}/${content[field]}`));
  const topics = (content.topics ?? []).map((topic) => topic.slug).filter((slug) => !names.has(`topics/${slug}`));
  const reads = unknown.map(([field, records]) => get(`/${records}/${encodeURIComponent(content[field])}`,
    { query: { lang: shownLanguage() } }).then((answer) => remember(records, answer.data)));
  if (topics.length) reads.push(get("/topics",
    { query: { slug: topics.join(","), limit: 500,
    lang: shownLanguage() } }).then((answer) => answer.data.items.map((item) => remember("topics", item))));
  // A name that can't be read is shown as its key.
  await Promise.allSettled(reads);
}

/** Remembers the name of a record, and returns it as a choice. */
export function remember(records, item) {
  const value = item[keyOf(records)];
  const label = item.name ?? value;
  names.set(`${records}/${value}`, label);
  return { value, label, detail: item.kind && records === "areas" ? item.kind : item.kind ?? "" };
}

/** Remembers the names that a record itself has beside its references. */
export function rememberNames(record) {
  // They are in the default language. In another one they are read by readNames().
  if (shownLanguage()) return;
  for (const [field, records] of Object.entries(REFERENCES)) {
    const one = record[field];
    if (one?.name) names.set(`${records}/${one.slug ?? one.id}`, one.name);
  }
  for (const topic of record.topics ?? []) if (topic.name) names.set(`topics/${topic.slug}`, topic.name);
}

/** A name that is known already, or the key. */
export function knownName(records, key) {
  return names.get(`${records}/${key}`) ?? key;
}
