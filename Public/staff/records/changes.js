// Draft changes: what is in the form is kept for later, with a note and a time, and published.

import { get, getIfAny, patch, post, Problem } from "../core/api.js";
import { openDialog } from "../core/dialogs.js";
import { changesNode } from "../core/difference.js";
import { el, newID } from "../core/dom.js";
import { textControl } from "../core/form.js";
import { labelOf } from "../core/labels.js";
import { patched, threeWay } from "../core/merge.js";
import { go, href } from "../core/router.js";
import { may } from "../core/session.js";
import { timeNode } from "../core/time.js";
import { toast } from "../core/toasts.js";
import { moment, t } from "../core/words.js";
import { typeNames } from "./columns.js";
import { contentOf, patchOf, withoutNothing } from "./content.js";
import { explain, settleConflict } from "./saving.js";

const OPEN = ["draft", "proposed", "scheduled"];

/** Opens a draft change on a desk: the form shows the record as the change makes it. One that doesn't fit is refused. */
export async function openDraft(desk, id, signal) {
  const answer = await get(`/draft-changes/${encodeURIComponent(id)}`, { signal });
  const { type, slug, state } = answer.data;
  if (type !== typeNames[desk.records] || slug !== desk.key) desk.refused = { id, words: "change.other" };
  else if (!OPEN.includes(state)) desk.refused = { id, words: `change.over.${state}` };
  if (desk.refused) return;
  desk.draft = { data: answer.data, tag: answer.tag };
  desk.content.value = contentOf(patched(desk.base, answer.data.patch));
  desk.start = structuredClone(desk.content.value);
}

/** A line that says why the draft change of the address isn't in the form. */
export function refusedBanner({ id, words }) {
  return el("p", { class: "banner wait" }, t(words, { id }), " ", el("a", { href: href(`proposals/${encodeURIComponent(id)}`) }, t("change.look")));
}

/** The changes of a record that aren't published yet, as a notice with links. Null if there are none. */
export async function openChangesNode(desk, signal) {
  if (desk.isNew) return null;
  const answer = await getIfAny("/draft-changes", { query: { type: typeNames[desk.records], slug: desk.key, limit: 100 }, signal });
  const items = (answer?.data.items ?? []).filter((one) => OPEN.includes(one.state) && one.id !== desk.draft?.data.id);
  if (!items.length) return null;
  return el("div", { class: "banner wait open-changes" }, el("p", {}, t("change.open", { count: items.length })), el("ul", {}, items.map((one) =>
    el("li", {}, el("a", { href: href(`proposals/${one.id}`) }, t("change.by", { author: one.author ?? t("somebody") })), " ",
      el("span", { class: `tag ${one.state}` }, t(`office.state.${one.state}`)), " ", timeNode(one.updatedAt ?? one.createdAt)))));
}

/** Asks for a note and a time. Resolves to {note, publishAt} or undefined. */
export async function askForNote({ title, text, note = "", publishAt = null, action, withTime = true }) {
  const noteControl = textControl({ value: note, long: true, rows: 2, id: newID("note"), onInput() {} });
  const timeControl = textControl({ value: publishAt ? localTime(publishAt) : "", type: "datetime-local", id: newID("time"),
    onInput() {} });
  const answer = await openDialog({
    title, focus: noteControl,
    content: [text && el("p", {}, text),
      el("div", { class: "field" }, el("label", { for: noteControl.id }, t("change.note")), noteControl),
      withTime && may("editor") && el("div", { class: "field" }, el("label", { for: timeControl.id }, t("change.at")),
        el("p", { class: "hint" }, t("change.at.hint")), timeControl)],
    actions: [{ label: action, value: true, primary: true }, { label: t("cancel") }],
  });
  if (!answer) return undefined;
  return { note: noteControl.value.trim(),
    publishAt: timeControl.value ? new Date(timeControl.value).toISOString().replace(/\.\d+Z$/, "Z") : null };
}

function localTime(value) {
  const date = new Date(value);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

/** Keeps what is in the form as a draft change, a new one or the one that is open. */
export async function saveAsDraft(desk) {
  if (desk.saving) return;
  if (desk.pending) {
    desk.fields.showErrors([{ pointer: `/${desk.pending.name}`, message: t("change.picture") }]);
    return;
  }
  const body = patchOf(desk.base, desk.content.value, desk.records);
  if (!Object.keys(body).length) {
    toast(t("save.nothing"));
    return;
  }
  const before = desk.draft?.data;
  const details = await askForNote({ title: t(may("editor") ? "change.title.dialog" : "change.propose"),
    text: t(may("editor") ? "change.text" : "change.propose.text"), note: before?.note, publishAt: before?.publishAt,
    action: t(may("editor") ? "change.save" : "change.send") });
  if (details) await keepDraft(desk, { patch: body, note: details.note || undefined, publishAt: details.publishAt });
}

async function keepDraft(desk, body) {
  desk.saving = true;
  desk.fields.clear();
  desk.say(t("save.saving"), "wait");
  try {
    const answer = desk.draft
      ? await patch(`/draft-changes/${desk.draft.data.id}`, { ...body, note: body.note ?? null }, { tag: desk.draft.tag })
      // The tag says which state of the record the author has seen.
      : await post("/draft-changes", { type: typeNames[desk.records], slug: desk.key, ...body,
        publishAt: body.publishAt ?? undefined, baseTag: desk.tag ?? undefined });
    desk.draft = { data: answer.data, tag: answer.tag };
    desk.start = structuredClone(desk.content.value);
    desk.say(t("change.saved"), "good");
    toast(answer.data.publishAt ? t("change.scheduled", { time: moment(answer.data.publishAt) }) : t("change.saved"), { kind: "good" });
    await go(href(`${desk.records}/${encodeURIComponent(desk.key)}`, { draft: answer.data.id }), { replace: true, force: true });
  } catch (error) {
    explain(desk, error);
  } finally {
    desk.saving = false;
  }
}

/** Publishes or withdraws a whole record at a time. */
export async function publishLater(desk, status) {
  const details = await askForNote({ title: t(`later.${status}`), action: t("later.action") });
  if (details?.publishAt) await keepDraft(desk, { patch: { status }, note: details.note || undefined, publishAt: details.publishAt });
  else if (details) toast(t("later.when"), { kind: "bad" });
}

/** A line above the form of a draft change: whose it is, what it changes, and what can be done with it. */
export function draftBanner(desk, publish) {
  const { data } = desk.draft;
  const open = OPEN.includes(data.state);
  const button = (words, run, kind = "") => el("button", { type: "button", class: kind, onclick: run }, t(words));
  return el("div", { class: "banner wait" },
    el("p", {}, el("span", { class: `tag ${data.state}` }, t(`office.state.${data.state}`)), " ",
      t("change.by", { author: data.author ?? t("somebody") }), " ", timeNode(data.updatedAt ?? data.createdAt),
      data.publishAt && data.state === "scheduled" && [" ", t("change.will", { time: moment(data.publishAt) })],
        data.note && [" ", el("q", {}, data.note)]),
    data.problem && el("p", { class: "error" }, typeof data.problem === "string" ? data.problem : data.problem.detail ?? t("save.failed")),
    data.conflicts?.length > 0 && el("p", {}, t("change.conflicts",
      { fields: data.conflicts.map((pointer) => labelOf(pointer, typeNames[desk.records])).join(", ") })),
    el("div", { class: "actions" }, button("change.compare", () => compare(desk)), open && button("change.share", () => share(desk)),
      open && may("editor") && button("change.publish", publish, "primary")));
}

async function compare(desk) {
  const answer = await get(`/draft-changes/${desk.draft.data.id}`);
  const { changes = [] } = answer.data;
  await openDialog({ title: t("change.compare"), wide: true,
    content: changes.length ? changesNode(changes, typeNames[desk.records]) : el("p", {}, t("change.same")),
    actions: [{ label: t("close"), primary: true }] });
}

async function share(desk) {
  try {
    const answer = await post("/previews", { draftChange: desk.draft.data.id });
    const address = new URL(answer.data.url, location.origin).href;
    const control = textControl({ value: address, readonly: true, id: newID("share"), onInput() {} });
    await openDialog({
      title: t("change.share"), focus: control,
      content: [el("p", {}, t("change.share.text", { time: moment(answer.data.expiresAt) })),
        el("div", { class: "field" }, el("label", { for: control.id }, t("change.link")), control)],
      actions: [{ label: t("change.copy"), primary: true,
        run: async () => { control.select(); await navigator.clipboard.writeText(address); toast(t("change.copied")); } },
        { label: t("close") }],
    });
  } catch (error) {
    toast(error.message, { kind: "bad" });
  }
}

// Publishes a draft change. If others changed the same fields since, the person decides field by field.

export async function publishDraft(desk, done) {
  if (desk.saving) return;
  if (desk.isDirty()) await saveAsDraft(desk);
  if (desk.isDirty()) return;
  desk.saving = true;
  try {
    await publish(desk);
    await done();
    toast(t("change.published"), { kind: "good" });
  } catch (error) {
    if (error?.message !== "kept") explain(desk, error);
  } finally {
    desk.saving = false;
  }
}

// If others changed the same fields since, the person decides field by field, and the draft is written again on top of theirs.
async function publish(desk, attempts = 3) {
  const path = `/draft-changes/${desk.draft.data.id}`;
  try {
    await post(`${path}/publish`, undefined, { tag: desk.draft.tag });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409 || !error.body.current || attempts === 0) throw error;
    const theirs = contentOf(error.body.current);
    const before = error.body.base ? contentOf(error.body.base) : desk.base;
    const { merged, clashes, taken } = threeWay(before, withoutNothing(desk.content.value), theirs);
    const result = clashes.length ? await settleConflict({ desk, merged, clashes, taken, revisions: error.body.revisions ?? [] }) : merged;
    if (!result) throw new Error("kept");
    const answer = await patch(path, { patch: patchOf(theirs, result, desk.records), baseTag: error.body.etag }, { tag: desk.draft.tag });
    desk.draft = { data: answer.data, tag: answer.tag };
    Object.assign(desk, { base: theirs, tag: error.body.etag });
    desk.content.value = structuredClone(result);
    desk.start = structuredClone(result);
    desk.show();
    await publish(desk, attempts - 1);
  }
}
