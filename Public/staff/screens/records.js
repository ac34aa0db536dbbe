// A table of records: members, contacts, offices, topics, areas, kinds, fields.

import { get, getIfAny, Problem } from "../core/api.js";
import { el, later } from "../core/dom.js";
import { go, href, reload } from "../core/router.js";
import { may } from "../core/session.js";
import { stateNode } from "../core/states.js";
import { chosenColumns, columnsMenu, pagerNode, rowKeys, tableNode } from "../core/table.js";
import { t } from "../core/words.js";
import { addressOf, chosenNode, fieldsOf, filtersNode, recordsOf, remember, shownLanguage, tableOf, typeNames, viewOf } from "../records/columns.js";

const LIMIT = 50;

// Where each page was reached from, for "Back".
const before = new Map();

export default async function recordsScreen({ records, parameters, query, signal }) {
  const kind = records ?? parameters.records;
  const table = tableOf(kind);
  if (!table) throw new Problem(404, { title: kind });
  if (query.get("status") === "draft") return draftsScreen(kind, signal);
  const view = viewOf(query, table);
  const [page, drafts] = await Promise.all([readPage(kind, table, view, signal), readDrafts(kind, signal)]);
  const title = t(`kind.${kind}`);
  const search = searchNode(kind, view, title);
  return {
    title,
    content: [
      el("div", { class: "page-head" }, el("h1", {}, title), el("div", { class: "actions" }, may("editor") && newLink(kind))),
      el("div", { class: "toolbar" }, search, columnsMenu(kind, table.columns, reload)),
      draftsNode(drafts, kind),
      el("div", { class: "browse" }, filtersNode(kind, view, page.facets), resultsNode(kind, table, view, page, title)),
    ],
    keys: [...rowKeys(), { key: "n", words: "keys.new", run: () => may("editor") && go(href(`${kind}/new`)) }],
  };
}

function newLink(kind) {
  return el("a", { class: "button primary", href: href(`${kind}/new`) }, t(`new.${kind}`));
}

async function readPage(kind, table, view, signal) {
  const filters = Object.fromEntries(Object.entries(view.filters).map(([facet, values]) => [facet, values.join(",")]));
  const answer = await get(`/${kind}`, { signal, query: {
    q: view.q, ...filters, sort: view.sort || (view.q ? "" : table.sort), cursor: view.cursor, facets: table.facets.join(","), limit: LIMIT,
    fields: fieldsOf(chosenColumns(kind, table.columns)), lang: shownLanguage() } });
  const kinds = new Map((answer.data.facets?.kind ?? []).map((kind) => [kind.value, kind.name]));
  for (const item of answer.data.items) remember(kind, item);
  for (const item of answer.data.items) if (kinds.has(item.kind)) item.kind = { slug: item.kind, name: kinds.get(item.kind) };
  return answer.data;
}

async function readDrafts(kind, signal) {
  const answer = await getIfAny("/drafts", { signal });
  return (answer?.data.items ?? []).filter((draft) => draft.type === typeNames[kind] || (kind === "areas" && draft.type === "county"));
}

// Only what isn't published: ?status=draft.
async function draftsScreen(kind, signal) {
  const title = t(`kind.${kind}`);
  const drafts = await readDrafts(kind, signal);
  return { title, keys: rowKeys(), content: [
    el("div", { class: "page-head" }, el("h1", {}, title), el("div", { class: "actions" }, may("editor") && newLink(kind))),
    el("ul", { class: "chosen" }, el("li", {}, el("a", { href: href(kind), "aria-label": t("records.remove", { name: t("records.draft") }) }, t("records.draft"), " ×"))),
    drafts.length ? draftsNode(drafts, kind, true) : stateNode({ kind: "empty", title: t("records.none"), text: t("records.drafts.none") }),
  ] };
}

function draftsNode(drafts, kind, open = drafts.length <= 10) {
  if (!drafts.length) return null;
  return el("details", { class: "drafts", open }, el("summary", {}, `${t("records.drafts")} (${drafts.length})`),
    el("p", { class: "quiet" }, t("records.drafts.text")),
    el("ul", {}, drafts.map((draft) => el("li", {},
      el("a", { href: href(`${recordsOf(draft.type) || kind}/${encodeURIComponent(draft.slug)}`) }, draft.name || draft.slug),
      " ", el("span", { class: "tag draft" }, t("records.draft"))))));
}

// The list follows what is typed, after a pause; Enter searches at once.
function searchNode(kind, view, title) {
  const search = (text) => { if (text.trim() !== view.q) go(addressOf(kind, view, { q: text.trim() }),
    { replace: true, keepFocus: true }); };
  const slowly = later(search, 350);
  const box = el("input", { type: "search", id: "search", maxlength: 200, value: view.q,
    "aria-label": t("records.search", { name: title.toLowerCase() }),
    placeholder: t("records.search", { name: title.toLowerCase() }), oninput: () => slowly(box.value) });
  return el("form", { role: "search", onsubmit: (event) => { event.preventDefault(); slowly.cancel(); search(box.value); } }, box);
}

function resultsNode(kind, table, view, page, title) {
  const filtered = view.q || Object.values(view.filters).some((values) => values.length);
  if (!page.items.length) {
    return el("div", { class: "results" }, chosenNode(kind, view, page.facets), filtered
      ? stateNode({ kind: "empty", title: t("records.none"), text: t("records.none.text"),
        action: el("a", { class: "button", href: href(kind) }, t("records.clear")) })
      : stateNode({ kind: "empty", title: t("records.first"), text: t("records.first.text"), action: may("editor") && newLink(kind) }));
  }
  const next = page.next && addressOf(kind, view, { cursor: page.next, from: view.from + page.items.length });
  if (next) before.set(next, location.pathname + location.search);
  const onSort = (sort) => go(addressOf(kind, view, { sort }), { keepFocus: true });
  return el("div", { class: "results" },
    el("p", { class: "count", role: "status" }, t("records.count", { count: page.total })), chosenNode(kind, view, page.facets),
    tableNode({ caption: title, columns: chosenColumns(kind, table.columns), rows: page.items,
      sort: view.sort || (view.q ? "" : table.sort), onSort }),
    pagerNode({
      from: view.from, count: page.items.length, total: page.total,
      first: view.cursor && addressOf(kind, view), back: before.get(location.pathname + location.search), next,
    }));
}
