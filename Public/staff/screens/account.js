// My account: who I am here, my tokens and sessions, and what is stored about me.

import { el } from "../core/dom.js";
import { session } from "../core/session.js";
import { t } from "../core/words.js";
import { head, recordLink } from "../office/common.js";
import { exportPart, sessionsPart, tokensPart } from "../office/access.js";

export default async function account({ signal }) {
  const title = t("account.title");
  const { person } = session;
  const [tokens, sessions] = await Promise.all([tokensPart(person, signal), sessionsPart(person, signal)]);
  const row = (name, value) => value && el("div", {}, el("dt", {}, name), el("dd", {}, value));
  return { title, content: [
    head(title),
    el("dl", { class: "facts" }, row(t("field.name"), person.name), row(t("field.email"), person.email),
      row(t("people.role"), t(`people.role.${person.role}`)), row(t("field.member"), person.member && recordLink({ type: "member", slug: person.member }))),
    sessions, tokens, exportPart(person),
  ] };
}
