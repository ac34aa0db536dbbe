/// Returns an element with attributes and children. Null children are left out. Strings become text, so that data
/// never becomes markup.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child != null));
  return made;
}

/// Returns a code element. A short text is never divided at the end of a line.
export const code = (text) => element("code", { class: text.length < 24 ? "whole" : null }, text);

/// Returns a text with code elements for the parts between backquotes, and strong ones for those between two asterisks.
export function marked(text) {
  return text.split(/(`[^`]*`|\*\*[^*]*\*\*)/).map((part) =>
    part.startsWith("`") ? code(part.slice(1, -1)) : part.startsWith("**") ? element("strong", {}, part.slice(2, -2)) : part);
}

/// Returns a path that a line can end in after a slash, and nowhere else.
export const pathText = (path) => path.split(/(?<=.\/)/).flatMap((part, index) => (index ? [element("wbr"), part] : [part]));

export const sentence = (text) => text[0].toUpperCase() + text.slice(1) + (/[.…]$/.test(text) ? "" : ".");

/// Returns a table that scrolls by itself, also by keyboard, if it is too wide.
export function table(label, headings, rows) {
  return element("div", { class: "table", role: "region", "aria-label": label, tabindex: "0" },
    element("table", {},
      element("thead", {}, element("tr", {}, headings.map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, rows)));
}
