// The table of contents: the operations in groups, a field that filters them, and a mark at the current one.
import { element } from "/docs/element.js";

export const anchor = (operation) => `op-${operation.operationId}`;

/// Returns the text of an operation that the filter searches.
const words = ({ path, method, operation }) =>
  [method, path, operation.summary, operation.description, ...(operation.parameters ?? []).map(({ name }) => name),
    ...Object.keys(operation.responses["200"]?.content ?? {})].join(" ").toLowerCase();

function entry(item) {
  const { path, method, operation } = item;
  return element("li", { "data-words": words(item) },
    element("a", { href: `#${anchor(operation)}` },
      element("span", { class: `verb ${method}` }, method === "delete" ? "DEL" : method.toUpperCase()),
      element("span", { class: "what" }, path)));
}

export function group(title, items) {
  return element("section", { class: "group" }, element("h2", {}, title), element("ul", {}, items.map(entry)));
}

function narrow(list, found, text) {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const section of list.querySelectorAll(".group")) {
    let shown = 0;
    for (const item of section.querySelectorAll("li")) {
      const title = section.querySelector("h2").textContent.toLowerCase();
      item.hidden = !wanted.every((word) => `${title} ${item.dataset.words}`.includes(word));
      if (!item.hidden) shown += 1;
    }
    section.hidden = shown === 0;
    count += shown;
  }
  found.textContent = wanted.length ? (count ? `${count} found` : "Nothing found. Try another word.") : "";
}

/// Marks the entry of the operation that is on the screen.
function follow(list) {
  const links = new Map([...list.querySelectorAll("a")].map((link) => [link.getAttribute("href").slice(1), link]));
  const watcher = new IntersectionObserver((seen) => {
    const first = seen.find((one) => one.isIntersecting);
    const link = first && links.get(first.target.id);
    if (!link) return;
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    // Scroll only the list: the page itself must not move.
    const nav = list.closest("nav");
    if (nav.scrollHeight > nav.clientHeight) nav.scrollTop = link.offsetTop - nav.clientHeight / 2;
  }, { rootMargin: "-10% 0px -75% 0px" });
  for (const id of links.keys()) watcher.observe(document.getElementById(id));
}

export function makeContents(list) {
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  find.addEventListener("input", () => narrow(list, found, find.value));
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    list.querySelector(".group:not([hidden]) li:not([hidden]) a")?.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    document.getElementById("menu").open = true;
    find.focus();
  });
  const isNarrow = matchMedia("(max-width: 60rem)");
  if (isNarrow.matches) document.getElementById("menu").open = false;
  list.addEventListener("click", (event) => {
    if (isNarrow.matches && event.target.closest("a")) document.getElementById("menu").open = false;
  });
  follow(list);
}
