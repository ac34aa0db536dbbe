// The bar at the top, with search and who is signed in, and the navigation at the left. On a phone it is behind a button.

import { el } from "./core/dom.js";
import { showKeys } from "./core/keys.js";
import { go, href } from "./core/router.js";
import { may, session, signOut } from "./core/session.js";
import { toast } from "./core/toasts.js";
import { language, languages, setLanguage, t } from "./core/words.js";
import { routes } from "./routes.js";

const GROUPS = [
  ["", ["start", "proposals", "activity"]],
  ["records", ["members", "contacts", "offices", "organisation"]],
  ["words", ["vocabularies"]],
  ["data", ["import", "export", "deleted", "backups"]],
  ["access", ["people", "account"]],
];

// The records that are reached from the vocabularies.
const WORDS = ["topics", "areas", "member-kinds", "topic-kinds", "fields"];

let built = null;

/** The frame for an address. It is built once for each person, so that the focus and what is typed stay. */
export function headerNode(path) {
  if (built?.person !== session.person) built = build();
  for (const { link, route } of built.links) {
    if (isUnder(path, route)) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  built.menu.setAttribute("aria-expanded", "false");
  return built.nodes;
}

/** Closes the navigation of a phone, if it is open. The focus goes back to its button. */
export function closeNavigation() {
  if (built?.menu.getAttribute("aria-expanded") !== "true") return;
  built.menu.setAttribute("aria-expanded", "false");
  built.menu.focus();
}

function isUnder(path, route) {
  return path === route || (route !== "" && path.startsWith(`${route}/`)) || (route === "import" && path === "imports") || (route === "vocabularies" && WORDS.includes(path.split("/")[0]));
}

function build() {
  const links = [];
  const list = el("ul", {}, GROUPS.map(([name, entries]) => groupNode(name, entries, links)));
  const menu = el("button", { type: "button", class: "menu-button", "aria-expanded": "false", "aria-controls": "nav", onclick: () => {
    menu.setAttribute("aria-expanded", menu.getAttribute("aria-expanded") === "true" ? "false" : "true");
  } }, t("nav.menu"));
  const bar = el("header", { class: "bar" },
    el("a", { class: "brand", href: href() }, session.organisation?.shortName ?? session.organisation?.name ?? t("workspace")),
    menu, may("reader") && searchNode(), whoNode());
  // On a phone, the bar has no room for these.
  list.append(el("li", { class: "group phone" }, languageMenu("language-phone"), signOutButton()));
  const nav = el("nav", { class: "main", id: "nav", "aria-label": t("nav.label"),
    onkeydown: (event) => { if (event.key === "Escape") closeNavigation(); } }, list);
  return { person: session.person, links, menu, nodes: [bar, nav] };
}

function groupNode(name, entries, links) {
  const items = entries.map((entry) => routes.find((route) => route.nav === entry)).filter((route) => route && may(route.role ?? "reader")).map((route) => {
    const link = el("a", { href: href(route.path) }, t(`nav.${route.nav}`));
    links.push({ link, route: route.path });
    return el("li", {}, link);
  });
  if (!items.length || !name) return items;
  const id = `nav-${name}`;
  return el("li", { class: "group" }, el("h2", { id }, t(`nav.group.${name}`)), el("ul", { "aria-labelledby": id }, items));
}

function searchNode() {
  const input = el("input", { type: "search", id: "find", name: "q", autocomplete: "off", spellcheck: "false", maxlength: 200, placeholder: t("search.placeholder") });
  return el("form", { class: "find", role: "search", onsubmit: (event) => {
    event.preventDefault();
    if (input.value.trim()) go(href("search", { q: input.value.trim() }));
  } }, el("label", { for: "find", class: "unseen" }, t("search.label")), input);
}

function whoNode() {
  const { person } = session;
  return el("div", { class: "who" },
    el("a", { href: href("account"), class: "person" }, person.name, " ", el("span", { class: "quiet" }, t(`role.${person.role}`))),
    languageMenu(),
    el("button", { type: "button", class: "square", onclick: showKeys, "aria-label": t("keys.title") }, "?"),
    signOutButton());
}

function signOutButton() {
  return el("button", { type: "button", class: "plain", onclick: leave }, t("signout"));
}

/** Chooses the language of the workspace. The page is loaded again, in the same place. */
export function languageMenu(id = "language") {
  const menu = el("select", { id, onchange: () => { setLanguage(menu.value); location.assign(withLanguage(menu.value)); } },
    Object.entries(languages).map(([code, name]) => el("option", { value: code, lang: code }, name)));
  menu.value = language();
  return el("div", { class: "language" }, el("label", { for: id, class: "unseen" }, t("language")), menu);
}

// A page with ?lang= keeps it, so that the address says what is seen.
function withLanguage(code) {
  const address = new URL(location.href);
  if (address.searchParams.has("lang")) address.searchParams.set("lang", code);
  return address.href;
}

async function leave() {
  try {
    await signOut();
    location.assign(href());
  } catch (error) {
    toast(error.message, { kind: "bad" });
  }
}

