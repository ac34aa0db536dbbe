// Draft changes that wait, and one of them.

import { get } from "../core/api.js";
import { differenceNode } from "../core/difference.js";
import { el } from "../core/dom.js";
import { labelOf } from "../core/labels.js";
import { go, href } from "../core/router.js";
import { may, session } from "../core/session.js";
import { rowKeys, tableNode } from "../core/table.js";
import { timeNode } from "../core/time.js";
import { t } from "../core/words.js";
import { actionButton, emptyNode, head, part, recordAddress, tag, typeName } from "../office/common.js";
import { decline, discard, editorAddress, publish, schedule, share, unschedule } from "../office/deciding.js";
import { listing } from "../office/listing.js";

export default (context) => (context.parameters.id ? proposal(context) : proposals(context));

// ------------------------------------------------------------------
// Draft changes that wait: proposals of members, drafts of staff, and what is published at a time.

const STATES = ["proposed", "draft", "scheduled", "published", "declined"];
async function proposals({ query, signal }) {
  const title = t("proposals.title");
  const state = STATES.includes(query.get("state")) ? query.get("state") : "";
  const asked = { slug: query.get("slug") ?? "", type: query.get("type") ?? "" };
  const top = [head(title, t(may("reader") ? "proposals.lead" : "proposals.lead.own")), tabs(state)];
  const empty = emptyNode(t(`proposals.empty.${state || "open"}`), t("proposals.empty.text"));
  const list = state ? await listing({ path: "/draft-changes", query: { ...asked, state }, signal, columns: columns(), caption: title, empty }) : await open(asked, title, empty, signal);
  return { title, content: [...top, list], keys: rowKeys() };
}

// Without a state: what still has to be decided. It has three states, and the server lists one at a time. Each has its own tab for
// all of it.
async function open(asked, title, empty, signal) {
  const pages = await Promise.all(["proposed", "draft", "scheduled"].map((state) => get("/draft-changes", { query: { ...asked, state, limit: 50 }, signal })));
  const rows = pages.flatMap(({ data }) => data.items).sort((one, other) => other.id - one.id);
  return rows.length ? tableNode({ caption: title, columns: columns(), rows }) : empty;
}

function tabs(current) {
  const link = (state) => el("a", { href: href("proposals", { state }), "aria-current": state === current ? "page" : null }, t(state ? `proposals.tab.${state}` : "proposals.tab.open"));
  return el("nav", { class: "tabs", "aria-label": t("proposals.states") }, ["", ...STATES].map(link));
}

function columns() {
  return [
    { label: t("import.record"), cell: (item) => el("a", { href: href(`proposals/${item.id}`) }, item.name || item.slug) },
    { label: t("activity.type"), cell: (item) => typeName(item.type) },
    { label: t("field.status"), cell: (item) => [tag(item.state), item.conflicts?.length > 0 && [" ", tag("wait", t("proposal.conflict"))], item.problem && [" ", tag("bad", t("proposal.problem"))]] },
    { label: t("proposal.fields"), num: true, cell: (item) => String(item.changes?.length ?? "") },
    { label: t("deleted.by"), cell: (item) => item.author },
    { label: t("proposal.when"), cell: (item) => (item.publishAt && item.state === "scheduled" ? [t("proposal.publishAt"), " ", timeNode(item.publishAt)] : timeNode(item.updatedAt ?? item.createdAt)) },
    { label: t("proposal.note"), cell: (item) => el("span", { class: "clip" }, item.note ?? "") },
  ];
}

// ------------------------------------------------------------------
// One draft change: what it changes against what is published, and what staff decide.

async function proposal({ parameters, signal }) {
  const { data: item } = await get(`/draft-changes/${encodeURIComponent(parameters.id)}`, { signal });
  const title = item.name || item.slug;
  const isOpen = ["draft", "proposed", "scheduled"].includes(item.state);
  return {
    title: t("proposal.pageTitle", { name: title }),
    keys: isOpen ? keys(item) : [],
    content: [
      el("p", { class: "crumbs" }, el("a", { href: href("proposals") }, t("proposals.title")), " › ", el("a", { href: recordAddress(item.type, item.slug) }, title)),
      head(t("proposal.pageTitle", { name: title }), lead(item)),
      facts(item), item.problem && el("div", { class: "notice error" }, el("p", {}, typeof item.problem === "string" ? item.problem : item.problem.detail ?? item.problem.title)),
      part(t("proposal.changes"), changes(item)),
      isOpen && actions(item),
    ],
  };
}

function keys(item) {
  return [{ key: "e", words: "keys.proposal.edit", run: () => go(editorAddress(item)) }];
}

function lead(item) {
  return [tag(item.state), item.publishAt && item.state === "scheduled" && [" ", timeNode(item.publishAt)], ` · ${typeName(item.type)} · ${item.author}, `, timeNode(item.createdAt)];
}

function facts(item) {
  const row = (name, ...content) => el("div", {}, el("dt", {}, name), el("dd", {}, content));
  if (!item.note && !item.decidedAt) return null;
  return el("dl", { class: "facts" },
    item.note && row(t("proposal.note"), item.note),
    item.decidedAt && row(t("proposal.decided"), item.decidedBy ?? "–", ", ", timeNode(item.decidedAt)),
    item.reason && row(t("proposal.reason"), item.reason));
}

function actions(item) {
  const isOwn = item.author === session.person.name;
  const canDecide = may("editor");
  return el("div", { class: "savebar" },
    canDecide && actionButton(t(item.state === "proposed" ? "proposal.accept" : "proposal.publish"), () => publish(item), { kind: "primary" }),
    (canDecide || isOwn) && el("a", { class: "button", href: editorAddress(item) }, t("proposal.change")),
    canDecide && actionButton(t(item.publishAt ? "proposal.reschedule" : "proposal.schedule"), () => schedule(item)),
    canDecide && item.publishAt && actionButton(t("proposal.unschedule"), () => unschedule(item)),
    (canDecide || isOwn) && actionButton(t("proposal.share"), () => share(item)),
    canDecide && item.state === "proposed" && !isOwn && actionButton(t("proposal.decline"), () => decline(item), { kind: "danger" }),
    (isOwn || (canDecide && item.state !== "proposed")) && actionButton(t("proposal.discard"), () => discard(item), { kind: "danger" }));
}

// Against what is published now. Fields that others changed meanwhile are marked.
function changes(item) {
  const list = item.changes ?? [];
  if (!list.length) return el("p", { class: "quiet" }, t(item.state === "published" ? "proposal.isPublished" : "proposal.noChanges"));
  const conflicts = new Set(item.conflicts ?? []);
  return [
    conflicts.size > 0 && el("div", { class: "notice warning" }, el("p", {}, t("proposal.conflicts", { count: conflicts.size }))),
    el("dl", { class: "changes" }, list.map((change) => el("div", {},
      el("dt", {}, labelOf(change.pointer, item.type), conflicts.has(change.pointer) && [el("br"), tag("wait", t("proposal.conflict"))]),
      el("dd", {}, differenceNode(change.old, change.new))))),
  ];
}
