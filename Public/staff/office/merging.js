// Merging two topics: what follows is shown first, and the merge can be undone like an import.

import { get, post } from "../core/api.js";
import { openDialog } from "../core/dialogs.js";
import { el, fill } from "../core/dom.js";
import { reload } from "../core/router.js";
import { t } from "../core/words.js";
import { shownLanguage } from "../records/columns.js";
import { choice, done, explained, failed, labelled, recordLink } from "./common.js";
import { changeList, tagOf } from "./revisions.js";

/** Opens the dialog for one topic. */
export async function mergeTopic(item) {
  const options = (await allTopics()).filter((one) => one.slug !== item.slug).map((one) => [one.slug, one.name]);
  const select = choice([["", t("merge.choose")], ...options], "");
  const box = el("div", { role: "status", "aria-live": "polite" });
  const path = `/topics/${encodeURIComponent(item.slug)}/merge`;
  select.addEventListener("change", () => preview(path, item, select, box));
  const run = async () => {
    if (!select.value) {
      select.focus();
      return false;
    }
    return merge(path, item, select, box);
  };
  const answer = await openDialog({
    title: t("merge.title", { name: item.name }), wide: true, focus: select,
    content: [el("p", {}, t("merge.text", { name: item.name })), labelled(t("merge.into"), select), box],
    actions: [{ label: t("merge.action"), value: true, primary: true, run }, { label: t("cancel") }],
  });
  // The row is gone then, so the focus goes to the heading. Within the dialog, it would be lost with the dialog.
  if (answer) await reload();
}

async function allTopics() {
  const items = [];
  let cursor = "";
  do {
    const { data } = await get("/topics", { query: { limit: 1000, fields: "slug,name", cursor, lang: shownLanguage() } });
    items.push(...data.items);
    cursor = data.next;
  } while (cursor && items.length < 5000);
  return items;
}

async function preview(path, item, select, box) {
  const into = select.value;
  if (!into) return fill(box);
  fill(box, el("p", { class: "quiet" }, t("import.checking")));
  try {
    const { data } = await post(path, { into }, { query: { dryRun: "true" }, tag: await tagOf(`/topics/${encodeURIComponent(item.slug)}`) });
    if (select.value !== into) return undefined;
    return fill(box, previewNodes(data, item, select));
  } catch (error) {
    return fill(box, el("p", { class: "error" }, explained(error)));
  }
}

function previewNodes(data, item, select) {
  const changes = (data.changes ?? []).filter((one) => one.slug !== item.slug || one.type !== "topic");
  const count = typeof data.members === "number" ? data.members : changes.filter((one) => one.type === "member").length;
  const into = select.selectedOptions[0].textContent;
  return [
    el("p", {}, el("b", {}, t("merge.follows", { count, into })), " ", t("merge.redirect", { name: item.name, into })),
    changes.length > 0 && el("details", { open: changes.length <= 5 }, el("summary", {}, t("merge.records", { count: changes.length })),
      el("ul", { class: "log" }, changes.slice(0, 100).map((one) => el("li", {}, el("div", {}, recordLink(one)), el("div", {}, changeList(one.changes ?? [], one.type)))))),
  ];
}

async function merge(path, item, select, box) {
  try {
    const { data } = await post(path, { into: select.value }, { tag: await tagOf(`/topics/${encodeURIComponent(item.slug)}`) });
    const number = data.import ?? data.id;
    done(t("merge.done", { name: item.name, into: select.selectedOptions[0].textContent }), number && (async () => {
      await post(`/imports/${number}/undo`);
      reload();
    }));
    return true;
  } catch (error) {
    if (box.isConnected) fill(box, el("p", { class: "error", role: "alert" }, explained(error)));
    else failed(error);
    return false;
  }
}
