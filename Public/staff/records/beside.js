// What is beside the form: the preview of the public page, and a warning of duplicates.

import { get, post, Problem } from "../core/api.js";
import { el, fill, later } from "../core/dom.js";
import { href } from "../core/router.js";
import { session } from "../core/session.js";
import { errorNode } from "../core/states.js";
import { t } from "../core/words.js";
import { keyOf, recordsOf, typeNames } from "./columns.js";
import { patchOf } from "./content.js";
import { languageName } from "./fields.js";

/** The preview of a desk: {node, button, update()}. */
export function previewOf(desk) {
  const state = { desk, open: false, lang: session.languages[0],
    node: el("aside", { class: "preview", hidden: true, "aria-label": t("preview") }) };
  const button = el("button", { type: "button", "aria-pressed": "false", onclick: () => toggle(state) }, t("preview"));
  state.button = button;
  const slowly = later(() => show(state), 1200);
  return { node: state.node, button, update: () => { if (state.open) slowly(); } };
}

function toggle(state) {
  state.open = !state.open;
  state.node.hidden = !state.open;
  state.node.parentElement?.classList.toggle("with-preview", state.open);
  state.button.setAttribute("aria-pressed", String(state.open));
  if (state.open) {
    build(state);
    show(state);
  }
}

function build(state) {
  // It is a page of this server with a policy of its own, so it is trusted like the same page in another tab.
  state.frame = el("iframe", { title: t("preview.frame") });
  state.message = el("div", {});
  const languages = session.languages.length > 1 && el("select",
    { "aria-label": t("preview.language"), onchange: (event) => { state.lang = event.target.value; show(state); } },
    session.languages.map((code) => el("option", { value: code }, languageName(code))));
  fill(state.node, el("div", { class: "preview-head" }, el("h2", {}, t("preview")), languages), state.message, state.frame);
}

async function show(state) {
  const { desk } = state;
  try {
    const answer = await post("/previews", { type: typeNames[desk.records], slug: desk.key,
      patch: patchOf(desk.base, desk.content.value, desk.records) });
    state.frame.hidden = false;
    fill(state.message);
    state.frame.src = `${answer.data.url}?lang=${encodeURIComponent(state.lang)}`;
  } catch (error) {
    state.frame.hidden = true;
    if (error instanceof Problem && error.errors.length) fill(state.message, el("p", { class: "quiet" }, t("preview.problems")));
    else if (error instanceof Problem && error.isMissing) withdraw(state);
    else fill(state.message, errorNode(error, () => show(state)));
  }
}

function withdraw(state) {
  toggle(state);
  state.button.hidden = true;
}

// Warns when another record has the same name, number or website. It never keeps anyone from saving.

let isThere = true;

/** A line that appears when there are duplicates: {node, update(pointer)}. */
export function duplicatesOf(desk) {
  const node = el("div", { role: "status" });
  const look = later(async () => {
    const { name, identifiers, website } = desk.content.value;
    if (!isThere || !name) return fill(node);
    const found = await read(desk, name, identifiers, website);
    return fill(node, found.length > 0 && el("div", { class: "banner wait" }, el("p", {}, t("duplicates", { count: found.length })),
      el("ul", {}, found.slice(0, 5).map((one) => el("li", {},
        el("a", { href: href(`${recordsOf(one.type)}/${encodeURIComponent(one.slug)}`), target: "_blank" }, one.name))))));
  }, 700);
  return { node, update: (pointer) => { if (["/name", "/website", "/identifiers"].includes(pointer)) look(); } };
}

async function read(desk, name, identifiers = [], website = "") {
  const first = identifiers.find((one) => one.scheme && one.value);
  const identifier = first && `${first.scheme}:${first.value}`;
  try {
    const answer = await get("/duplicates", { query: {
      type: typeNames[desk.records], name, identifier, website: /^https?:\/\/./.test(website) ? website : "", except: desk.key } });
    const items = answer.data.items ?? [];
    return items.filter((one) => !(one.slug === desk.content.value[keyOf(desk.records)] || one.slug === desk.key));
  } catch (error) {
    if (error instanceof Problem && error.isMissing) isThere = false;
    return [];
  }
}
