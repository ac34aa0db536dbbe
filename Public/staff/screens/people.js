// The people who may work here, what each may do, and one of them.

import { get, patch, post, remove } from "../core/api.js";
import { openDialog } from "../core/dialogs.js";
import { el } from "../core/dom.js";
import { go, href, reload } from "../core/router.js";
import { may } from "../core/session.js";
import { rowKeys, tableNode } from "../core/table.js";
import { timeNode } from "../core/time.js";
import { t } from "../core/words.js";
import { exportPart, personFields, ROLES, sessionsPart, tokensPart } from "../office/access.js";
import { actionButton, ask, done, head, once, part, recordLink, tag } from "../office/common.js";

export default (context) => (context.parameters.id ? person(context) : people(context));

// ------------------------------------------------------------------
// The people who may work here, and what each may do.

async function people({ signal }) {
  const title = t("people.title");
  const list = await ask("/people", { query: { limit: 1000 }, signal });
  const add = may("admin") && actionButton(t("people.add"), addPerson, { kind: "primary" });
  return { title, keys: rowKeys(), content: [head(title, t("people.lead"), add), tableNode({ caption: title, rows: list.items, columns: columns() }), rolesPart()] };
}

function columns() {
  return [
    { label: t("field.name"), cell: (item) => el("a", { href: href(`people/${item.id}`) }, item.name) },
    { label: t("people.role"), cell: (item) => [t(`role.${item.role}`), item.member && [", ", recordLink({ type: "member", slug: item.member })]] },
    { label: t("people.email"), cell: (item) => item.email ?? "" },
    { label: t("people.seen"), cell: (item) => (item.lastSeenAt ? timeNode(item.lastSeenAt) : t("tokens.never")) },
    { label: t("field.status"), cell: (item) => (item.active === false ? tag("deleted", t("people.inactive")) : tag("good", t("people.active"))) },
  ];
}

function rolesPart() {
  return part(t("people.roles"), el("dl", { class: "facts" }, ROLES.map((role) => el("div", {}, el("dt", {}, t(`role.${role}`)), el("dd", {}, t(`people.role.${role}.may`))))));
}

async function addPerson() {
  const fields = personFields();
  let made;
  const run = async () => {
    try {
      made = (await post("/people", Object.fromEntries(Object.entries(fields.value()).filter(([, value]) => value !== null)))).data;
      return true;
    } catch (problem) {
      fields.showErrors(problem);
      return false;
    }
  };
  const answer = await openDialog({ title: t("people.add"), content: fields.nodes, focus: fields.first, actions: [{ label: t("people.add"), value: true, primary: true, run }, { label: t("cancel") }] });
  if (!answer) return;
  await go(href(`people/${made.id}`));
  done(t("people.added", { name: made.name }));
}

// ------------------------------------------------------------------
// One person: name and role, tokens, sessions, what is stored, and the end of the access.

async function person({ parameters, signal }) {
  const path = `/people/${encodeURIComponent(parameters.id)}`;
  const { data, tag: version } = await get(path, { signal });
  const [tokens, sessions] = await Promise.all([tokensPart(data, signal), sessionsPart(data, signal)]);
  return { title: data.name, content: [
    el("p", { class: "crumbs" }, el("a", { href: href("people") }, t("people.title"))),
    head(data.name, [t("people.since"), " ", timeNode(data.createdAt), " ", data.active === false && tag("deleted", t("people.inactive"))]),
    may("admin") && form(path, data, version), tokens, sessions, exportPart(data), may("admin") && endPart(path, data),
  ] };
}

function form(path, data, version) {
  const fields = personFields(data);
  const button = el("button", { class: "primary" }, t("save"));
  return el("form", { class: "form", novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    once(button, () => save(path, data, version, fields));
  } }, fields.nodes, el("p", {}, button));
}

async function save(path, data, version, fields) {
  const value = fields.value();
  const change = Object.fromEntries(Object.entries(value).filter(([name, one]) => (data[name] ?? null) !== one));
  if (!Object.keys(change).length) return done(t("people.unchanged"));
  try {
    await patch(path, change, { tag: version });
  } catch (problem) {
    return fields.showErrors(problem);
  }
  const before = Object.fromEntries(Object.keys(change).map((name) => [name, data[name] ?? null]));
  done(t("people.saved", { name: value.name }), async () => {
    await patch(path, before, { tag: (await get(path)).tag });
    reload();
  });
  return reload();
}

// Tokens and sessions end for good, so this asks first.
function endPart(path, data) {
  if (data.active === false) {
    return part(t("people.end"), el("p", {}, t("people.ended.text")), actionButton(t("people.again"), async () => {
      await patch(path, { active: true }, { tag: (await get(path)).tag });
      done(t("people.saved", { name: data.name }));
      await reload();
    }), " ", actionButton(t("people.remove"), () => removePerson(path, data), { kind: "danger" }));
  }
  return part(t("people.end"), el("p", {}, t("people.end.text")), actionButton(t("people.end.action"), async () => {
    const agreed = await openDialog({ title: t("people.end.title", { name: data.name }), content: el("p", {}, t("people.end.text")), actions: [{ label: t("people.end.action"), value: true, primary: true }, { label: t("cancel") }] });
    if (!agreed) return;
    await patch(path, { active: false }, { tag: (await get(path)).tag });
    done(t("people.ended", { name: data.name }));
    await reload();
  }, { kind: "danger" }));
}

async function removePerson(path, data) {
  const agreed = await openDialog({ title: t("people.remove.title", { name: data.name }), content: el("p", {}, t("people.remove.text")), actions: [{ label: t("people.remove"), value: true, primary: true }, { label: t("cancel") }] });
  if (!agreed) return;
  await remove(path, { tag: (await get(path)).tag });
  await go(href("people"));
  done(t("people.removed", { name: data.name }));
}
