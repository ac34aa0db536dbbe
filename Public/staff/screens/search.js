// Search over all records, drafts included.

import { el } from "../core/dom.js";
import { go, href } from "../core/router.js";
import { rowKeys, tableNode } from "../core/table.js";
import { t } from "../core/words.js";
import { ask, choice, emptyNode, head, labelled, PATHS, recordLink, tag, typeName } from "../office/common.js";

export default async function search({ query, signal }) {
  const q = (query.get("q") ?? "").trim();
  const type = query.get("type") ?? "";
  const title = q ? t("search.title", { q }) : t("search.label");
  const found = q ? await ask("/records", { query: { q, type, limit: 50 }, signal }) : { items: [], total: 0 };
  return { title, keys: rowKeys(), content: [head(title), form(q, type), q && results(found), !q && emptyNode(t("search.start"), t("search.start.text"))] };
}

function form(q, type) {
  const input = el("input", { type: "search", value: q, maxlength: 200 });
  const select = choice([["", t("activity.allTypes")], ...Object.keys(PATHS).filter((one) => one !== "organisation").map((one) => [one, typeName(one)])], type);
  return el("form", { class: "toolbar", onsubmit: (event) => { event.preventDefault(); go(href("search", { q: input.value.trim(), type: select.value })); } },
    labelled(t("search.words"), input), labelled(t("activity.type"), select), el("button", {}, t("search.action")));
}

function results(found) {
  if (!found.items.length) return emptyNode(t("records.none"), t("search.none.text"), suggestions(found));
  return tableNode({ caption: t("search.results"), rows: found.items, columns: [
    { label: t("field.name"), cell: (item) => recordLink(item) },
    { label: t("activity.type"), cell: (item) => typeName(item.type) },
    { label: t("field.status"), cell: (item) => tag(item.status === "draft" ? "draft" : "published") },
  ] });
}

function suggestions(found) {
  const words = found.didYouMean ?? [];
  return words.length > 0 && el("p", {}, t("search.didYouMean"), " ", words.map((one) => el("a", { href: href("search", { q: one }) }, one)));
}
