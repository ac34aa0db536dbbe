// Dialogs: the browser's own <dialog>, which keeps the focus inside and gives it back afterwards.

import { append, el, newID } from "./dom.js";
import { t } from "./words.js";

/**
 * Opens a dialog and resolves to the `value` of the action that was chosen, or undefined if it was closed.
 * `mayClose` is asked before it is closed without an action, and resolves to true if it may.
 * Actions: {label, value, primary, danger, run}. If `run` returns false (or a promise of it), the dialog stays open.
 */
export function openDialog({ title, content, actions = [], wide = false, focus = null, kind = "", mayClose = null }) {
  return new Promise((resolve) => {
    const id = newID("dialog");
    let result;
    const close = (value) => { result = value; node.close(); };
    const leave = async () => { if (!mayClose || (await mayClose())) close(undefined); };
    const foot = el("div", { class: "dialog-actions" }, actions.map((action) => button(action, close)));
    const node = el("dialog", { class: `dialog${wide ? " wide" : ""} ${kind}`.trim(), "aria-labelledby": id },
      el("div", { class: "dialog-head" }, el("h2", { id }, title),
        el("button", { type: "button", class: "plain", "aria-label": t("close"), onclick: leave }, "×")),
      append(el("div", { class: "dialog-body" }), content), foot);
    // Enter in a field does what the first button does, as in a form.
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches(".dialog-body input:not([type=checkbox], [type=radio], [type=file])")) return;
      if (event.target.closest("form")) return;
      event.preventDefault();
      foot.querySelector(".primary")?.click();
    });
    if (mayClose) askFirst(node, leave);
    node.addEventListener("close", () => { node.remove(); resolve(result); });
    document.body.append(node);
    node.showModal();
    (focus ?? node.querySelector(".dialog-body :is(input, textarea, select):not([hidden])") ?? node.querySelector(".primary"))?.focus();
  });
}

// Escape closes a dialog by itself, also against what "cancel" says when it is pressed twice.
function askFirst(node, leave) {
  node.addEventListener("cancel", (event) => { if (event.target === node) event.preventDefault(); });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    leave();
  });
}

function button(action, close) {
  const kind = action.primary ? "primary" : action.danger ? "danger" : "";
  const node = el("button", { type: "button", class: kind, onclick: async () => {
    if (node.getAttribute("aria-disabled") === "true") return;
    node.setAttribute("aria-disabled", "true");
    try {
      const done = action.run ? await action.run() : true;
      if (done !== false) close(action.value);
    } finally {
      node.removeAttribute("aria-disabled");
    }
  } }, action.label);
  return node;
}

/** Asks for one line of text. Resolves to undefined if the person doesn't give it. */
export async function askForText({ title, label, hint, value = "", action, required = false }) {
  const id = newID("ask");
  const input = el("input", { id, value, required, "aria-describedby": hint ? `${id}-hint` : null });
  const answer = await openDialog({
    title, focus: input,
    content: el("div", { class: "field" }, el("label", { for: id }, label),
      hint && el("p", { class: "hint", id: `${id}-hint` }, hint), input),
    actions: [
      { label: action, value: true, primary: true, run: () => !required || input.reportValidity() },
      { label: t("cancel") },
    ],
  });
  return answer ? input.value.trim() : undefined;
}
