// The office's day: what waits, and where it is done.

import { el } from "../core/dom.js";
import { href } from "../core/router.js";
import { may, session } from "../core/session.js";
import { timeNode } from "../core/time.js";
import { locale, number, t } from "../core/words.js";
import { ask, head, part, PATHS, recordAddress, recordLink, size, tag, typesName } from "../office/common.js";

export default async function start({ signal }) {
  if (!may("reader")) return ownStart();
  const overview = await ask("/overview", { signal });
  const title = t("start.title");
  const tasks = [...waiting(overview), ...quality(overview)].filter(Boolean);
  const open = tasks.filter((task) => task.count > 0 && task.name !== "scheduled");
  return {
    title,
    content: [
      head(title, `${today()} ${t("start.waiting", { count: open.length })}`, may("editor") && el("a", { class: "button primary", href: href("members/new") }, t("start.newMember"))),
      el("ol", { class: "tasks" }, [...tasks.filter((task) => task.count > 0), ...tasks.filter((task) => !task.count)].map(taskNode)),
      part(t("start.safety"), safety(overview)),
    ],
  };
}

// A person who may only propose changes to one member.
function ownStart() {
  const title = t("start.own");
  const slug = session.person.member;
  return { title, content: [head(title, t("start.own.lead")),
    slug ? el("p", { class: "actions" }, el("a", { class: "button primary", href: recordAddress("member", slug) }, t("start.own.edit")), el("a", { class: "button", href: href("proposals") }, t("start.own.proposals"))) : el("p", {}, t("start.own.none"))] };
}

function today() {
  const text = new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long" }).format(new Date());
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

// A figure may be a number, or an object with a count and some of the records.
function figure(value) {
  if (typeof value === "number") return { count: value, items: [], exact: true };
  return { count: value?.count ?? 0, items: value?.items ?? [], exact: value?.countIsExact !== false };
}

function waiting({ drafts, draftChanges = {} }) {
  const changes = (name, state) => task(name, changesOf(draftChanges[state]), href("proposals", { state }));
  return [
    changes("proposals", "proposed"), task("drafts", figure(drafts), href("drafts")), changes("changes", "draft"),
    draftChanges.scheduled?.count > 0 && changes("scheduled", "scheduled"),
  ];
}

// The items are changes of records, so they lead to the change and not to the record.
function changesOf(value) {
  const found = figure(value);
  return { ...found, items: found.items.map(({ id, name, updatedAt }) => ({ proposal: id, name, changedAt: updatedAt })) };
}

function quality(overview) {
  return [
    task("stale", figure(overview.old), null),
    ...translations(overview.untranslated ?? []),
    task("contact", figure(overview.withoutContact), null),
    task("website", figure(overview.withoutWebsite), href("members", { hasWebsite: "false" })),
  ];
}

// One line for each language, with the types of records in the detail.
function translations(entries) {
  return [...Map.groupBy(entries, (one) => one.language)].map(([language, parts]) => {
    const count = parts.reduce((sum, one) => sum + one.count, 0);
    const detail = parts.filter((one) => one.count).map((one) => t("start.ofType", { count: one.count, type: typesName(one.type) })).join(", ");
    const most = [...parts].sort((one, other) => other.count - one.count)[0];
    return { ...task("translations", { count, items: [], exact: true }, href(PATHS[most.type] ?? "members")), title: t("start.translations", { count, language: languageName(language) }), detail };
  });
}

export function languageName(code) {
  try {
    return new Intl.DisplayNames(locale(), { type: "language" }).of(code);
  } catch {
    return code;
  }
}

function task(name, { count, items, exact }, address) {
  return { name, count, items, exact, address, title: t(`start.${name}`, { count }), detail: t(count ? `start.${name}.do` : `start.${name}.none`) };
}

function taskNode({ name, count, items, exact, address, title, detail }) {
  const shown = exact ? number(count) : t("start.atLeast", { count });
  return el("li", { data: { task: name } },
    el("span", { class: `n${count ? "" : " none"}${shown.length > 4 ? " long" : ""}`, "aria-hidden": "true" }, shown),
    el("div", {},
      el("h2", { class: "task" }, el("span", { class: "unseen" }, `${shown} `), count && address ? el("a", { href: address }, title) : title),
      detail && el("p", { class: "quiet" }, detail),
      count > 0 && items.length > 0 && el("ul", { class: "inline-list" }, items.slice(0, 10).map((item) => el("li", {}, itemLink(item), item.changedAt && [" ", el("span", { class: "quiet" }, timeNode(item.changedAt))])))));
}

function itemLink(item) {
  return item.proposal ? el("a", { href: href(`proposals/${item.proposal}`) }, item.name) : recordLink(item);
}

function safety(overview) {
  return el("dl", { class: "facts" }, row(t("start.backup"), backupNode(overview.backups ?? {})),
    overview.findings && row(t("start.findings"), overview.findings.length ? el("ul", { class: "stack" }, overview.findings.map(findingNode)) : t("start.findings.none")));
}

function backupNode({ configured, last }) {
  const link = may("admin") && configured && el("a", { href: href("backups") }, t(last ? "start.backups" : "start.backup.make"));
  if (last) return [timeNode(last.at), `, ${size(last.bytes)} `, link];
  return [tag("wait", t(configured ? "start.backup.none" : "start.backup.off")), " ", link];
}

function findingNode({ severity, problem, remedy }) {
  const isError = severity === "error";
  return el("li", {}, tag(isError ? "bad" : "wait", t(isError ? "start.error" : "start.warning")), " ", problem, remedy && el("span", { class: "quiet" }, " ", remedy));
}

function row(name, content) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, content));
}
