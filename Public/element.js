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

export const code = (text) => element("code", {}, text);

/// Returns a text with the parts between backquotes as code elements.
export function marked(text) {
  return text.split("`").map((part, index) => (index % 2 ? code(part) : part));
}

/// Returns a table that scrolls by itself, also by keyboard, if it is too wide.
export function table(label, headings, rows) {
  return element("div", { class: "table", role: "region", "aria-label": label, tabindex: "0" },
    element("table", {},
      element("thead", {}, element("tr", {}, headings.map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, rows)));
}
