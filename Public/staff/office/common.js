// What the screens of the office share: headings, buttons that act once, messages with an undo, and names of records.

import { get, Problem, Unreachable } from "../core/api.js";
import { append, el } from "../core/dom.js";
import { faultText } from "../core/faults.js";
import { href } from "../core/router.js";
import { stateNode } from "../core/states.js";
import { toast } from "../core/toasts.js";
import { number, t } from "../core/words.js";

/** Where the API has the records of each type. */
export const PATHS = {
  member: "members", topic: "topics", contact: "contacts", office: "offices", area: "areas", county: "counties",
  memberKind: "member-kinds", topicKind: "topic-kinds", field: "fields", organisation: "organisation",
};

/** The name of a type for people. */
export function typeName(type) {
  return type in PATHS ? t(`office.type.${type}`) : type;
}

export function typesName(type) {
  return type in PATHS ? t(`kind.${PATHS[type]}`) : type;
}

/** The address of a record in the workspace. A county is edited as the area that it is. */
export function recordAddress(type, slug, query) {
  if (type === "organisation") return href("organisation", query);
  const path = type === "county" ? "areas" : PATHS[type];
  return href(`${path}/${encodeURIComponent(slug)}`, query);
}

export function historyAddress(type, slug) {
  return type === "organisation" ? href("organisation/history") : href(`${PATHS[type]}/${encodeURIComponent(slug)}/history`);
}

/** The path of a record in the API. */
export function recordPath(type, slug) {
  return type === "organisation" ? "/organisation" : `/${PATHS[type]}/${encodeURIComponent(slug)}`;
}

export function recordLink({ type, slug, id, name }, query) {
  const key = slug ?? id;
  if (!(type in PATHS)) return el("span", {}, name ?? key);
  return el("a", { href: recordAddress(type, key, query) }, name || key);
}

/** The heading of a screen with a sentence below it and its actions beside it. */
export function head(title, lead, ...actions) {
  const rest = actions.flat().filter(Boolean);
  return el("div", { class: "page-head" },
    el("div", {}, el("h1", {}, title), lead && el("p", { class: "lead" }, lead)),
    rest.length > 0 && el("div", { class: "actions" }, rest));
}

export function part(title, ...content) {
  return el("section", { class: "part" }, el("h2", {}, title), content);
}

/** A button that runs one action at a time, so that a double click acts once. Errors become a message. */
export function actionButton(label, run, { kind = "", name = null, ...attributes } = {}) {
  const node = el("button", { type: "button", class: kind || null, "aria-label": name, ...attributes, onclick: () => once(node, run) }, label);
  return node;
}

/** Moves the focus from a row that goes to the next one, or the one before, whose button has an id and comes again. */
export function leaveRow() {
  const row = document.activeElement?.closest("tr, li");
  const button = (one) => one?.querySelector("button[id]");
  (button(row?.nextElementSibling) ?? button(row?.previousElementSibling))?.focus();
}

/** Runs an action unless it is running already for this element. Returns undefined if it fails. */
export async function once(node, run) {
  if (node.getAttribute("aria-busy") === "true") return undefined;
  node.setAttribute("aria-busy", "true");
  try {
    return await run();
  } catch (error) {
    failed(error);
    return undefined;
  } finally {
    node.removeAttribute("aria-busy");
  }
}

/** Says what went wrong, and that nothing was changed if that is certain. */
export function failed(error) {
  if (error.name === "AbortError") return;
  toast(explained(error), { kind: "bad" });
}

export function explained(error) {
  if (error instanceof Unreachable) return t("office.unreachable");
  if (!(error instanceof Problem)) return error.message;
  if (error.status === 403) return t("office.forbidden");
  if (error.status === 412) return t("office.changedMeanwhile");
  const first = error.errors[0];
  return first ? faultText(first) : error.message;
}

/** Says what was done, with a button that takes it back. */
export function done(text, undo) {
  toast(text, { kind: "good", action: undo && { label: t("office.undo"), run: () => undo().then(() => {}, failed) } });
}

/** Asks for something, and returns what it is. */
export async function ask(path, options) {
  return (await get(path, options)).data;
}

export function emptyNode(title, text, action = null) {
  return stateNode({ title, text, action, kind: "empty" });
}

/** A field of a form without the machinery of records: label, hint, control. */
export function labelled(label, control, { hint = "", kind = "" } = {}) {
  control.id ||= `f${(labelled.last = (labelled.last ?? 0) + 1)}`;
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return el("div", { class: `field ${kind}`.trim() }, el("label", { for: control.id }, label),
    hint && el("p", { class: "hint", id: `${control.id}-hint` }, hint), control);
}

export function choice(options, value, attributes = {}) {
  const node = el("select", attributes, options.map(([key, label]) => el("option", { value: key }, label)));
  node.value = value ?? "";
  if (node.selectedIndex < 0) node.selectedIndex = 0;
  return node;
}

export function tag(kind, text = t(`office.state.${kind}`)) {
  return el("span", { class: `tag ${kind}` }, text);
}

/** A size in bytes, as people write it. */
export function size(bytes) {
  if (!Number.isFinite(bytes)) return "–";
  const step = bytes < 1e3 ? [1, "B"] : bytes < 1e6 ? [1e3, "kB"] : bytes < 1e9 ? [1e6, "MB"] : [1e9, "GB"];
  return `${number(Math.round((bytes / step[0]) * 10) / 10)} ${step[1]}`;
}

/** Joins elements with something between them. */
export function joined(nodes, between = ", ") {
  return nodes.flatMap((node, index) => (index ? [between, node] : [node]));
}

/** Adds the items of the next page below those that are shown. */
export function moreButton(load, list) {
  const node = actionButton(t("office.more"), async () => {
    const { items, next } = await load();
    const first = items[0];
    append(list, items);
    if (!next) holder.remove();
    const target = first?.querySelector?.("a, button");
    target?.focus();
  });
  const holder = el("p", { class: "more" }, node);
  return holder;
}

/** Saves a text or a file under a name. */
export function download(name, content, type = "text/plain") {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
