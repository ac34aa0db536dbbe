// Builds elements. Text is always text: nothing here parses HTML, so that no value from the directory can become markup.

/** Makes an element. Attributes that begin with "on" are listeners; true and false add and leave out an attribute. */
export function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) setAttribute(node, key, value);
  append(node, children);
  return node;
}

function setAttribute(node, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (key === "value" || key === "checked" || key === "indeterminate") node[key] = value;
  else if (key === "data") Object.assign(node.dataset, value);
  else node.setAttribute(key, value === true ? "" : value);
}

/** Adds children: elements, texts, numbers, and lists of them. Nothing is added for null, undefined, true and false. */
export function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === true || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** Replaces what is in an element. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

let lastID = 0;

/** Makes an id that the page doesn't have yet. */
export function newID(prefix = "x") {
  lastID += 1;
  return `${prefix}${lastID}`;
}

/** Moves the focus to an element that can't have it by itself, such as a heading. */
export function focusOn(node, options) {
  if (!node) return;
  if (!node.matches("a[href], button, input, select, textarea, [tabindex]")) node.setAttribute("tabindex", "-1");
  node.focus(options);
}

/** Calls an action after a pause in the calls. */
export function later(action, milliseconds) {
  let timer;
  const wait = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
  wait.cancel = () => clearTimeout(timer);
  return wait;
}
