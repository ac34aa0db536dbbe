// What staff decide about a draft change: publish it, now or at a time; decline it; show it to others; throw it away.

import { get, patch, post, Problem, remove } from "../core/api.js";
import { openDialog } from "../core/dialogs.js";
import { differenceNode } from "../core/difference.js";
import { el, fill } from "../core/dom.js";
import { labelOf } from "../core/labels.js";
import { go, href, reload } from "../core/router.js";
import { moment, t } from "../core/words.js";
import { actionButton, done, explained, labelled, PATHS, recordPath } from "./common.js";
import { tagOf } from "./revisions.js";

const pathOf = (item) => `/draft-changes/${item.id}`;

/** Publishes what is proposed. Undo restores the record as it was. */
export async function publish(item, overwrite = false) {
  const record = recordPath(item.type, item.slug);
  try {
    await post(`${pathOf(item)}/publish`, undefined, { query: { overwrite: overwrite ? "true" : "" }, tag: await tagOf(pathOf(item)) });
  } catch (error) {
    if (error instanceof Problem && error.status === 409 && !overwrite) return conflict(item, error);
    throw error;
  }
  const { data } = await get(`${record}/revisions`, { query: { limit: 2 } });
  const before = data.items[1];
  done(t("proposal.published", { name: item.name || item.slug }), before && (async () => {
    await post(`${record}/revisions/${before.id}/restore`, undefined, { tag: await tagOf(record) });
    reload();
  }));
  return reload();
}

// Others changed the same fields since the draft was begun.
async function conflict(item, error) {
  const theirs = new Map((error.body.changesSince ?? []).map((change) => [change.pointer, change]));
  const yours = new Map((error.body.changes ?? item.changes ?? []).map((change) => [change.pointer, change]));
  const pointers = [...new Set([...(item.conflicts ?? []), ...theirs.keys()])].filter((pointer) => yours.has(pointer) || theirs.has(pointer));
  const rows = pointers.map((pointer) => el("tr", {}, el("th", { scope: "row" }, labelOf(pointer, item.type)),
    el("td", { "data-label": t("proposal.theirs") }, sideNode(theirs.get(pointer))), el("td", { "data-label": t("proposal.wanted") }, sideNode(yours.get(pointer)))));
  const answer = await openDialog({
    title: t("proposal.conflict.title"), wide: true,
    content: [el("p", {}, t("proposal.conflict.text")), el("table", { class: "conflict" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("import.field")), el("th", { scope: "col", class: "theirs" }, t("proposal.theirs")), el("th", { scope: "col", class: "yours" }, t("proposal.wanted")))), el("tbody", {}, rows))],
    actions: [{ label: t("proposal.change"), value: "change", primary: true }, { label: t("proposal.overwrite"), value: "overwrite", danger: true }, { label: t("cancel") }],
  });
  if (answer === "overwrite") return publish(item, true);
  if (answer === "change") return go(editorAddress(item));
  return undefined;
}

function sideNode(change) {
  return change ? differenceNode(change.old, change.new) : el("span", { class: "quiet" }, t("proposal.untouched"));
}

/** The editor with this draft change. */
export function editorAddress(item) {
  return href(item.type === "organisation" ? "organisation" : `${PATHS[item.type]}/${encodeURIComponent(item.slug)}`, { draft: item.id });
}

/** Declines with a reason, which the author sees. */
export async function decline(item) {
  const reason = el("textarea", { rows: 4, maxlength: 2000 });
  const error = el("p", { class: "error", role: "alert" });
  const run = async () => {
    if (!reason.value.trim()) {
      error.textContent = t("proposal.reason.missing");
      reason.focus();
      return false;
    }
    return attempt(error, async () => post(`${pathOf(item)}/decline`, { reason: reason.value.trim() }, { tag: await tagOf(pathOf(item)) }));
  };
  const answer = await openDialog({
    title: t("proposal.decline.title", { name: item.name || item.slug }), focus: reason,
    content: [labelled(t("proposal.reason"), reason, { hint: t("proposal.reason.hint", { author: item.author }) }), error],
    actions: [{ label: t("proposal.decline"), value: true, primary: true, run }, { label: t("cancel") }],
  });
  if (!answer) return;
  done(t("proposal.declined"), async () => {
    // A change of a declined draft opens it again.
    await patch(pathOf(item), { note: item.note ?? "" }, { tag: await tagOf(pathOf(item)) });
    reload();
  });
  await reload();
}

async function attempt(error, run) {
  try {
    await run();
    return true;
  } catch (problem) {
    error.textContent = explained(problem);
    return false;
  }
}

/** Chooses when it is published. */
export async function schedule(item) {
  const input = el("input", { type: "datetime-local", value: localTime(item.publishAt ? new Date(item.publishAt) : tomorrow()), min: localTime(new Date()) });
  const error = el("p", { class: "error", role: "alert" });
  const run = () => {
    const date = new Date(input.value);
    if (Number.isNaN(date.getTime()) || date < new Date()) {
      error.textContent = t("proposal.schedule.past");
      input.focus();
      return false;
    }
    return attempt(error, () => setTime(item, date.toISOString().replace(/\.\d+Z$/, "Z")));
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const answer = await openDialog({
    title: t("proposal.schedule.title", { name: item.name || item.slug }), focus: input,
    content: [labelled(t("proposal.schedule.when"), input, { hint: t("proposal.schedule.hint", { zone }) }), error],
    actions: [{ label: t("proposal.schedule.action"), value: true, primary: true, run }, { label: t("cancel") }],
  });
  if (!answer) return;
  done(t("proposal.scheduled", { time: moment(new Date(input.value)) }), async () => {
    await setTime(item, item.publishAt ?? null);
    reload();
  });
  await reload();
}

export async function unschedule(item) {
  await setTime(item, null);
  done(t("proposal.unscheduled"), async () => {
    await setTime(item, item.publishAt);
    reload();
  });
  await reload();
}

async function setTime(item, publishAt) {
  await patch(pathOf(item), { publishAt }, { tag: await tagOf(pathOf(item)) });
}

function tomorrow() {
  const date = new Date(Date.now() + 86400000);
  date.setHours(8, 0, 0, 0);
  return date;
}

function localTime(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

/** A secret link to the public page with the change, for people without an account. */
export async function share(item) {
  const { data } = await post("/previews", { draftChange: item.id });
  const url = new URL(data.url, location.origin).href;
  const box = el("div", {}, secretNode(url), el("p", { class: "hint" }, t("proposal.share.until", { time: moment(data.expiresAt) })));
  const revoke = actionButton(t("proposal.share.revoke"), async () => {
    await remove(data.url);
    fill(box, el("p", { role: "status" }, t("proposal.share.revoked")));
    revoke.remove();
  }, { kind: "danger" });
  await openDialog({
    title: t("proposal.share.title"),
    content: [el("p", {}, t("proposal.share.text")), box, el("p", { class: "actions" }, el("a", { class: "button", href: data.url, target: "_blank", rel: "noopener" }, t("proposal.share.open")), revoke)],
    actions: [{ label: t("close"), primary: true }],
  });
}

/** A text to copy, such as a link or a token. */
export function secretNode(text) {
  const status = el("span", { role: "status", class: "quiet" });
  const code = el("code", { tabindex: "0" }, text);
  const copy = actionButton(t("office.copy"), async () => {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = t("office.copied");
    } catch {
      // Without permission, the text is selected, and Ctrl+C copies it.
      getSelection().selectAllChildren(code);
      status.textContent = t("office.selectAndCopy");
    }
  });
  return el("div", { class: "secret" }, code, copy, status);
}

/** Throws a draft away. Undo makes it again. */
export async function discard(item) {
  await remove(pathOf(item), { tag: await tagOf(pathOf(item)) });
  await go(href("proposals"));
  done(t("proposal.discarded"), async () => {
    const { data } = await post("/draft-changes", { type: item.type, slug: item.slug, patch: item.patch, note: item.note, ...(item.publishAt ? { publishAt: item.publishAt } : {}) });
    await go(href(`proposals/${data.id}`));
  });
}
