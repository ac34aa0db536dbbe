// The history of one record: who changed what and when, word by word; and the way back to any of it.

import { get, Problem } from "../core/api.js";
import { el, fill } from "../core/dom.js";
import { href, query, reload } from "../core/router.js";
import { may } from "../core/session.js";
import { timeNode } from "../core/time.js";
import { t } from "../core/words.js";
import { actionButton, ask, emptyNode, head, moreButton, PATHS, recordAddress, recordPath, typeName, typesName } from "../office/common.js";
import { shownLanguage } from "../records/columns.js";
import { changeList, deed, restoreField, restoreRevision } from "../office/revisions.js";

const PAGE = 25;

export default async function history({ parameters, records = parameters.records, signal }) {
  const type = Object.keys(PATHS).find((one) => PATHS[one] === records);
  if (!type) throw new Problem(404, { title: records });
  const slug = parameters.slug ?? "organisation";
  const path = recordPath(type, slug);
  const [record, first] = await Promise.all([recordIfAny(path, signal), get(`${path}/revisions`, { query: { limit: PAGE }, signal })]);
  const name = record?.name ?? lastName(first.data.items) ?? slug;
  const view = { type, slug, path, record, newest: first.data.items[0]?.id, against: query().get("against") === "now" ? "now" : "before" };
  const title = t("history.title", { name });
  return { title, content: [crumbs(view, name), head(title, lead(view), againstChoice(view)), timeline(view, first.data)] };
}

async function recordIfAny(path, signal) {
  try {
    return (await get(path, { query: { lang: shownLanguage() }, signal })).data;
  } catch (error) {
    if (error.isMissing) return null;
    throw error;
  }
}

function lastName(items) {
  for (const item of items) for (const change of item.changes) if (change.pointer === "/name") return change.new ?? change.old;
  return null;
}

function crumbs({ type, slug, record }, name) {
  const list = type === "organisation" ? null : el("a", { href: href(PATHS[type]) }, typesName(type));
  return el("p", { class: "crumbs" }, list && [list, " › "], record ? el("a", { href: recordAddress(type, slug) }, name) : name);
}

function lead({ type, record, newest }) {
  if (!record && newest) return t("history.isDeleted", { type: typeName(type).toLowerCase() });
  return t("history.lead");
}

// Against the revision before, or against what the record is now.
function againstChoice(view) {
  const link = (value) => el("a", { href: value === "now" ? "?against=now" : "?", "aria-current": view.against === value ? "true" : null }, t(`history.against.${value}`));
  return el("nav", { class: "tabs", "aria-label": t("history.against") }, link("before"), link("now"));
}

function timeline(view, page) {
  if (!page.items.length) return emptyNode(t("history.empty"), t("history.empty.text"));
  const list = el("ol", { class: "log" }, page.items.map((item) => entry(view, item)));
  let { next } = page;
  const load = async () => {
    const { data } = await get(`${view.path}/revisions`, { query: { limit: PAGE, before: next } });
    next = data.next;
    return { items: data.items.map((item) => entry(view, item)), next };
  };
  return [list, next && moreButton(load, list)];
}

function entry(view, revision) {
  const isNewest = revision.id === view.newest;
  const body = el("div", { class: "stack" }, view.against === "now" && !isNewest ? sinceNode(view, revision) : beforeNode(view, revision, isNewest));
  return el("li", { data: { revision: revision.id } },
    el("div", { class: "when" }, revision.at ? timeNode(revision.at) : t("history.noTime"), el("br"), el("span", {}, who(revision))),
    el("div", { class: "what" },
      el("div", { class: "row" }, el("h2", { class: "deed" }, deed(revision)), isNewest && el("span", { class: "quiet small" }, t("history.newest")), importLink(revision), el("span", { class: "end" }, restoreButton(view, revision, isNewest))),
      body));
}

function who(revision) {
  return revision.author ?? t("history.noAuthor");
}

function importLink(revision) {
  return revision.import && el("a", { class: "small", href: href("activity", { import: revision.import }) }, t("history.import", { number: revision.import }));
}

function restoreButton(view, revision, isNewest) {
  if (!may("editor") || revision.action === "deleted" || (isNewest && view.record)) return null;
  return actionButton(t("history.restore"), () => restoreRevision(view.type, view.slug, revision.id, view.record ? view.newest : null, reload), { kind: "small", id: `restore-${revision.id}` });
}

function beforeNode(view, revision) {
  if (!revision.changes.length) return revision.action === "original" ? el("p", { class: "quiet" }, t("history.original")) : null;
  if (revision.action === "created") return whole(view, revision);
  const restore = may("editor") && view.record && revision.action !== "deleted" && ((change) => restoreField(view.type, view.slug, change, reload));
  return changeList(revision.changes, view.type, restore, revision.id);
}

// All of a new record is new: the fields are shown only when somebody wants to see them.
function whole(view, revision) {
  return el("details", {}, el("summary", {}, t("history.fields", { count: revision.changes.length })), changeList(revision.changes, view.type));
}

// The answer for each revision is asked for when it is opened, because it needs the whole record.
function sinceNode(view, revision) {
  const box = el("div", {}, el("p", { class: "quiet" }, t("history.loading")));
  const details = el("details", {}, el("summary", {}, t("history.since")), box);
  details.addEventListener("toggle", async () => {
    if (!details.open || details.dataset.done) return;
    details.dataset.done = "yes";
    const answer = await ask(`${view.path}/revisions/${revision.id}`).catch((error) => ({ error }));
    if (answer?.error) return fill(box, el("p", { class: "error" }, answer.error.message));
    const changes = answer?.changesSince;
    return fill(box, changes.length ? changeList(changes, view.type, may("editor") && view.record && ((change) => restoreField(view.type, view.slug, change, reload)))
        : el("p", { class: "quiet" }, t("history.same")));
  });
  return details;
}

