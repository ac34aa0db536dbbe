// A field that finds one of many: what is typed is searched for on the server, and the arrows choose (ARIA combobox with a list).

import { el, fill, later, newID } from "./dom.js";
import { t } from "./words.js";

/**
 * Makes the control. `search(text)` resolves to [{value, label, detail}]; `onChoose(item or null)` gets what was chosen.
 * With `clears`, the field is empty again after a choice, to choose another one.
 */
export function comboBox({ value = null, search, onChoose, clears = false, placeholder = "", ...attributes }) {
  const listID = newID("list");
  const input = el("input", { type: "text", role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-autocomplete": "list",
    "aria-controls": listID, placeholder, spellcheck: "false", ...attributes });
  const list = el("ul", { role: "listbox", id: listID, hidden: true, class: "options" });
  const status = el("span", { class: "unseen", role: "status" });
  const state = { input, list, status, items: [], active: -1, chosen: value, onChoose, clears, number: 0 };
  input.value = value?.label ?? "";
  const find = async () => {
    const number = ++state.number;
    const items = await search(input.value.trim()).catch(() => []);
    if (number === state.number && document.activeElement === input) showItems(state, items);
  };
  const slowly = later(find, 180);
  input.addEventListener("input", slowly);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", (event) => onKey(event, state, find));
  input.addEventListener("blur", () => { slowly.cancel(); leave(state); });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) choose(state, state.items[[...list.children].indexOf(option)]);
  });
  return { input, node: el("div", { class: "combo" }, input, list, status) };
}

function showItems(state, items) {
  state.items = items;
  state.active = -1;
  fill(state.list, items.map((item, index) => el("li", { role: "option", id: `${state.list.id}-${index}`, "aria-selected": "false" },
    item.label, item.detail && el("span", { class: "quiet" }, ` ${item.detail}`))));
  state.list.hidden = items.length === 0;
  state.input.setAttribute("aria-expanded", String(items.length > 0));
  state.input.removeAttribute("aria-activedescendant");
  fill(state.status, items.length ? t("combo.found", { count: items.length }) : t("combo.none"));
}

function close(state) {
  state.number += 1;
  state.items = [];
  state.list.hidden = true;
  state.input.setAttribute("aria-expanded", "false");
  state.input.removeAttribute("aria-activedescendant");
}

function onKey(event, state, find) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (state.list.hidden) find();
    else move(state, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && !state.list.hidden) {
    event.preventDefault();
    choose(state, state.items[Math.max(0, state.active)]);
  } else if (event.key === "Escape" && !state.list.hidden) {
    event.preventDefault();
    event.stopPropagation();
    close(state);
  }
}

function move(state, step) {
  const count = state.items.length;
  state.active = state.active < 0 ? (step > 0 ? 0 : count - 1) : (state.active + step + count) % count;
  [...state.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === state.active)));
  state.list.children[state.active].scrollIntoView({ block: "nearest" });
  state.input.setAttribute("aria-activedescendant", `${state.list.id}-${state.active}`);
}

function choose(state, item) {
  if (!item) return;
  state.chosen = state.clears ? null : item;
  state.input.value = state.clears ? "" : item.label;
  close(state);
  state.onChoose(item);
}

// An empty field means none. Text that wasn't chosen from the list is not a value: what was chosen before comes back.
function leave(state) {
  if (!state.input.value.trim() && state.chosen) {
    state.chosen = null;
    state.onChoose(null);
  }
  if (!state.clears) state.input.value = state.chosen?.label ?? "";
  close(state);
}
