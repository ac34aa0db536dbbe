// Signing in with a token: on a page of its own, and again in a dialog when the session has ended.

import { Problem, Unreachable } from "./core/api.js";
import { openDialog } from "./core/dialogs.js";
import { el, fill, newID } from "./core/dom.js";
import { loadSession, session, signInWith } from "./core/session.js";
import { toast } from "./core/toasts.js";
import { t } from "./core/words.js";

/** The page for signing in. */
export function signInNode(onDone, languageMenu) {
  const form = tokenForm(onDone);
  return el("main", { id: "main", class: "signin" },
    el("h1", {}, t("signin.title")), el("p", { class: "lead" }, t("signin.text")), form.node, languageMenu);
}

/** Asks for the token above what is on the page, which stays as it is. Resolves to true when there is a session again. */
export async function signInAgain() {
  const before = session.person?.id;
  let done = false;
  const form = tokenForm((close) => { done = true; close?.(); }, true);
  await openDialog({
    title: t("signin.again"), kind: "expired",
    content: [el("p", {}, t("signin.again.text")), form.node], focus: form.input,
  });
  if (!done) return false;
  // Another person at the same screen should see under whose name the text is saved.
  if (before && session.person.id !== before) {
    document.dispatchEvent(new Event("person"));
    toast(t("person.changed", { name: session.person.name }));
  }
  return true;
}

function tokenForm(onDone, inDialog = false) {
  const id = newID("token");
  // A password field with a name for the account: password managers keep it, and paste works.
  const input = el("input", { id, type: "password", name: "password", autocomplete: "current-password", required: true,
    spellcheck: "false", "aria-describedby": `${id}-hint ${id}-error` });
  const account = el("input", { type: "text", name: "username", autocomplete: "username", value: "member-directory", hidden: true,
    readonly: true });
  const error = el("p", { class: "error", id: `${id}-error`, role: "alert" });
  const show = el("label", { class: "check" }, el("input",
    { type: "checkbox", onchange: (event) => { input.type = event.target.checked ? "text" : "password"; } }),
    el("span", {}, t("signin.show")));
  const button = el("button", { class: "primary" }, t("signin.action"));
  const node = el("form", { class: "form", method: "post", action: "/staff/", onsubmit: (event) => {
    event.preventDefault();
    submit({ input, error, button, node, onDone, inDialog });
  } }, account, el("div", { class: "field" }, el("label", { for: id }, t("signin.token")),
    el("p", { class: "hint", id: `${id}-hint` }, t("signin.hint")), error, input), show, el("p", {}, button));
  return { node, input };
}

async function submit({ input, error, button, node, onDone, inDialog }) {
  if (button.disabled) return;
  button.disabled = true;
  fill(error);
  try {
    await signInWith(input.value.trim());
    await (inDialog ? loadSession() : null);
    input.value = "";
    await onDone(() => node.closest("dialog").close());
  } catch (problem) {
    fill(error, explained(problem));
    input.setAttribute("aria-invalid", "true");
    input.focus();
  } finally {
    button.disabled = false;
  }
}

function explained(problem) {
  if (problem instanceof Unreachable) return t("state.offline.text");
  if (!(problem instanceof Problem)) return problem.message;
  if (problem.code === "tls-required") return t("signin.tls");
  if (problem.status === 429) return t("signin.wait");
  if (problem.status === 401 || problem.status === 400 || problem.status === 422) return t("signin.wrong");
  return problem.message;
}
