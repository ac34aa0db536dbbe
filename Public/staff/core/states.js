// What a screen shows when it has nothing else to show: loading, empty, offline, not allowed, not found, failed.

import { Problem, Unreachable } from "./api.js";
import { el } from "./dom.js";
import { t } from "./words.js";

/** A message in place of a screen. `action` is a link or a button. */
export function stateNode({ title, text, action = null, kind = "", heading = "h2" }) {
  return el("div", { class: `state ${kind}`.trim() }, el(heading, {}, title), text && el("p", {}, text), action);
}

/** Explains an error, and what to do about it. In place of a whole screen its heading is an h1. */
export function errorNode(error, retry, heading = "h2") {
  const again = retry && el("button", { type: "button", class: "primary", onclick: retry }, t("state.again"));
  if (error instanceof Unreachable) return stateNode({ heading, title: t("state.offline"), text: t("state.offline.text"),
    action: again, kind: "bad" });
  if (!(error instanceof Problem)) return stateNode({ heading, title: t("state.failed"), text: error.message, action: again, kind: "bad" });
  const start = el("a", { class: "button", href: "/staff/" }, t("state.start"));
  if (error.status === 401) return stateNode({ heading, title: t("state.expired"), text: t("state.expired.text"), action: again,
    kind: "bad" });
  if (error.status === 403) return stateNode({ heading, title: t("state.forbidden"), text: t("state.forbidden.text"), action: start });
  if (error.isMissing) return stateNode({ heading, title: t("state.missing"), text: t("state.missing.text"), action: start });
  return stateNode({ heading, title: t("state.failed"), text: error.message, action: again, kind: "bad" });
}

/** Grey lines in place of what is loading. They appear after 300 ms, and a word about it after 5 seconds. */
export function skeletonNode(lines = 6) {
  const slow = el("p", { class: "quiet", hidden: true }, t("state.slow"));
  const node = el("div", { class: "skeleton", hidden: true, "aria-busy": "true" }, slow);
  for (let line = 0; line < lines; line += 1) node.append(el("span", {}));
  setTimeout(() => { node.hidden = false; }, 300);
  setTimeout(() => { slow.hidden = false; }, 5000);
  return node;
}
