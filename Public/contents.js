// The navigation: groups of operations, a field that filters them, and a button that opens or closes all.
import { element } from "/docs/element.js";

const operations = () => [...document.querySelectorAll(".operation")];

/// Returns the text of an operation that the filter searches.
export const words = (title, { path, method, operation }) =>
  [title, method, path, operation.summary, operation.description, ...(operation.parameters ?? []).map(({ name }) => name),
    ...Object.keys(operation.responses?.["200"]?.content ?? {})].join(" ").toLowerCase();

export function entry(id, title, count) {
  return element("li", {}, element("a", { href: `#${id}` }, title,
    count ? element("span", { class: "count", "aria-hidden": "true" }, String(count)) : null));
}

function narrow(text) {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of operations()) one.hidden = !wanted.every((word) => one.dataset.words.includes(word));
  for (const link of document.querySelectorAll("#contents a")) {
    const group = document.getElementById(link.hash.slice(1)).closest(".group");
    const count = group.querySelectorAll(".operation:not([hidden])").length;
    group.hidden = link.parentElement.hidden = count === 0;
    link.querySelector(".count")?.replaceChildren(String(count));
  }
  const count = operations().filter((one) => !one.hidden).length;
  document.getElementById("found").textContent =
    wanted.length ? (count ? `${count} found` : "Nothing found. Try another word.") : "";
}

/// Marks the entry of the group that is on the screen.
function follow() {
  const links = new Map([...document.querySelectorAll("#contents a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((seen) => {
    const first = seen.find((one) => one.isIntersecting);
    const link = first && links.get(first.target.querySelector("h2").id);
    if (!link) return;
    document.querySelector("#contents [aria-current]")?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  }, { rootMargin: "-10% 0px -75% 0px" });
  for (const group of document.querySelectorAll(".group")) watcher.observe(group);
}

/// Returns the text without its percent-encoding, or as it is if that is malformed.
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/// Opens the element that the address names, with all that is around it, and shows it at once. The rows of codes must
/// be loaded first.
async function goToAddress(filled) {
  const name = decoded(location.hash.slice(1));
  if (name.startsWith("code-")) await filled(document.getElementById("codes"));
  const target = name && document.getElementById(name);
  if (!target) return;
  const find = document.getElementById("find");
  if (target.closest("[hidden]")) narrow(find.value = "");
  for (let at = target; at; at = at.parentElement) if (at.matches("details")) at.open = true;
  target.scrollIntoView();
}

/// Opens everything for the printer, and closes what was closed afterwards.
function openForPrint(fillAllNow) {
  let closed = [];
  addEventListener("beforeprint", () => {
    fillAllNow();
    closed = [...document.querySelectorAll("main details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
}

function makeFilter() {
  const find = document.getElementById("find");
  find.addEventListener("input", () => narrow(find.value));
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = operations().find((one) => !one.hidden);
    if (!first) return;
    first.open = true;
    first.querySelector("summary").focus();
    first.scrollIntoView();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    find.focus();
  });
}

/// - filled: fills a row, if it isn't yet, and returns when it is.
/// - fillAllNow: fills all rows.
export function makeContents(filled, fillAllNow) {
  const all = document.getElementById("all");
  all.addEventListener("click", () => {
    const opens = all.getAttribute("aria-expanded") === "false";
    for (const one of operations()) one.open = opens;
    all.setAttribute("aria-expanded", String(opens));
    all.textContent = opens ? "Close all" : "Open all";
  });
  makeFilter();
  openForPrint(fillAllNow);
  document.querySelector("nav").hidden = false;
  follow();
  addEventListener("hashchange", () => goToAddress(filled));
  goToAddress(filled);
}
