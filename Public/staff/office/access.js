// People, and their tokens and sessions.

import { get, post, remove } from "../core/api.js";
import { openDialog } from "../core/dialogs.js";
import { el } from "../core/dom.js";
import { faultText } from "../core/faults.js";
import { reload } from "../core/router.js";
import { may, session } from "../core/session.js";
import { tableNode } from "../core/table.js";
import { timeNode } from "../core/time.js";
import { t } from "../core/words.js";
import { actionButton, ask, choice, done, explained, labelled, leaveRow, part, tag } from "./common.js";
import { secretNode } from "./deciding.js";

// ------------------------------------------------------------------
// The fields of a person: name, e-mail, role, and the member for which a proposer may propose changes.

export const ROLES = ["proposer", "reader", "editor", "admin"];

/** Makes the fields. Returns {nodes, first, value(), showErrors(problem)}. */
export function personFields(person = {}) {
  const name = el("input", { value: person.name ?? "", maxlength: 200, autocomplete: "off" });
  const email = el("input", { type: "email", value: person.email ?? "", maxlength: 254, autocomplete: "off" });
  const role = choice(ROLES.map((one) => [one, t(`people.role.${one}`)]), person.role ?? "editor");
  const member = el("input", { value: person.member ?? "", autocomplete: "off", list: "members-list" });
  const names = el("datalist", { id: "members-list" });
  const memberField = labelled(t("people.member"), member, { hint: t("people.member.hint") });
  const error = el("div", { class: "problems", hidden: true, tabindex: "-1" });
  const update = () => { memberField.hidden = role.value !== "proposer"; };
  role.addEventListener("change", update);
  update();
  member.addEventListener("input", () => suggest(member.value, names));
  return {
    first: name,
    nodes: [error, labelled(t("field.name"), name), labelled(t("people.email"), email), labelled(t("people.role"), role), memberField, names],
    value: () => ({ name: name.value.trim(), email: email.value.trim() || null, role: role.value, member: role.value === "proposer" ? member.value.trim() || null : null }),
    showErrors: (problem) => show(error, problem, { name, email, role, member }),
  };
}

async function suggest(text, list) {
  if (text.length < 2) return;
  try {
    const { data } = await get("/members", { query: { q: text, limit: 8, fields: "slug,name" } });
    list.replaceChildren(...data.items.map((one) => el("option", { value: one.slug }, one.name)));
  } catch {
    list.replaceChildren();
  }
}

function show(box, problem, inputs) {
  const faults = problem.errors ?? [];
  box.hidden = false;
  box.replaceChildren(el("h2", {}, t("form.problems", { count: Math.max(1, faults.length) })), el("ul", {}, (faults.length ? faults : [{ message: explained(problem) }]).map((fault) => {
    const input = inputs[(fault.pointer ?? "").split("/")[1]];
    input?.setAttribute("aria-invalid", "true");
    const text = faultText(fault);
    return el("li", {}, input ? el("a", { href: `#${input.id}`, onclick: (event) => { event.preventDefault(); input.focus(); } }, text) : text);
  })));
  box.focus();
}

// ------------------------------------------------------------------
// Tokens and sessions of a person: what they are, since when, and how to end them.

/** The tokens of a person, with a button that makes one. */
export async function tokensPart(person, signal) {
  const list = await ask("/tokens", { query: { person: person.id }, signal });
  const make = may("admin") && person.active !== false && actionButton(t("tokens.make"), () => makeToken(person));
  const table = list.items.length ? tableNode({ caption: t("tokens.title"), rows: list.items, columns: tokenColumns() }) : el("p", { class: "quiet" }, t("tokens.none"));
  return part(t("tokens.title"), el("p", {}, t("tokens.text")), table, make && el("p", { class: "more" }, make));
}

function tokenColumns() {
  return [
    { label: t("field.name"), cell: (item) => item.name || t("tokens.unnamed") },
    { label: t("people.role"), cell: (item) => t(`role.${item.role}`) },
    { label: t("tokens.created"), cell: (item) => timeNode(item.createdAt) },
    { label: t("tokens.used"), cell: (item) => (item.lastUsedAt ? timeNode(item.lastUsedAt) : t("tokens.never")) },
    { label: t("tokens.expires"), cell: (item) => item.revokedAt ? tag("deleted", t("tokens.revoked")) : isPast(item.expiresAt) ? tag("bad", t("tokens.expired")) : item.expiresAt ? timeNode(item.expiresAt) : t("tokens.noEnd") },
    { label: t("office.actions"), cell: (item) => !item.revokedAt && actionButton(t("tokens.revoke"), () => revokeToken(item), { kind: "danger", name: t("tokens.revoke.name", { name: item.name || item.id }), id: `revoke-${item.id}` }) },
  ];
}

function isPast(time) {
  return time && new Date(time) < new Date();
}

// A revoked token can't be used again, so this asks first.
async function revokeToken(item) {
  const agreed = await openDialog({
    title: t("tokens.revoke.title", { name: item.name || item.id }), content: el("p", {}, t("tokens.revoke.text")),
    actions: [{ label: t("tokens.revoke"), value: true, primary: true }, { label: t("cancel") }],
  });
  if (!agreed) return;
  await remove(`/tokens/${item.id}`);
  done(t("tokens.wasRevoked"));
  await reload();
}

async function makeToken(person) {
  const name = el("input", { maxlength: 100, autocomplete: "off" });
  const roles = ROLES.slice(0, ROLES.indexOf(person.role) + 1);
  const role = choice(roles.map((one) => [one, t(`role.${one}`)]), person.role);
  const until = choice([["30", t("tokens.days", { count: 30 })], ["90", t("tokens.days", { count: 90 })], ["365", t("tokens.days", { count: 365 })], ["", t("tokens.noEnd")]], "365");
  const error = el("p", { class: "error", role: "alert" });
  let made;
  const run = async () => {
    try {
      const expiresAt = until.value ? new Date(Date.now() + Number(until.value) * 86400000).toISOString().replace(/\.\d+Z$/, "Z") : undefined;
      made = (await post("/tokens", { person: person.id, role: role.value, name: name.value.trim() || undefined, expiresAt })).data;
      return true;
    } catch (problem) {
      error.textContent = explained(problem);
      return false;
    }
  };
  const answer = await openDialog({
    title: t("tokens.make"), focus: name,
    content: [labelled(t("tokens.name"), name, { hint: t("tokens.name.hint") }), labelled(t("people.role"), role), labelled(t("tokens.valid"), until), error],
    actions: [{ label: t("tokens.make"), value: true, primary: true, run }, { label: t("cancel") }],
  });
  if (!answer) return;
  await openDialog({ title: t("tokens.made"), content: [el("p", {}, t("tokens.once")), secretNode(made.token)], mayClose: mayLeaveToken, actions: [{ label: t("tokens.kept"), primary: true }] });
  await reload();
}

function mayLeaveToken() {
  return openDialog({ title: t("tokens.leave"), content: el("p", {}, t("tokens.leave.text")),
    actions: [{ label: t("tokens.leave.back"), primary: true }, { label: t("tokens.kept"), value: true }] });
}

/** The sessions of a person; those of others only for an admin. */
export async function sessionsPart(person, signal) {
  const isOwn = person.id === session.person.id;
  const list = await ask("/sessions", { query: isOwn ? {} : { person: person.id }, signal });
  const others = list.items.filter((item) => !item.current);
  const all = isOwn && others.length > 1 && actionButton(t("sessions.others"), async () => {
    for (const item of others) await remove(`/sessions/${item.id}`);
    done(t("sessions.ended", { count: others.length }));
    await reload();
  });
  const table = list.items.length ? tableNode({ caption: t("sessions.title"), rows: list.items, columns: sessionColumns() }) : el("p", { class: "quiet" }, t("sessions.none"));
  return part(t("sessions.title"), el("p", {}, t("sessions.text")), table, all && el("p", { class: "more" }, all));
}

function sessionColumns() {
  return [
    { label: t("sessions.browser"), cell: (item) => [el("span", { title: item.userAgent }, browserName(item.userAgent)), item.current && [" ", tag("good", t("sessions.current"))]] },
    { label: t("sessions.since"), cell: (item) => timeNode(item.createdAt) }, { label: t("tokens.used"), cell: (item) => timeNode(item.lastUsedAt) },
    { label: t("tokens.expires"), cell: (item) => timeNode(item.expiresAt) },
    { label: t("office.actions"), cell: (item) => !item.current && actionButton(t("sessions.end"), async () => {
      await remove(`/sessions/${item.id}`);
      done(t("sessions.ended", { count: 1 }));
      leaveRow();
      await reload();
    }, { kind: "danger", name: t("sessions.end.name", { browser: browserName(item.userAgent) }), id: `end-${item.id}` }) },
  ];
}

/** "Firefox on Windows", from what the browser says about itself. */
function browserName(text = "") {
  const find = (list) => list.find(([, pattern]) => pattern.test(text ?? ""))?.[0];
  const browser = find([["Edge", /Edg/], ["Opera", /OPR\//], ["Firefox", /Firefox|FxiOS/], ["Chrome", /Chrom|CriOS/], ["Safari", /Safari/], ["curl", /^curl/]]);
  const system = find([["iPhone", /iPhone/], ["iPad", /iPad/], ["Android", /Android/], ["Windows", /Windows/], ["macOS", /Mac OS/], ["Linux", /Linux|X11/]]);
  if (!browser) return text ? text.slice(0, 60) : t("sessions.unknown");
  return system ? t("sessions.on", { browser, system }) : browser;
}

/** A file with everything that is stored about a person. */
export function exportPart(person) {
  const isOwn = person.id === session.person.id;
  if (!isOwn && !may("admin")) return null;
  return part(t(isOwn ? "stored.title" : "stored.title.of"), el("p", {}, t("stored.text")),
    el("p", {}, el("a", { class: "button", href: `/people/${person.id}/export`, download: `person-${person.id}.json` }, t("stored.action"))));
}
