// The frame around the screens: navigation, who is signed in, messages, and the state of the network.

import { isReachable, onReachable, Problem, Unreachable, whenExpired } from "./core/api.js";
import { el, fill, focusOn } from "./core/dom.js";
import { addKey, setScreenKeys, startKeys } from "./core/keys.js";
import { href, prepareRouter, reload, setGuard, startRouter } from "./core/router.js";
import { loadOrganisation, loadSession, session } from "./core/session.js";
import { errorNode, skeletonNode, stateNode } from "./core/states.js";
import { startToasts } from "./core/toasts.js";
import { chooseLanguage, t } from "./core/words.js";
import { closeNavigation, headerNode, languageMenu } from "./navigation.js";
import { routes } from "./routes.js";
import { signInAgain, signInNode } from "./signin.js";

const app = document.getElementById("app");
const main = el("main", { id: "main", tabindex: "-1" });
const navigation = el("div", { class: "bar-nav" });
const lines = el("div", { class: "lines" });
let stopped = new AbortController();
let isFirst = true;

export async function startShell() {
  // What the first screen needs is asked for at once.
  prepareRouter(routes);
  const organisation = loadOrganisation();
  organisation.catch(() => {});
  try {
    await Promise.all([chooseLanguage(), loadSession()]);
    if (session.person) await organisation;
  } catch (error) {
    fill(app, el("main", { id: "main" }, errorNode(error, () => location.reload(), "h1")));
    return;
  }
  if (session.person) await enter();
  else showSignIn();
}

function showSignIn() {
  document.title = t("signin.title");
  isFirst = false;
  fill(app, signInNode(() => loadOrganisation().then(enter), languageMenu()));
  app.querySelector("input[type=password]").focus();
}

async function enter() {
  fill(app, el("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); } }, t("skip")),
    navigation, el("div", { class: "screen" }, lines, main));
  app.className = "shell";
  startToasts(app);
  whenExpired(signInAgain);
  startKeys();
  addKey({ key: "/", words: "keys.search", run: focusOnSearch });
  document.addEventListener("click", (event) => closeMenus(event.target));
  addKey({ key: "Escape", words: "keys.close", run: () => closeMenus(null) });
  document.addEventListener("person", showNavigation);
  onReachable(showNetwork);
  showNetwork(isReachable());
  await startRouter(display);
}

function showNavigation() {
  fill(navigation, headerNode(location.pathname.slice(href().length)));
}

function focusOnSearch() {
  const box = main.querySelector("input[type=search]") ?? navigation.querySelector("input[type=search]");
  box?.focus();
  box?.select();
}

// A menu closes when something else is clicked, and with Escape; the focus then goes back to its button.
function closeMenus(target) {
  if (!target) closeNavigation();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu.contains(target)) continue;
    menu.open = false;
    if (!target) menu.querySelector("summary").focus();
  }
}

function showNetwork(reachable) {
  fill(lines, !reachable && el("p", { class: "banner bad", role: "status" }, t("offline.line")));
}

// Shows the screen of an address. A screen that takes longer than the next click is forgotten.
async function display({ route, path, parameters, query }, keepFocus = false) {
  stopped.abort();
  stopped = new AbortController();
  const { signal } = stopped;
  if (!navigation.contains(headerNode(path)[0])) fill(navigation, headerNode(path));
  setScreenKeys([]);
  if (keepFocus) main.setAttribute("aria-busy", "true");
  else fill(main, skeletonNode());
  try {
    if (!route) throw new Problem(404, { title: path });
    const module = await route.load();
    const screen = await module.default({ parameters, query, path, signal, ...route.with });
    if (!signal.aborted && screen) present(screen, keepFocus);
  } catch (error) {
    if (signal.aborted || error.name === "AbortError") return;
    present({ title: t("state.failed"), content: errorOf(error) });
  }
}

function errorOf(error) {
  // A browser may remember that a module failed, so the page is loaded again.
  if (error instanceof TypeError && /import|module/.test(error.message)) {
    if (!isReachable()) return errorNode(new Unreachable(error), () => location.reload(), "h1");
    return stateNode({ heading: "h1", title: t("state.module"), text: t("state.module.text"),
      action: el("button", { type: "button", class: "primary", onclick: () => location.reload() }, t("state.reload")) });
  }
  return errorNode(error, reload, "h1");
}

function present(screen, keepFocus = false) {
  document.title = `${screen.title} – ${t("workspace")}`;
  const { id, value, selectionEnd } = document.activeElement ?? {};
  main.removeAttribute("aria-busy");
  fill(main, screen.content);
  setScreenKeys(screen.keys ?? []);
  setGuard(screen.guard ?? null);
  if (keepFocus && id && document.getElementById(id)) giveBackFocus(document.getElementById(id), value, selectionEnd);
  else if (!isFirst) {
    scrollTo(0, 0);
    focusOn(screen.focus ?? main.querySelector("h1, h2"));
  }
  isFirst = false;
}

// What was typed while the answer was on its way stays, with the cursor where it was.
function giveBackFocus(node, value, end) {
  node.focus({ preventScroll: true });
  if (node.type !== "search") return;
  node.value = value;
  node.setSelectionRange(end, end);
}
