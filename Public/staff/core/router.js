// Shows a screen for each address under /staff/, and keeps people from leaving a form by accident.

const BASE = "/staff/";
let table = [];
let show = null;
let guard = null;
let position = 0;
let ignored = false;

/** Begins to load the screen of the address, before it is known who is signed in. `routes` have `path` with :names. */
export function prepareRouter(routes) {
  table = routes.map((route) => ({ ...route, pattern: pattern(route.path) }));
  // If it fails, it is tried again when the screen is shown, and explained then.
  match().route?.load().catch(() => {});
}

/** Starts with the address of the page. `display(match)` shows the screen of one. */
export function startRouter(display) {
  show = display;
  position = history.state?.position ?? 0;
  history.replaceState({ position }, "");
  document.addEventListener("click", onClick);
  addEventListener("popstate", onPop);
  addEventListener("beforeunload", (event) => { if (guard?.isDirty()) event.preventDefault(); });
  return show(match());
}

/** The address of a screen: href("members/oslo", {draft: 7}). */
export function href(path = "", query = {}) {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value || value === 0)).toString();
  return BASE + path + (text ? `?${text}` : "");
}

/** Goes to an address, unless a form with unsaved changes keeps the person here. With keepFocus, the screen stays as it is meanwhile. */
export async function go(address, { replace = false, force = false, keepFocus = false } = {}) {
  if (!force && guard?.isDirty() && !(await guard.mayLeave())) return false;
  guard = null;
  if (!replace) position += 1;
  history[replace ? "replaceState" : "pushState"]({ position }, "", address);
  await show(match(), keepFocus);
  return true;
}

/** Changes the address without showing another screen, such as for filters. */
export function setAddress(address) {
  history.replaceState({ position }, "", address);
}

/** Shows the same address again. */
export function reload() {
  return show(match(), true);
}

/** Says what protects unsaved changes: {isDirty(), mayLeave()}. It ends with the screen. */
export function setGuard(value) {
  guard = value;
}

export function query() {
  return new URLSearchParams(location.search);
}

function pattern(path) {
  const text = path.replace(/:(\w+)/g, "(?<$1>[^/]+)");
  return new RegExp(`^${text}$`);
}

function match() {
  const path = location.pathname.slice(BASE.length).replace(/\/$/, "");
  for (const route of table) {
    const found = route.pattern.exec(path);
    if (found) return { route, path, parameters: decoded(found.groups), query: query() };
  }
  return { route: null, path, parameters: {}, query: query() };
}

function decoded(groups = {}) {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, safelyDecoded(value)]));
}

function safelyDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function onClick(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (!link.pathname.startsWith(BASE) || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

// The browser has moved already. If the form may not be left, it is moved back, and forward again once the person agrees.
async function onPop(event) {
  if (ignored) {
    ignored = false;
    return;
  }
  const to = event.state?.position ?? 0;
  if (guard?.isDirty() && to !== position) {
    const distance = to - position;
    ignored = true;
    history.go(-distance);
    if (!(await guard.mayLeave())) return;
    guard = null;
    position = to;
    ignored = false;
    history.go(distance);
    return;
  }
  guard = null;
  position = to;
  await show(match());
}
