// What people did, over all records: by person, type and day.

import { get } from "../core/api.js";
import { el } from "../core/dom.js";
import { go, href } from "../core/router.js";
import { timeNode } from "../core/time.js";
import { locale, t } from "../core/words.js";
import { ask, choice, emptyNode, head, historyAddress, labelled, moreButton, PATHS, recordLink, typeName } from "../office/common.js";
import { changeList, deed } from "../office/revisions.js";

const FILTERS = ["author", "type", "action", "from", "to", "import", "slug"];
const PAGE = 40;

export default async function activity({ query, signal }) {
  const title = t("activity.title");
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ""]).filter(([, value]) => value));
  const page = await ask("/activity", { query: { ...chosen, limit: PAGE }, signal });
  const isFiltered = Object.keys(chosen).length > 0;
  return { title, content: [
    head(title, t("activity.lead")), filterForm(chosen), chosenList(chosen),
    page.items.length || page.next ? days(page, chosen)
      : emptyNode(t(isFiltered ? "activity.none" : "activity.empty"), t(isFiltered ? "activity.none.text" : "activity.empty.text"), isFiltered && el("a", { class: "button", href: href("activity") }, t("records.clear"))),
  ] };
}

function filterForm(chosen) {
  const type = choice([["", t("activity.allTypes")], ...Object.keys(PATHS).map((one) => [one, typeName(one)])], chosen.type, { name: "type" });
  const action = choice([["", t("activity.allActions")], ...["created", "updated", "deleted", "restored"].map((one) => [one, t(`activity.action.${one}`)])], chosen.action, { name: "action" });
  const author = el("input", { name: "author", value: chosen.author ?? "", autocomplete: "off" });
  const from = el("input", { type: "date", name: "from", value: chosen.from ?? "" });
  const to = el("input", { type: "date", name: "to", value: chosen.to ?? "" });
  return el("form", { class: "filters", onsubmit: (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value));
    go(href("activity", { ...values, import: chosen.import, slug: chosen.slug }));
  } }, labelled(t("activity.author"), author), labelled(t("activity.type"), type), labelled(t("activity.action"), action),
  labelled(t("activity.from"), from), labelled(t("activity.to"), to), el("button", {}, t("activity.show")));
}

function chosenList(chosen) {
  const entries = Object.entries(chosen);
  if (!entries.length) return null;
  return el("ul", { class: "chosen" }, entries.map(([name, value]) => {
    const { [name]: removed, ...rest } = chosen;
    const shown = name === "type" ? typeName(value) : name === "action" ? t(`activity.action.${value}`) : value;
    return el("li", {}, el("a", { href: href("activity", rest), "aria-label": t("records.remove", { name: `${t(`activity.${name}`)}: ${shown}` }) }, `${t(`activity.${name}`)}: ${shown}`));
  }));
}

// A heading for each day, with what was done on it.
function days(page, chosen) {
  const view = { day: null, list: null };
  const holder = el("div", {});
  add(holder, view, page.items);
  let { next } = page;
  const load = async () => {
    const { data } = await get("/activity", { query: { ...chosen, limit: PAGE, before: next } });
    next = data.next;
    const before = holder.querySelectorAll("li").length;
    add(holder, view, data.items);
    holder.querySelectorAll("ol > li")[before]?.querySelector("a")?.focus();
    return { items: [], next };
  };
  return [holder, next && moreButton(load, holder)];
}

function add(holder, view, items) {
  for (const item of items) {
    const day = dayOf(item.at);
    if (day !== view.day) {
      view.day = day;
      view.list = el("ol", { class: "log" });
      holder.append(el("h2", { class: "log-day" }, day), view.list);
    }
    view.list.append(entry(item));
  }
}

function dayOf(at) {
  if (!at) return t("history.noTime");
  const date = new Date(at);
  const ago = Math.floor((new Date().setHours(24, 0, 0, 0) - date.getTime()) / 86400000);
  if (ago < 2) {
    const text = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(-ago, "day");
    return text.charAt(0).toUpperCase() + text.slice(1);
  }
  return new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(date);
}

function entry(item) {
  const isGone = item.action === "deleted";
  const name = isGone ? el("a", { href: historyAddress(item.type, item.slug) }, item.name || item.slug) : recordLink(item);
  const shown = item.action === "updated" || item.action === "restored";
  return el("li", {},
    el("div", { class: "when" }, timeNode(item.at), el("br"), el("span", {}, item.author ?? t("history.noAuthor"))),
    el("div", { class: "what" },
      el("p", { class: "row" }, el("b", {}, name), el("span", { class: "quiet" }, `${typeName(item.type)}: ${deed(item).toLowerCase()}`),
        el("a", { class: "end small", href: historyAddress(item.type, item.slug), "aria-label": t("activity.history.of", { name: item.name || item.slug }) }, t("activity.history"))),
      shown && item.changes.length > 0 && changeList(item.changes.slice(0, 3), item.type),
      shown && item.changes.length > 3 && el("p", { class: "quiet small" }, t("activity.more", { count: item.changes.length - 3 }))));
}
