// The state of one open record: what the server has, what is in the form, and how both are shown.

import { get, getIfAny } from "../core/api.js";
import { el, fill } from "../core/dom.js";
import { Fields } from "../core/form.js";
import { labelOf } from "../core/labels.js";
import { threeWay } from "../core/merge.js";
import { toast } from "../core/toasts.js";
import { t } from "../core/words.js";
import { allRecords, keyOf, readNames, rememberNames, typeNames } from "./columns.js";
import { Content, contentOf, isChanged } from "./content.js";
import { fieldNodes } from "./fields.js";
import { rememberCustomLabels } from "./lists.js";
import { emptyContent, models } from "./model.js";
import { sameContent } from "./saving.js";

export class Desk {
  constructor(records, key) {
    Object.assign(this, { records, key, isNew: key === null, saving: false, retry: false, pending: null, draft: null, tag: null,
      record: null });
    this.status = el("p", { class: "saved", role: "status" });
    this.holder = el("div", {});
    this.listeners = [];
  }

  get path() {
    if (this.records === "organisation") return "/organisation";
    return this.isNew ? `/${this.records}` : `/${this.records}/${encodeURIComponent(this.key)}`;
  }

  /** Reads the record, and the lists from which the form chooses. */
  async open(signal) {
    const [lists, answer] = await Promise.all([listsFor(this.records), this.isNew ? null : get(this.path, { signal })]);
    this.lists = lists;
    if (answer?.redirected && this.records !== "organisation") this.key = answer.data[keyOf(this.records)] ?? this.key;
    if (answer) this.setRecord(answer.data, answer.tag);
    else this.base = {};
    await readNames(this.base);
    this.content = new Content(structuredClone(answer ? this.base : emptyContent(this.records)), (pointer) => this.changed(pointer));
    this.start = structuredClone(this.content.value);
  }

  setRecord(record, tag) {
    rememberNames(record);
    this.record = record;
    this.tag = tag ?? this.tag;
    this.base = contentOf(record);
  }

  /** Takes what the server answered to a write. What was typed meanwhile stays. */
  take(answer, sent) {
    const record = answer.data;
    this.setRecord(record, answer.tag);
    this.isNew = false;
    this.key = record[keyOf(this.records)] ?? this.key;
    const now = this.content.value;
    const typedMeanwhile = !sameContent(now, sent);
    const next = typedMeanwhile ? threeWay(sent, now, this.base).merged : structuredClone(this.base);
    if (this.pending && now[this.pending.name]) next[this.pending.name] = now[this.pending.name];
    const shownAlready = sameContent(now, next);
    this.content.value = next;
    if (!shownAlready) this.show();
  }

  isDirty() {
    return Boolean(this.pending) || isChanged(this.isNew ? this.start : this.draft ? this.start : this.base, this.content.value);
  }

  changed(pointer) {
    if (!this.saving) this.say(this.isDirty() ? t("save.unsaved") : t("save.clean"));
    for (const listener of this.listeners) listener(pointer);
  }

  say(text, kind = "") {
    this.status.className = `saved ${kind}`.trim();
    if (this.status.textContent !== text) fill(this.status, text);
  }

  tellMerged(taken, revisions) {
    const fields = [...new Set(taken.map((pointer) => labelOf(pointer, typeNames[this.records])))].join(", ");
    toast(t("conflict.merged", { author: revisions[0]?.author ?? t("somebody"), fields }), { kind: "good" });
  }

  /** Builds the form again from the content, and puts the cursor back where it was. */
  show() {
    // Who may not write gets a page to read.
    if (this.reading) return fill(this.holder, this.reading(this));
    const place = placeOfFocus(this.holder);
    const form = {
      content: this.content, records: this.records, lists: this.lists, record: this.record, isNew: this.isNew, desk: this,
      get pending() { return this.desk.pending; }, set pending(value) { this.desk.pending = value; },
    };
    const built = buildForm(form, () => this.onSubmit?.());
    this.fields = built.fields;
    fill(this.holder, built.node);
    if (place) giveFocus(this.holder, place);
  }

  get isDraft() {
    return this.content.value.status === "draft";
  }
}

function placeOfFocus(holder) {
  const node = document.activeElement;
  const pointer = holder.contains(node) && node.closest("[data-pointer]")?.dataset.pointer;
  return pointer ? { pointer, start: node.selectionStart, end: node.selectionEnd } : null;
}

function giveFocus(holder, { pointer, start, end }) {
  const control = [...holder.querySelectorAll("[data-pointer]")].find((one) => one.dataset.pointer === pointer)?.querySelector("input, textarea, select, button");
  control?.focus({ preventScroll: true });
  if (typeof start === "number" && control?.type !== "email") control?.setSelectionRange?.(start, end);
}

// Builds the form of a record from the model.

/** Reads the short lists that the form chooses from: kinds, and the directory's own fields. */
export async function listsFor(records) {
  const wanted = { members: ["member-kinds"], topics: ["topic-kinds"] }[records] ?? [];
  const lists = Object.fromEntries(await Promise.all(wanted.map(async (one) => [one, await allRecords(one)])));
  if (records === "members") {
    const answer = await getIfAny("/fields", { query: { limit: 500 } });
    lists.fields = answer?.data.items ?? [];
    rememberCustomLabels(lists.fields);
  }
  return lists;
}

/** The form: {node, fields}. `form` is what fieldNodes() takes. */
export function buildForm(form, onSubmit) {
  form.fields = new Fields();
  const parts = models[form.records].map((part) => partNode(part, form)).filter(Boolean);
  const links = parts.length > 2 && el("nav", { class: "parts", "aria-label": t("editor.parts") }, el("ul", {}, parts.map(({ id, title }) =>
    el("li", {}, el("a", { href: `#${id}`, onclick: (event) => jump(event, id) }, title)))));
  const node = el("form", { class: "form", novalidate: true, onsubmit: (event) => { event.preventDefault(); onSubmit(); } },
    form.fields.summary, links, el("fieldset", { class: "whole" },
      el("legend", { class: "unseen" }, t("editor.fields")), parts.map((part) => part.node)));
  return { node, fields: form.fields };
}

function partNode(part, form) {
  const nodes = part.fields.map((model) => fieldNodes(model, form)).flat().filter(Boolean);
  if (!nodes.length) return null;
  const id = part.title.replace(".", "-");
  const title = t(part.title);
  return { id, title, node: el("section", { class: "part", "aria-labelledby": id }, el("h2", { id, tabindex: "-1" }, title), nodes) };
}

function jump(event, id) {
  event.preventDefault();
  const heading = document.getElementById(id);
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}

// Forms that were left unsaved, kept in the memory of the page until the person comes back to them.

const kept = new Map();

/** Keeps a form: {base, value, tag, pending}. */
export function keep(path, form) {
  kept.set(path, form);
}

/** Takes a form that was kept, if there is one. */
export function takeKept(path) {
  const form = kept.get(path);
  kept.delete(path);
  return form ?? null;
}

/** The paths of the forms that are kept, for a screen that lists them. */
export function keptPaths() {
  return [...kept.keys()];
}

// Closing the window would lose them.
addEventListener("beforeunload", (event) => { if (kept.size) event.preventDefault(); });
