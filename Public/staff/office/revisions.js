// What the history of one record and the activity of all records share.

import { get, patch, post } from "../core/api.js";
import { differenceNode } from "../core/difference.js";
import { el } from "../core/dom.js";
import { labelOf } from "../core/labels.js";
import { t } from "../core/words.js";
import { actionButton, done, recordPath } from "./common.js";

/** A sentence about what a revision did. */
export function deed(revision) {
  const count = revision.changes?.length ?? 0;
  const action = revision.action;
  if (action === "updated") {
    const status = revision.changes?.find((change) => change.pointer === "/status");
    if (status && count === 1) return t(status.new === "draft" ? "revision.withdrawn" : "revision.published");
    return t("revision.updated", { count });
  }
  return t(["original", "created", "deleted", "restored", "erased", "undone"].includes(action) ? `revision.${action}` : "revision.other", { action });
}

/** A merge patch that gives one field the value that it had. Arrays are values as a whole. */
function patchFor(pointer, value) {
  const parts = pointer.split("/").slice(1).map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
  return parts.reduceRight((inner, part) => Object.defineProperty({}, part, { value: inner, enumerable: true }), value ?? null);
}

/** Gives fields the values that they had before a change. Undo gives them those of now. */
export async function restoreField(type, slug, change, reload) {
  const path = recordPath(type, slug);
  const { tag, data } = await get(path);
  const answer = await patch(path, patchFor(change.pointer, change.old), { tag });
  const field = labelOf(change.pointer, type);
  done(t("history.fieldRestored", { field }), async () => {
    const now = await get(path);
    await patch(path, patchFor(change.pointer, valueAt(data, change.pointer) === undefined ? null : change.new ?? null), { tag: now.tag ?? answer.tag });
    reload();
  });
  reload();
}

function valueAt(value, pointer) {
  return pointer.split("/").slice(1).reduce((inner, part) => inner?.[part.replace(/~1/g, "/").replace(/~0/g, "~")], value);
}

/** Gives a record the state that a revision left. Undo restores the one that was the newest. */
export async function restoreRevision(type, slug, id, newest, reload) {
  const path = recordPath(type, slug);
  const tag = await tagOf(path);
  await post(`${path}/revisions/${id}/restore`, undefined, { tag });
  done(t("history.restored"), newest && (async () => {
    await post(`${path}/revisions/${newest}/restore`, undefined, { tag: await tagOf(path) });
    reload();
  }));
  reload();
}

/** The tag of a record; undefined if it is deleted. */
export async function tagOf(path) {
  try {
    return (await get(path)).tag;
  } catch (error) {
    if (error.isMissing) return undefined;
    throw error;
  }
}

const FEW = 8;

/** Changes as a list of fields. With `restore`, each has a button that takes this one back, and whose id has the mark. */
export function changeList(changes, type, restore = null, mark = "") {
  const rows = changes.map((change) => el("div", {}, el("dt", {}, labelOf(change.pointer, type)),
    el("dd", {}, differenceNode(change.old, change.new), restore && button(change, type, restore, mark && `take-back-${mark}-${change.pointer}`))));
  if (rows.length <= FEW) return el("dl", { class: "changes" }, rows);
  return [el("dl", { class: "changes" }, rows.slice(0, FEW)),
    el("details", {}, el("summary", {}, t("history.moreFields", { count: rows.length - FEW })), el("dl", { class: "changes" }, rows.slice(FEW)))];
}

function button(change, type, restore, id) {
  const field = labelOf(change.pointer, type);
  return actionButton(t("history.restoreField"), () => restore(change), { kind: "small", name: t("history.restoreField.name", { field }), id });
}
