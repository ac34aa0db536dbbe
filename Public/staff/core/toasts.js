// Short messages at the edge of the page. They are announced, and those with a button stay until they are closed.

import { el } from "./dom.js";
import { t } from "./words.js";

const SHOWN_FOR = 8000;
let polite = null;

/** The regions have to be in the page before the first message, or screen readers miss it. */
export function startToasts(parent) {
  polite = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
  parent.append(polite);
}

/** Shows a message. `action` is {label, run}; `kind` is good or bad; one with a `key` replaces the one before. Returns what removes it. */
export function toast(text, { kind = "", action = null, key = text } = {}) {
  for (const old of polite.children) if (old.dataset.key === key) old.remove();
  const node = el("div", { class: `toast ${kind}`.trim(), data: { key } }, el("span", {}, text));
  const close = () => node.remove();
  if (action) node.append(el("button", { type: "button", onclick: () => { close(); action.run(); } }, action.label));
  node.append(el("button", { type: "button", class: "plain", "aria-label": t("toast.close"), onclick: close }, "×"));
  while (polite.children.length >= 4) polite.firstElementChild.remove();
  polite.append(node);
  uncover(node);
  if (!action && kind !== "bad") hideLater(node, close);
  return close;
}

// A message doesn't cover the field in which somebody writes: the page scrolls it up, as far as base.css says.
function uncover(node) {
  const focused = document.activeElement;
  if (!focused?.matches("input, textarea, select, button, a") || !polite.parentElement.querySelector("main")?.contains(focused)) return;
  const [one, other] = [node.getBoundingClientRect(), focused.getBoundingClientRect()];
  const isCovered = one.top < other.bottom && one.bottom > other.top && one.left < other.right && one.right > other.left;
  if (isCovered && !focused.closest(".savebar")) focused.scrollIntoView({ block: "center" });
}

// The time doesn't run while somebody points at the message or has the focus in it.
function hideLater(node, close) {
  setTimeout(() => {
    if (node.matches(":hover, :focus-within")) hideLater(node, close);
    else close();
  }, SHOWN_FOR);
}

/** Says something to screen readers alone. */
export function announce(text) {
  const node = el("div", { class: "unseen" }, text);
  polite.append(node);
  setTimeout(() => node.remove(), 4000);
}
