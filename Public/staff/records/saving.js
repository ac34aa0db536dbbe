// Saves a form. If that fails, the form keeps what was written, and says what happened and what to do.

import { get, patch, post, Problem, send, Unreachable } from "../core/api.js";
import { openDialog } from "../core/dialogs.js";
import { differenceNode, valueText } from "../core/difference.js";
import { el, newID } from "../core/dom.js";
import { faultText, withoutConsequences } from "../core/faults.js";
import { labelOf } from "../core/labels.js";
import { same, threeWay } from "../core/merge.js";
import { timeNode } from "../core/time.js";
import { t } from "../core/words.js";
import { knownName, typeNames } from "./columns.js";
import { bodyOf, contentOf, patchOf, withoutNothing } from "./content.js";
import { addFaultsOfValues } from "./values.js";

const MOST_ATTEMPTS = 5;

/** Saves what is in the form. Resolves to true if it is saved. A second click while it is being saved does nothing. */
export async function save(desk) {
  if (desk.saving) return false;
  desk.saving = true;
  desk.retry = false;
  desk.fields.clear();
  desk.say(t("save.saving"), "wait");
  try {
    const saved = await attempt(desk, 1);
    if (!saved && desk.fields.summary.hidden) desk.say(t("save.not"), "bad");
    return saved;
  } catch (error) {
    return explain(desk, error);
  } finally {
    desk.saving = false;
  }
}

async function attempt(desk, number) {
  const sent = structuredClone(desk.content.value);
  if (desk.pending && !sent[desk.pending.name]?.alt) return explain(desk, undescribed(desk.pending.name));
  try {
    const answer = desk.isNew ? await create(desk, sent) : await change(desk, sent);
    if (answer) desk.take(answer, sent);
    await sendPicture(desk);
    return true;
  } catch (error) {
    if (!(error instanceof Problem) || number >= MOST_ATTEMPTS) throw error;
    if (error.status === 412 && error.body.current) return (await settle(desk, sent, error)) && attempt(desk, number + 1);
    await addFaultsOfValues(desk, sent, error);
    if (error.status === 410 && !desk.isNew) return (await bringBack(desk, sent)) && attempt(desk, number + 1);
    throw error;
  }
}

// A picture is refused without words for those who can't see it, so they are asked for before anything is sent.
function undescribed(name) {
  return new Problem(422, { errors: [{ pointer: `/${name}/alt`, message: t("picture.alt.missing") }] });
}

// The key makes a repeated request harmless if the first one arrived and its answer didn't.
async function create(desk, sent) {
  const body = bodyOf(sent);
  for (const name of desk.pending ? [desk.pending.name] : []) delete body[name];
  const text = JSON.stringify(body);
  if (desk.lastBody !== text) {
    desk.lastBody = text;
    desk.createKey = crypto.randomUUID();
  }
  return post(desk.path, body, { headers: { "Idempotency-Key": desk.createKey } });
}

async function change(desk, sent) {
  const body = patchOf(desk.base, sent, desk.records);
  // What a new picture shows and who made it is sent with the file.
  if (desk.pending) delete body[desk.pending.name];
  if (!Object.keys(body).length) return null;
  return patch(desk.path, body, { tag: desk.tag });
}

// The largest size replaces the picture, the others are added to it.
async function sendPicture(desk) {
  const { pending } = desk;
  if (!pending) return;
  const words = desk.content.value[pending.name] ?? {};
  for (const [index, file] of pending.files.entries()) {
    const answer = await send(index === 0 ? "PUT" : "POST", `${desk.path}/${pending.name}`, {
      body: file.blob, tag: desk.tag, headers: { "Content-Type": file.blob.type },
        query: index === 0 ? { alt: words.alt, credit: words.credit } : {},
    });
    if (index === 0) desk.pending = null;
    desk.take(answer, structuredClone(desk.content.value));
  }
}

// Somebody else has written. What doesn't clash is merged; the person decides about the rest.
async function settle(desk, sent, problem) {
  const theirs = contentOf(problem.body.current);
  const before = problem.body.base ? contentOf(problem.body.base) : desk.base;
  const { merged, clashes, taken } = threeWay(before, withoutNothing(sent), theirs);
  const result = clashes.length ? await settleConflict({ desk, merged, clashes, taken, revisions: problem.body.revisions ?? [] }) : merged;
  if (!result) return false;
  desk.base = theirs;
  desk.tag = problem.body.etag;
  desk.content.value = structuredClone(result);
  desk.show();
  if (taken.length && !clashes.length) desk.tellMerged(taken, problem.body.revisions ?? []);
  return true;
}

// The record was deleted meanwhile. It can be restored, and then what was written is saved on top of it.
async function bringBack(desk, sent) {
  const answer = await get(`${desk.path}/revisions`, { query: { limit: 2 } });
  const [last, before] = answer.data.items;
  const chosen = await openDialog({
    title: t("gone.title"), content: t("gone.text", { author: last?.author ?? t("somebody") }),
    actions: [{ label: t("gone.restore"), value: true, primary: true }, { label: t("gone.keep") }],
  });
  if (!chosen || !before) return false;
  const restored = await post(`${desk.path}/revisions/${before.id}/restore`, undefined);
  const theirs = contentOf(restored.data);
  desk.content.value = threeWay(desk.base, withoutNothing(sent), theirs).merged;
  desk.base = theirs;
  desk.tag = restored.tag ?? (await get(desk.path)).tag;
  return true;
}

/** Says why something wasn't saved. Returns false. */
export function explain(desk, error) {
  if (error instanceof Unreachable) {
    desk.retry = true;
    desk.say(t("save.offline"), "bad");
  } else if (error instanceof Problem && error.errors.length) {
    desk.say(t("save.problems"), "bad");
    desk.fields.showErrors(faultsOf(error, desk));
  } else {
    const text = error instanceof Problem ? textOf(error) : error.message;
    desk.say(t("save.not"), "bad");
    desk.fields.showErrors([{ pointer: pointerOf(error, desk), message: text }], t("save.failed"));
  }
  return false;
}

// In the order of the form, and in the words of the person.
function faultsOf(error, desk) {
  const faults = error.errors.map((fault) => ({ ...fault, pointer: (fault.pointer ?? "").replace(/^\/patch(?=\/)/, "") }));
  const place = ({ pointer }) => desk.fields.all.indexOf(desk.fields.find(pointer));
  return withoutConsequences(faults).sort((one, other) => place(one) - place(other))
    .map((fault) => ({ pointer: fault.pointer, message: faultText(fault, typeNames[desk.records]) }));
}

function textOf(problem) {
  if (problem.status === 401) return t("save.signedout");
  if (problem.status === 403) return t("save.forbidden");
  if (problem.status === 429 || problem.status >= 500) return t("save.busy", { detail: problem.message });
  return problem.code === "slug-taken" || problem.code === "record-exists" ? t("fault.taken") : problem.message;
}

// Problems of a picture have no pointer, but the address that was asked for.
function pointerOf(error, desk) {
  if (error.code?.includes("picture") || error.code?.includes("image")) return `/${desk.pending?.name ?? "image"}`;
  return error.code === "slug-taken" || error.code === "record-exists" ? "/slug" : "/";
}

/** Whether two contents are the same once empty fields are left out. */
export function sameContent(one, other) {
  return same(withoutNothing(one), withoutNothing(other));
}

// The dialog for fields that two people changed in different ways: before, theirs and yours, side by side.

/** Asks about each clash. Resolves to the content to save, or null if the person closed the dialog; nothing is saved then. */
export async function settleConflict({ desk, merged, clashes, taken, revisions }) {
  const type = typeNames[desk.records];
  const choices = new Map();
  const save = () => {
    if (choices.size === clashes.length) return true;
    error.hidden = false;
    node.querySelector("tr:not(.decided) input")?.focus();
    return false;
  };
  const error = el("p", { class: "error", role: "alert", hidden: true }, t("conflict.choose"));
  const node = el("div", { class: "table-wrap" }, el("table", { class: "conflict" },
    el("caption", { class: "unseen" }, t("conflict.title")),
    el("thead", {}, el("tr", {}, ["field", "before", "theirs", "mine"].map((key) => el("th", { scope: "col" }, t(`conflict.${key}`))))),
    el("tbody", {}, clashes.map((clash) => clashRow(clash, type, choices)))));
  const answer = await openDialog({
    title: t("conflict.title"), wide: true, kind: "conflict-dialog",
    content: [whoNode(revisions), el("p", {}, t("conflict.text")), error, node, takenNode(taken, type)],
    actions: [{ label: t("conflict.save"), value: true, primary: true, run: save }, { label: t("conflict.later") }],
  });
  if (!answer) return null;
  for (const clash of clashes) if (choices.get(clash.pointer) === "theirs") put(merged, clash.pointer, clash.theirs);
  return merged;
}

function whoNode(revisions) {
  if (!revisions.length) return null;
  return el("p", {}, revisions.slice(0, 3).map((revision, index) => [index > 0 && ", ",
    el("strong", {}, revision.author ?? t("somebody")), " ", timeNode(revision.at)]));
}

function takenNode(taken, type) {
  if (!taken.length) return null;
  return el("p", { class: "quiet" }, t("conflict.taken", { fields: taken.map((pointer) => labelOf(pointer, type)).join(", ") }));
}

function clashRow(clash, type, choices) {
  const name = newID("clash");
  const label = labelOf(clash.pointer, type);
  const shown = (value) => named(clash.pointer, value);
  const row = el("tr", {}, el("th", { scope: "row" }, label), el("td", { "data-label": t("conflict.before") }, valueText(shown(clash.before)) || "–"),
    ["theirs", "mine"].map((side) => el("td", { "data-label": t(`conflict.${side}`) }, el("label", { class: "choice" },
      el("input", { type: "radio", name, value: side, "aria-label": `${label}: ${t(`conflict.${side}`)}`,
        onchange: () => { choices.set(clash.pointer, side); row.classList.add("decided"); } }),
      differenceNode(shown(clash.before), shown(clash[side]))), resultNode(shown(clash.before), shown(clash[side])))));
  return row;
}

// A text that was rewritten is hard to read among its differences, so it is there as it would be, too.
function resultNode(before, value) {
  const text = valueText(value);
  return text && valueText(before) && el("p", { class: "result" }, el("span", { class: "quiet" }, t("conflict.result")), " ", text);
}

// References are slugs in the content; people know the names.
function named(pointer, value) {
  const records = { "/topics": "topics", "/area": "areas", "/member": "members", "/office": "offices", "/broader": "topics" }[pointer];
  if (!records || !value) return value;
  if (Array.isArray(value)) return value.map((one) => ({ ...one, name: knownName(records, one.slug) }));
  return knownName(records, value);
}

function put(content, pointer, value) {
  const keys = pointer.split("/").slice(1).map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
  const last = keys.pop();
  let parent = content;
  for (const key of keys) parent = parent[key] ??= {};
  if (value === undefined) delete parent[last];
  else parent[last] = value;
}
