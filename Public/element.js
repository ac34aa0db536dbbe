/// An element with its attributes and children; null children are left out. Text is put in as text: nothing
/// that comes from elsewhere becomes markup.
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

/// Text with `code` in it.
export function marked(text) {
  return text.split("`").map((part, index) => (index % 2 ? code(part) : part));
}

/// A table that scrolls by itself where it is too wide, also by keyboard.
export function table(label, headings, rows) {
  return element("div", { class: "table", role: "region", "aria-label": label, tabindex: "0" },
    element("table", {},
      element("thead", {}, element("tr", {}, headings.map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, rows)));
}
