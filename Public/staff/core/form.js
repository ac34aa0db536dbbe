// Fields with a label, a hint and an error beside them, and a summary of all errors with links.

import { el, fill, focusOn, newID } from "./dom.js";
import { t } from "./words.js";

/**
 * One field around a control. `pointer` is where its value is in the record; errors find it by that. The control gets its
 * name, hint and error by ARIA. `wrapped` is the control with what belongs around it. Returns {pointer, node, control, setError(text)}.
 */
export function field({ pointer, label, hint = "", control, required = false, lang = null, wrapped = null, bare = false }) {
  const id = control.id || newID("field");
  control.id = id;
  const hintID = `${id}-hint`;
  const errorID = `${id}-error`;
  const error = el("p", { class: "error", id: errorID, hidden: true });
  if (lang) control.setAttribute("lang", lang);
  if (required) control.setAttribute("aria-required", "true");
  control.setAttribute("aria-describedby", [hint && hintID, errorID].filter(Boolean).join(" "));
  const name = el("label", { for: id, class: bare ? "unseen" : null }, label,
    required && el("span", { class: "quiet" }, ` (${t("form.required")})`));
  const node = el("div", { class: "field", "data-pointer": pointer }, name, hint && el("p", { class: "hint", id: hintID }, hint),
    error, wrapped ?? control);
  return { pointer, label, node, control, setError: (text) => setError({ node, control, error }, text) };
}

/** Several small fields with one heading, such as an address. Errors of the whole group are shown at its heading. */
export function group({ pointer, label, hint = "", children, bare = false }) {
  const error = el("p", { class: "error", hidden: true, id: newID("error") });
  const node = el("fieldset", { class: "field set", "data-pointer": pointer },
    el("legend", { class: bare ? "unseen" : null }, label), hint && el("p", { class: "hint" }, hint), error,
    el("div", { class: "group" }, children));
  // A fieldset can't have the focus or be invalid: its first control gets the one, its text says the other.
  const control = { focus: () => node.querySelector("input:not([type=file]), select, textarea, button")?.focus(), setAttribute() {},
    removeAttribute() {} };
  return { pointer, label, node, control, setError: (text) => setError({ node, control, error }, text) };
}

function setError({ node, control, error }, text) {
  node.classList.toggle("invalid", Boolean(text));
  error.hidden = !text;
  fill(error, text && [el("span", { class: "unseen" }, t("form.error")), text]);
  if (text) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** The fields of a form, found by their pointers. */
export class Fields {
  constructor() {
    this.all = [];
    this.summary = el("div", { class: "problems", hidden: true, tabindex: "-1", role: "group" });
  }

  add(entry) {
    this.all.push(entry);
    return entry.node;
  }

  /** The field whose pointer is the longest beginning of this one. */
  find(pointer) {
    const fits = this.all.filter((one) => one.node.isConnected && (pointer === one.pointer || pointer.startsWith(`${one.pointer}/`)));
    return fits.sort((one, other) => other.pointer.length - one.pointer.length)[0] ?? null;
  }

  clear() {
    for (const one of this.all) one.setError("");
    this.summary.hidden = true;
  }

  /** Shows faults of the API ({pointer, message, hint}) beside their fields and in the summary, which gets the focus. */
  showErrors(errors, title = t("form.problems", { count: errors.length })) {
    this.clear();
    const texts = new Map();
    const items = errors.map((fault) => {
      const found = this.find(fault.pointer ?? "");
      const text = fault.hint ? `${fault.message}; ${fault.hint}` : fault.message;
      if (found) texts.set(found, texts.has(found) ? `${texts.get(found)}. ${text}` : text);
      return el("li", {}, found ? this.link(found, text) : text);
    });
    for (const [found, text] of texts) found.setError(text);
    fill(this.summary, el("h2", {}, title), el("ul", {}, items));
    this.summary.hidden = false;
    this.summary.scrollIntoView({ block: "start" });
    this.summary.focus({ preventScroll: true });
  }

  link(found, text) {
    return el("a", { href: `#${found.control.id ?? ""}`, onclick: (event) => {
      event.preventDefault();
      for (let parent = found.node.parentElement; parent; parent = parent.parentElement) if (parent.tagName === "DETAILS") parent.open = true;
      found.node.scrollIntoView({ block: "center" });
      if (found.control instanceof Node) focusOn(found.control);
      else found.control.focus();
    } }, el("strong", {}, found.label), ": ", text);
  }
}

/** A text field, or a text area with as many lines as the text needs. */
export function textControl({ value = "", long = false, type = "text", onInput, ...attributes }) {
  const control = long ? el("textarea", { rows: 3, ...attributes }) : el("input", { type, autocomplete: "off", ...attributes });
  control.value = value ?? "";
  control.addEventListener("input", () => onInput(control.value));
  return control;
}

/** A choice of one. `options` are {value, label}; one without a value is added unless the choice is required. */
export function selectControl({ value = "", options, required = false, onInput, ...attributes }) {
  const all = required && value ? options : [{ value: "", label: t("form.none") }, ...options];
  const known = all.some((one) => one.value === (value ?? ""));
  const control = el("select", attributes,
    (known ? all : [...all, { value, label: value }]).map((one) => el("option", { value: one.value }, one.label)));
  control.value = value ?? "";
  control.addEventListener("change", () => onInput(control.value));
  return control;
}

/** A box with its label. */
export function checkbox({ value = false, label, onInput, ...attributes }) {
  const box = el("input", { type: "checkbox", checked: value, onchange: () => onInput(box.checked), ...attributes });
  return el("label", { class: "check" }, box, el("span", {}, label));
}
