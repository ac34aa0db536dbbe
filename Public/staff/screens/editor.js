// The editor of one record.

import { get, onReachable, post, Problem, remove } from "../core/api.js";
import { openDialog } from "../core/dialogs.js";
import { el, fill, focusOn } from "../core/dom.js";
import { go, href, setAddress, setGuard } from "../core/router.js";
import { may } from "../core/session.js";
import { toast } from "../core/toasts.js";
import { language, t } from "../core/words.js";
import { duplicatesOf, previewOf } from "../records/beside.js";
import { draftBanner, openChangesNode, openDraft, publishDraft, publishLater, refusedBanner, saveAsDraft } from "../records/changes.js";
import { titleOf } from "../records/columns.js";
import { Desk, keep, takeKept } from "../records/desk.js";
import { models } from "../records/model.js";
import { explain, save } from "../records/saving.js";

// The records that have a page of their own on the website.
const WITH_PAGES = ["members", "contacts", "offices", "topics", "areas"];

export default async function editorScreen({ records, parameters, query, signal }) {
  const kind = records ?? parameters.records;
  if (!Object.hasOwn(models, kind)) throw new Problem(404, { title: kind });
  const isNew = parameters.slug === "new" && kind !== "organisation";
  if (isNew && !may("editor")) throw new Problem(403, { title: kind });
  const desk = new Desk(kind, isNew ? null : parameters.slug ?? kind);
  await desk.open(signal);
  if (query.get("draft")) await openDraft(desk, query.get("draft"), signal);
  desk.openChanges = await openChangesNode(desk, signal);
  const wasKept = bringBackKept(desk);
  desk.readOnly = !may("proposer") || (may("reader") && !may("editor"));
  if (desk.readOnly) desk.reading = (await import("../records/reading.js")).readingNode;
  return screenOf(desk, wasKept, signal);
}

function bringBackKept(desk) {
  const form = takeKept(location.pathname + location.search);
  if (!form) return false;
  Object.assign(desk, { base: form.base, tag: form.tag, pending: form.pending });
  desk.content.value = form.value;
  return true;
}

function screenOf(desk, wasKept, signal) {
  const head = el("div", { class: "page-head" });
  const lines = el("div", {});
  const bar = el("div", { class: "savebar" });
  const preview = previewOf(desk);
  preview.button.hidden = !WITH_PAGES.includes(desk.records);
  const duplicates = duplicatesOf(desk);
  desk.listeners.push((pointer) => { preview.update(); duplicates.update(pointer); });
  const draw = () => keepFocus(bar, head, () => {
    fill(head, headNodes(desk));
    fill(lines, desk.refused && refusedBanner(desk.refused), desk.openChanges, desk.draft && draftBanner(desk, () => publishDraft(desk, afterPublishing)),
      desk.isDraft && !desk.isNew && el("p", { class: "banner wait" }, t("editor.isdraft")),
      desk.readOnly && el("p", { class: "banner" }, t("editor.readonly")));
    fill(bar, !desk.readOnly && [desk.status, el("div", { class: "actions" }, barButtons(desk, run, preview))]);
  });
  const afterPublishing = () => go(href(`${desk.records}/${encodeURIComponent(desk.key)}`), { replace: true, force: true });
  const run = (status) => saveAnd(desk, status, draw);
  desk.onSubmit = () => (desk.draft || !may("editor") ? saveAsDraft(desk) : run());
  desk.show();
  draw();
  if (wasKept) sayKept(desk, lines);
  else desk.say(desk.isNew ? "" : t("save.clean"));
  const stop = onReachable((reachable) => { if (reachable && desk.retry && !signal.aborted) desk.onSubmit(); });
  signal.addEventListener("abort", stop);
  return {
    title: titleFor(desk), content: [head, lines, duplicates.node,
      el("div", { class: "editor" }, el("div", { class: "editor-form" }, desk.holder, bar), preview.node)],
    guard: guardOf(desk, run), keys: [{ key: "ctrl+s", words: "keys.save", run: () => !desk.readOnly && desk.onSubmit() }],
    focus: desk.isNew ? desk.holder.querySelector("input") : null,
  };
}

// Draws again. The focus stays on the button that does the same, or goes to the heading if there is none.
function keepFocus(bar, head, draw) {
  const before = document.activeElement;
  const action = bar.contains(before) && (before.dataset.action ?? "menu");
  draw();
  if (!bar.isConnected || before?.isConnected && before !== document.body) return;
  const fits = [...bar.querySelectorAll("[data-action]")].filter((one) => one.checkVisibility());
  const next = action && (fits.find((one) => one.dataset.action === action) ?? bar.querySelector(action === "menu" ? "summary" : ".primary"));
  if (next) next.focus({ preventScroll: true });
  else focusOn(head.querySelector("h1"), { preventScroll: true });
}

function titleFor(desk) {
  if (desk.isNew) return t(`new.${desk.records}`);
  return titleOf(desk.record, desk.records) ?? desk.key;
}

function headNodes(desk) {
  const back = desk.records !== "organisation" && el("p", { class: "back" },
    el("a", { href: href(desk.records) }, `← ${t(`kind.${desk.records}`)}`));
  const base = desk.records === "organisation" ? "organisation" : `${desk.records}/${encodeURIComponent(desk.key)}`;
  const public_ = publicPage(desk);
  return [el("div", {}, back, el("h1", {}, titleFor(desk), " ",
    desk.isDraft && !desk.isNew && el("span", { class: "tag draft" }, t("records.draft")))),
    !desk.isNew && el("div", { class: "actions" }, el("a", { class: "button", href: href(`${base}/history`) }, t("editor.history")),
      public_ && el("a", { class: "button", href: public_, target: "_blank", rel: "noopener" }, t("editor.public")))];
}

function publicPage(desk) {
  if (desk.isDraft || !WITH_PAGES.includes(desk.records)) return null;
  return `/${language()}/${desk.records}/${encodeURIComponent(desk.key)}`;
}

// What can be done depends on whether the record is new, a draft or published, and on the role.
function barButtons(desk, run, preview) {
  const button = (words, action, kind = "") => el("button", { type: "button", class: kind, data: { action: words }, onclick: action }, t(words));
  if (!may("editor")) return [preview.button, button("change.send", () => saveAsDraft(desk), "primary")];
  if (desk.isNew) return [button("save.asdraft", () => run("draft")), button("save.publish", () => run("published"), "primary")];
  if (desk.draft) return [preview.button, button("change.save", () => saveAsDraft(desk), "primary")];
  if (desk.records === "organisation") return [button("save", () => run(), "primary")];
  const menu = menuNode(desk, run, button);
  if (desk.isDraft) return [menu, preview.button, button("save.publish", () => run("published")),
    button("save.draft", () => run(), "primary")];
  return [menu, preview.button, button("change.title", () => saveAsDraft(desk), "wide-only"), button("save", () => run(), "primary")];
}

function menuNode(desk, run, button) {
  return el("details", { class: "menu up" }, el("summary", { class: "button" }, t("editor.more")), el("div", { class: "menu-body" },
    desk.isDraft ? button("later.published", () => publishLater(desk, "published"), "plain") : button("later.draft",
      () => publishLater(desk, "draft"), "plain"),
    !desk.isDraft && button("change.title", () => saveAsDraft(desk), "plain narrow-only"),
    !desk.isDraft && button("editor.withdraw", () => run("draft"), "plain"),
    button("editor.delete", () => deleteRecord(desk), "plain danger")));
}

async function saveAnd(desk, status, draw) {
  if (desk.saving) return false;
  const wasNew = desk.isNew;
  const before = desk.content.value.status;
  const place = desk.key;
  if (status) desk.content.value.status = status;
  if (!wasNew && !desk.isDirty()) {
    desk.say(t("save.nothing"), "good");
    return true;
  }
  const saved = await save(desk);
  if (!saved) {
    if (status && before) desk.content.value.status = before;
    return false;
  }
  desk.say(t("save.saved"), "good");
  if (desk.key !== place) setAddress(href(`${desk.records}/${encodeURIComponent(desk.key)}`));
  document.title = `${titleFor(desk)} – ${t("workspace")}`;
  draw();
  if (desk.isDirty()) desk.say(t("save.unsaved"));
  toast(t(status === "draft" ? "save.saved.draft" : "save.saved.toast", { name: titleFor(desk) }), {
    kind: "good", key: "saved", action: wasNew ? null : { label: t("undo"), run: () => undoSave(desk, draw) },
  });
  return true;
}

// Restores the revision before the last one. What was typed since stays in the form.
async function undoSave(desk, draw) {
  if (desk.saving) return;
  desk.saving = true;
  try {
    const answer = await get(`${desk.path}/revisions`, { query: { limit: 2 } });
    const before = answer.data.items[1];
    if (!before) return;
    const sent = structuredClone(desk.isDirty() ? desk.base : desk.content.value);
    desk.take(await post(`${desk.path}/revisions/${before.id}/restore`, undefined, { tag: desk.tag }), sent);
    draw();
    desk.say(t(desk.isDirty() ? "save.unsaved" : "save.undone"), "good");
  } catch (error) {
    if (error instanceof Problem && error.status === 412) toast(t("delete.changed"), { kind: "bad" });
    else explain(desk, error);
  } finally {
    desk.saving = false;
  }
}

function guardOf(desk, run) {
  return {
    isDirty: () => !desk.readOnly && desk.isDirty(),
    async mayLeave() {
      const answer = await openDialog({
        title: t("guard.title"), content: el("p", {}, t("guard.text")),
        actions: [{ label: t("guard.save"), value: "save", primary: true }, { label: t("guard.keep"), value: "keep" },
          { label: t("guard.discard"), value: "discard", danger: true }],
      });
      if (answer === "save") return desk.draft || !may("editor") ? (await saveAsDraft(desk),
        !desk.isDirty()) : run(desk.isNew ? "draft" : undefined);
      if (answer === "keep") keep(location.pathname + location.search,
        { base: desk.base, tag: desk.tag, value: desk.content.value, pending: desk.pending });
      return answer === "keep" || answer === "discard";
    },
  };
}

function sayKept(desk, lines) {
  desk.say(t("save.unsaved"));
  lines.append(el("p", { class: "banner wait" }, t("kept.text"), " ", el("button", { type: "button", class: "plain", onclick: () => {
    setGuard(null);
    go(location.pathname + location.search, { replace: true, force: true });
  } }, t("kept.discard"))));
}

// A deletion can be undone, so it isn't asked about.
async function deleteRecord(desk) {
  if (desk.saving) return;
  desk.saving = true;
  const name = titleFor(desk);
  try {
    await remove(desk.path, { tag: desk.tag });
    await go(href(desk.records), { force: true });
    toast(t("delete.done", { name }), { action: { label: t("undo"), run: () => restore(desk, name) } });
  } catch (error) {
    if (error instanceof Problem && error.status === 412) toast(t("delete.changed"), { kind: "bad" });
    else explain(desk, error);
  } finally {
    desk.saving = false;
  }
}

async function restore(desk, name) {
  try {
    const answer = await get(`${desk.path}/revisions`, { query: { limit: 2 } });
    await post(`${desk.path}/revisions/${answer.data.items[1].id}/restore`, undefined);
    await go(href(`${desk.records}/${encodeURIComponent(desk.key)}`));
    toast(t("delete.undone", { name }), { kind: "good" });
  } catch (error) {
    toast(error.message, { kind: "bad" });
  }
}
