// The keyboard: one letter for what is done often, Ctrl+S to save. A person can switch the letters off (WCAG 2.1.4).

import { el } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { t } from "./words.js";

const everywhere = [];
let ofScreen = [];

/** Adds a key for all screens: {key, words, run}. `key` is what the event calls it, or "ctrl+s". */
export function addKey(entry) {
  everywhere.push(entry);
}

/** Replaces the keys of the screen that is shown. */
export function setScreenKeys(entries = []) {
  ofScreen = entries;
}

export function lettersAreOn() {
  return localStorage.getItem("staff.keys") !== "off";
}

export function startKeys() {
  addKey({ key: "?", words: "keys.help", run: showKeys });
  document.addEventListener("keydown", onKey);
}

function onKey(event) {
  if (event.isComposing || event.altKey) return;
  const control = event.ctrlKey || event.metaKey;
  const name = (control ? "ctrl+" : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
  const entry = [...ofScreen, ...everywhere].find((one) => one.key === name);
  if (!entry) return;
  const open = document.querySelector("dialog[open]");
  if (open && !entry.inDialogs) {
    // The browser's own Ctrl+S would save the page as a file.
    if (control) event.preventDefault();
    return;
  }
  const isLetter = name.length === 1;
  if (!control && (isWriting(event.target) || (isLetter && !lettersAreOn()))) return;
  event.preventDefault();
  entry.run(event);
}

function isWriting(node) {
  return node.closest?.("input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]") !== null;
}

/** The list of keys. */
export function showKeys() {
  const toggle = el("input", {
    type: "checkbox", checked: lettersAreOn(),
    onchange: (event) => localStorage.setItem("staff.keys", event.target.checked ? "on" : "off"),
  });
  const rows = [...ofScreen, ...everywhere].map((entry) =>
    el("div", {}, el("dt", {}, keyNames(entry.key)), el("dd", {}, t(entry.words))));
  return openDialog({
    title: t("keys.title"),
    content: [el("dl", { class: "keys" }, rows), el("label", { class: "check" }, toggle, el("span", {}, t("keys.letters")))],
    actions: [{ label: t("close"), primary: true }],
  });
}

function keyNames(key) {
  return key.split("+").map((one, index) =>
    [index > 0 && " + ", el("kbd", {}, one === "ctrl" ? t("keys.ctrl") : one.length === 1 && key.length > 1 ? one.toUpperCase() : one)]);
}
