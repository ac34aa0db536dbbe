// Fields with rows: links and facts, labels in several languages, choices, topics, the directory's own fields, pictures.

import { comboBox } from "../core/combobox.js";
import { el, fill, focusOn } from "../core/dom.js";
import { checkbox, field, group, selectControl, textControl } from "../core/form.js";
import { setCustomLabels } from "../core/labels.js";
import { session } from "../core/session.js";
import { announce } from "../core/toasts.js";
import { hasWord, language, t } from "../core/words.js";
import { findRecords, knownName } from "./columns.js";
import { hintFor, languageName, numberFrom } from "./fields.js";

/** Rows that can be added, removed and moved. `cells(row, index)` gives [{name, label, control}]; `write(rows)` gets them all. */
function rowsField({ form, model, pointer, label, lang, rows, cells, write, blank }) {
  const list = el("ol", { class: "items" });
  const render = () => fill(list, rows.map((row, index) => rowNode(row, index)));
  const changed = () => write(rows);
  const change = (action, said) => {
    action();
    render();
    changed();
    announce(said);
  };
  function rowNode(row, index) {
    const inputs = cells(row, changed).map(({ name, label: title, control }) => {
      if (lang) control.setAttribute("lang", lang);
      return form.fields.add(field({ pointer: `${pointer}/${index}/${name}`, label: title, control }));
    });
    const button = (sign, words, run, off = false) => el("button",
      { type: "button", class: "plain small", title: t(words), "aria-label": `${t(words)} ${index + 1}`, disabled: off,
      onclick: run }, sign);
    return el("li", { class: "item" }, el("div", { class: "group" }, inputs), el("div", { class: "item-actions" },
      button("↑", "items.up", () => move(index, -1), index === 0),
        button("↓", "items.down", () => move(index, 1), index === rows.length - 1),
      button(t("remove"), "remove", () => change(() => rows.splice(index, 1), t("items.removed")) ?? focusOn(more))));
  }
  function move(index, step) {
    change(() => rows.splice(index + step, 0, rows.splice(index, 1)[0]), t("items.moved"));
    focusOn(list.children[index + step].querySelector("input, textarea"));
  }
  const more = el("button", { type: "button", class: "small", onclick: () => {
    rows.push(blank());
    render();
    focusOn(list.lastElementChild.querySelector("input, textarea"));
  } }, t("add"), el("span", { class: "unseen" }, ` ${label}`));
  render();
  return form.fields.add(group({ pointer, label, hint: hintFor(model, form), children: [list, more] }));
}

/** A list of objects with two texts: links, facts, numbers in registers. */
export function itemsField({ model, form, pointer, label, lang }) {
  const rows = structuredClone(form.content.get(pointer) ?? []);
  return rowsField({
    form, model, pointer, label, lang, rows, blank: () => ({}),
    cells: (row, changed) => model.parts.map((name) => ({
      name, label: hasWord(`items.${model.name}.${name}`) ? t(`items.${model.name}.${name}`) : t(`part.${name}`),
      control: textControl({ value: row[name], type: name === "url" ? "url" : "text", long: name === "text", rows: 2,
        onInput: (text) => { row[name] = text; changed(); } }),
    })),
    // A row in which nothing is written is not sent.
    write: (all) => setList(form, pointer, all.filter((row) => Object.values(row).some(Boolean)).map((row) => ({ ...row }))),
  });
}

function setList(form, pointer, list) {
  form.content.set(pointer, list.length ? list : undefined);
}

/** A label: a text, or an object with a text for each language. */
export function localizedField({ model, form, pointer, label }) {
  const value = form.content.get(pointer);
  const texts = typeof value === "string" ? { [session.languages[0]]: value } : { ...value };
  const write = () => {
    const entries = Object.entries(texts).filter(([, text]) => text);
    form.content.set(pointer, entries.length ? Object.fromEntries(entries) : undefined);
  };
  const inputs = session.languages.map((code) => {
    const control = textControl({ value: texts[code], onInput: (text) => { texts[code] = text; write(); } });
    const name = session.languages.length > 1 ? t("label.inLanguage", { field: label, language: languageName(code) }) : label;
    return form.fields.add(field({ pointer: session.languages.length > 1 && code !== session.languages[0] ? `${pointer}/${code}` : pointer, label: name, control, lang: code, hint: code === session.languages[0] ? hintFor(model, form) : "" }));
  });
  return el("div", { class: "languages" }, inputs);
}

/** The choices of a field of the directory: a value and labels. */
export function choicesField({ model, form, pointer, label }) {
  const rows = (form.content.get(pointer) ?? []).map((choice) => (typeof choice === "string" ? { value: choice } : structuredClone(choice)));
  const labels = (row) => (typeof row.label === "string" ? { [session.languages[0]]: row.label } : { ...row.label });
  return rowsField({
    form, model, pointer, label, rows, blank: () => ({}),
    cells: (row, changed) => [
      { name: "value", label: t("choices.value"),
        control: textControl({ value: row.value, onInput: (text) => { row.value = text; changed(); } }) },
      ...session.languages.map((code) => ({
        name: `label/${code}`, label: t("label.inLanguage", { field: t("field.label"), language: languageName(code) }),
        control: textControl({ value: labels(row)[code], lang: code,
          onInput: (text) => { row.label = { ...labels(row), [code]: text }; changed(); } }),
      })),
    ],
    write: (all) => setList(form, pointer, all.filter((row) => row.value || row.label).map((row) => ({ ...row }))),
  });
}

// The topics of a member, each with its relation.

const RELATIONS = ["works-with", "interested-in", "local"];

export function topicsField({ model, form, pointer, label }) {
  const list = el("ul", { class: "items topics" });
  const topics = () => form.content.get(pointer) ?? [];
  const write = (next) => {
    form.content.set(pointer, next.length ? next : undefined);
    render();
  };
  const box = comboBox({ clears: true, search: (text) => findRecords("topics", text), onChoose: (item) => {
    if (topics().some((topic) => topic.slug === item.value)) return announce(t("topics.there", { name: item.label }));
    write([...topics(), { slug: item.value, relation: "works-with" }]);
    announce(t("topics.added", { name: item.label }));
    return box.input.focus();
  } });
  function render() {
    fill(list, topics().map((topic, index) => el("li", { class: "item" }, topicRow(topic, index))));
  }
  function topicRow(topic, index) {
    const name = knownName("topics", topic.slug);
    const relation = selectControl({ value: topic.relation, required: true,
      options: RELATIONS.map((one) => ({ value: one, label: t(`relation.${one}`) })),
      "aria-label": t("topics.relation", { name }),
        onInput: (value) => form.content.set(pointer, topics().map((one, at) => (at === index ? { ...one, relation: value } : one))) });
    return [el("span", { class: "topic-name" }, name), relation,
      el("button", { type: "button", class: "plain small", "aria-label": `${t("remove")} ${name}`, onclick: () => {
      write(topics().filter((_, at) => at !== index));
      announce(t("items.removed"));
      focusOn(box.input);
    } }, t("remove"))];
  }
  render();
  const adder = field({ pointer: `${pointer}/-`, label: t("topics.add"), control: box.input, wrapped: box.node });
  return form.fields.add(group({ pointer, label, bare: true, hint: hintFor(model, form), children: [list, adder.node] }));
}

// The fields that the directory defines for its members, each by the type of its values.

/** A label in the language of the page, or in the first that there is. */
export function localized(label, otherwise) {
  if (typeof label === "string") return label;
  return label?.[language()] ?? label?.[session.languages[0]] ?? Object.values(label ?? {})[0] ?? otherwise;
}

/** Tells the lists of changes what these fields are called. */
export function rememberCustomLabels(definitions) {
  setCustomLabels(definitions.map((definition) => [definition.name, localized(definition.label, definition.name)]));
}

export function customFields({ form }) {
  const definitions = form.lists.fields ?? [];
  if (!definitions.length) return null;
  return definitions.map((definition) => customField(definition, form));
}

function customField(definition, form) {
  const pointer = `/custom/${definition.name}`;
  const label = localized(definition.label, definition.name);
  const staff = definition.visibility === "staff" ? t("custom.staff") : "";
  const hint = [localized(definition.help, ""), staff].filter(Boolean).join(" ");
  if (definition.valueType === "choices") return choicesGroup(definition, form, pointer, label, hint);
  return form.fields.add(field({ pointer, label, hint, control: customControl(definition, form, pointer) }));
}

function optionsOf(definition) {
  return (definition.choices ?? []).map((choice) => (typeof choice === "string" ? { value: choice,
    label: choice } : { value: choice.value, label: localized(choice.label, choice.value) }));
}

function customControl(definition, form, pointer) {
  const { content } = form;
  const value = content.get(pointer);
  const onInput = (text) => content.set(pointer, text);
  switch (definition.valueType) {
    case "long-text": return textControl({ value, long: true, rows: 4, onInput });
    case "number": return textControl({ value: value ?? "", inputmode: "decimal", class: "short",
      onInput: (text) => content.set(pointer, numberFrom(text)) });
    case "day": return textControl({ value, type: "date", class: "short", onInput });
    case "url": return textControl({ value, type: "url", placeholder: "https://", onInput });
    case "choice": return selectControl({ value, options: optionsOf(definition), onInput });
    case "yes-no": return selectControl({
      value: value === undefined ? "" : String(value), options: [{ value: "true", label: t("yes") }, { value: "false", label: t("no") }],
      onInput: (text) => content.set(pointer, text === "" ? undefined : text === "true"),
    });
    default: return textControl({ value, onInput });
  }
}

function choicesGroup(definition, form, pointer, label, hint) {
  const chosen = new Set([form.content.get(pointer) ?? []].flat());
  const boxes = optionsOf(definition).map((option) => checkbox({
    value: chosen.has(option.value), label: option.label,
    onInput: (on) => {
      if (on) chosen.add(option.value);
      else chosen.delete(option.value);
      form.content.set(pointer, chosen.size ? [...chosen] : undefined);
    },
  }));
  return form.fields.add(group({ pointer, label, hint, children: el("div", { class: "checks" }, boxes) }));
}

// The picture of a record: it is chosen, cut and made smaller in the browser, and sent when the form is saved.

const TYPES = "image/jpeg,image/png,image/webp";

/** The field. `form.pending` gets what is to be sent: {name, files, alt, credit}. */
export function pictureField({ model, form, pointer, label }) {
  const place = el("div", { class: "picture" });
  const words = el("div", {});
  const input = el("input", { type: "file", accept: TYPES, class: "unseen", tabindex: "-1", "aria-hidden": "true",
    onchange: () => choose(input.files[0]) });
  const state = { form, pointer, name: model.name, place, words, shown: largestOf(form.record?.[model.name]), input };
  async function choose(file) {
    input.value = "";
    if (!file) return;
    // The tools for cutting are only loaded by those who choose a picture.
    const { cropPicture } = await import("./crop.js");
    const cut = await cropPicture(file);
    if (!cut) return;
    if (cut.error) {
      entry.setError(t(cut.error));
      return;
    }
    entry.setError("");
    form.pending = { name: model.name, files: cut.files };
    state.shown = { url: URL.createObjectURL(cut.files[0].blob), width: cut.files[0].width, height: cut.files[0].height };
    form.content.set(pointer, form.content.get(pointer) ?? { alt: "", credit: "" });
    render(state);
    words.querySelector("input")?.focus();
  }
  const entry = group({ pointer, label, bare: true, hint: hintFor(model, form), children: [place, words, input] });
  dropZone(place, choose);
  render(state);
  return form.fields.add(entry);
}

function largestOf(picture) {
  return picture?.sizes?.at(-1) ?? null;
}

function dropZone(place, choose) {
  place.addEventListener("dragover", (event) => event.preventDefault());
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    choose(event.dataTransfer.files[0]);
  });
}

function render(state) {
  const { form, place, words, shown, input, pointer } = state;
  const select = el("button", { type: "button", onclick: () => input.click() }, t(shown ? "picture.replace" : "picture.choose"));
  const drop = shown && el("button", { type: "button", class: "plain", onclick: () => {
    form.pending = null;
    state.shown = null;
    form.content.set(pointer, undefined);
    render(state);
    place.querySelector("button").focus();
  } }, t("picture.remove"));
  fill(place, shown && el("img", { src: shown.url, alt: "", width: shown.width, height: shown.height }),
    el("div", { class: "actions" }, select, drop));
  fill(words, form.content.get(pointer) && [textOf(state, "alt", t("picture.alt"), t("picture.alt.hint")),
    textOf(state, "credit", t("picture.credit"), t("picture.credit.hint"))]);
}

function textOf({ form, pointer }, name, label, hint) {
  const control = textControl({ value: form.content.get(`${pointer}/${name}`),
    onInput: (text) => form.content.set(`${pointer}/${name}`, text) });
  return form.fields.add(field({ pointer: `${pointer}/${name}`, label, hint, control, required: name === "alt" }));
}
