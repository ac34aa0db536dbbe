// Makes the fields of a form from the model: one function for each kind of value.

import { comboBox } from "../core/combobox.js";
import { el } from "../core/dom.js";
import { checkbox, field, group, selectControl, textControl } from "../core/form.js";
import { fieldLabel } from "../core/labels.js";
import { session } from "../core/session.js";
import { hasWord, language, t } from "../core/words.js";
import { findRecords, knownName, typeNames } from "./columns.js";
import { choicesField, customFields, itemsField, localizedField, pictureField, topicsField } from "./lists.js";

const SPECIAL = {
  telephone: telephoneField, address: addressField, count: countField, location: locationField, items: itemsField, topics: topicsField,
  picture: pictureField, custom: customFields, localized: localizedField, choices: choicesField,
};

/**
 * The fields of one entry of the model. `form` is {content, fields, records, lists, record, isNew}. A text that can be
 * translated has a field in each language of the directory, side by side.
 */
export function fieldNodes(model, form) {
  if (!model.translated || session.languages.length < 2) return one(model, form, `/${model.name}`, null);
  const columns = session.languages.map((code, index) => {
    const pointer = index === 0 ? `/${model.name}` : `/translations/${code}/${model.name}`;
    return one({ ...model, required: model.required && index === 0 }, form, pointer, code);
  });
  return el("div", { class: "languages" }, columns);
}

function one(model, form, pointer, code) {
  const label = labelFor(model, form, code);
  const make = SPECIAL[model.kind];
  if (make) return make({ model, form, pointer, label, lang: code });
  const control = simpleControl(model, form, pointer);
  if (!control) return null;
  if (control.node) return form.fields.add(control);
  return form.fields.add(field({ pointer, label, hint: hintFor(model, form), control: control.input ?? control,
    wrapped: control.combo, required: model.required, lang: code }));
}

function simpleControl(model, form, pointer) {
  const { content } = form;
  const value = content.get(pointer);
  const onInput = (text) => content.set(pointer, text);
  const size = model.short ? "short" : null;
  switch (model.kind) {
    case "long": return textControl({ value, long: true, rows: model.rows ?? 4, onInput });
    case "lines": return linesControl(value, onInput);
    case "integer": return textControl({ value: value ?? "", inputmode: "numeric", class: "short",
      onInput: (text) => content.set(pointer, numberFrom(text)) });
    case "day": return textControl({ value, type: "date", class: "short", onInput });
    case "url": return textControl({ value, type: "url", inputmode: "url", placeholder: "https://", onInput });
    case "email": return textControl({ value, type: "email", onInput });
    case "check": return checkControl(model, form, pointer);
    case "choice": return choiceControl(model, form, value, onInput);
    case "reference": return referenceControl(model, form, value, onInput);
    case "synonyms": return synonymsControl(value, onInput);
    case "slug": return slugControl(form, value, onInput);
    default: return textControl({ value, class: size, maxlength: model.maxlength,
      onInput: (text) => onInput(model.maxlength === 2 ? text.toUpperCase() : text) });
  }
}

function linesControl(value, onInput) {
  return textControl({ value: (value ?? []).join("\n"), long: true, rows: Math.max(3, (value ?? []).length + 1),
    onInput: (text) => { const lines = text.split("\n").map((line) => line.trim()).filter(Boolean); onInput(lines.length ? lines : undefined); } });
}

// A group of words on each line, with commas between them.
function synonymsControl(value, onInput) {
  const lines = (value ?? []).map((words) => words.join(", "));
  return textControl({ value: lines.join("\n"), long: true, rows: Math.max(4, lines.length + 1), onInput: (text) => {
    const groups = text.split("\n").map((line) => line.split(",").map((word) => word.trim()).filter(Boolean)).filter((words) => words.length);
    onInput(groups.length ? groups : undefined);
  } });
}

function checkControl(model, form, pointer) {
  const label = fieldLabel(model.name, typeNames[form.records]);
  const node = checkbox({ value: form.content.get(pointer) === true, label,
    onInput: (on) => form.content.set(pointer, on || (model.always ? false : undefined)) });
  const hint = hintFor(model, form);
  const control = node.querySelector("input");
  control.id = `check${pointer.replace(/\W/g, "-")}`;
  const error = el("p", { class: "error", hidden: true });
  const whole = el("div", { class: "field", "data-pointer": pointer }, node, hint && el("p", { class: "hint" }, hint), error);
  return { pointer, label, control, node: whole,
    setError: (text) => { error.hidden = !text; error.textContent = text; whole.classList.toggle("invalid", Boolean(text)); } };
}

function choiceControl(model, form, value, onInput) {
  const options = model.values
    ? model.values.map((one) => ({ value: one, label: model.words ? t(`${model.words}.${one}`) : one }))
    : form.lists[model.records] ?? [];
  return selectControl({ value, options, required: model.required, onInput });
}

function referenceControl(model, form, value, onInput) {
  const box = comboBox({
    value: value ? { value, label: knownName(model.records, value) } : null,
    search: (text) => findRecords(model.records, text), onChoose: (item) => onInput(item?.value),
  });
  return { input: box.input, combo: box.node };
}

// A slug that others may have kept doesn't change. Before that, it may be left to the server.
function slugControl(form, value, onInput) {
  const fixed = !form.isNew && form.record?.status !== "draft";
  return textControl({ value, readonly: fixed, spellcheck: "false", autocapitalize: "none", onInput });
}

// Labels and hints of the fields of the form, and numbers from what people write.

/** "Name" or "Name, Norwegian Bokmål". */
export function labelFor(model, form, code) {
  const label = fieldLabel(model.name, typeNames[form.records]);
  return code ? t("label.inLanguage", { field: label, language: languageName(code) }) : label;
}

export function languageName(code) {
  try {
    return new Intl.DisplayNames(language(), { type: "language" }).of(code);
  } catch {
    return code;
  }
}

export function hintFor(model, form) {
  for (const key of [`hint.${typeNames[form.records]}.${model.name}`, `hint.${model.name}`,
    `hint.kind.${model.kind}`]) if (hasWord(key)) return t(key);
  return "";
}

/** A number from what people write; what isn't a number stays a text, so that the server explains it. */
export function numberFrom(text) {
  const plain = text.replace(/[\s\u00a0]/g, "").replace(",", ".");
  if (plain === "") return undefined;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

// Fields of several parts: telephone, address, number with year, place on the map.

function add(form, model, pointer, label, children) {
  return form.fields.add(group({ pointer, label, hint: hintFor(model, form), children }));
}

// One part of a group. An error of the part is shown beside it.
function part(form, pointer, label, control) {
  return form.fields.add(field({ pointer, label, control }));
}

/** What people write, and the number for links, which is guessed while it hasn't been written. */
export function telephoneField({ model, form, pointer, label }) {
  const { content } = form;
  const value = content.get(pointer) ?? {};
  let guessed = !value.e164 || value.e164 === internationalOf(value.printed ?? "");
  const write = (printed, e164) => content.set(pointer,
    printed || e164 ? { ...(printed && { printed }), ...(e164 && { e164 }) } : undefined);
  const printed = textControl({ value: value.printed, type: "tel", onInput: (text) => {
    if (guessed) number.value = internationalOf(text);
    write(text.trim(), number.value.trim());
  } });
  const number = textControl({ value: value.e164, type: "tel", placeholder: "+47…", onInput: (text) => {
    guessed = text === "";
    write(printed.value.trim(), text.trim());
  } });
  return add(form, model, pointer, label, [part(form, `${pointer}/printed`, t("tel.printed"), printed),
    part(form, `${pointer}/e164`, t("tel.e164"), number)]);
}

/** "22 33 44 55" is a Norwegian number; "+32 (0) 2 555" loses its zero in brackets. Empty if it isn't clear. */
export function internationalOf(text) {
  const digits = text.replace(/\(0\)/g, "").replace(/[^\d+]/g, "").replace(/^00/, "+");
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits;
  return /^\d{8}$/.test(digits) ? `+47${digits}` : "";
}

export function addressField({ model, form, pointer, label }) {
  const { content } = form;
  const inputs = ["street", "postcode", "city", "country"].map((name) => {
    const control = textControl({ value: content.get(`${pointer}/${name}`),
      class: name === "postcode" || name === "country" ? "short" : null,
      maxlength: name === "country" ? 2 : null,
      onInput: (text) => writePart(content, pointer, name, name === "country" ? text.toUpperCase() : text) });
    return part(form, `${pointer}/${name}`, t(`field.${name}`), control);
  });
  return add(form, model, pointer, label, inputs);
}

// An object without parts is not there at all.
function writePart(content, pointer, name, value) {
  const whole = { ...content.get(pointer) };
  if (value === "" || value === undefined) delete whole[name];
  else whole[name] = value;
  content.set(pointer, Object.keys(whole).length ? whole : undefined);
}

export function countField({ model, form, pointer, label }) {
  const { content } = form;
  const value = content.get(pointer) ?? {};
  const number = textControl({ value: value.value ?? "", inputmode: "numeric", class: "short", onInput: write });
  const year = model.year && textControl({ value: value.year ?? "", inputmode: "numeric", class: "short", maxlength: 4, onInput: write });
  const about = checkbox({ value: value.approximate === true, label: t("count.approximate"), onInput: write });
  function write() {
    const count = numberFrom(number.value);
    const ofYear = year ? numberFrom(year.value) : undefined;
    const approximate = about.querySelector("input").checked;
    const nothing = count === undefined && ofYear === undefined;
    content.set(pointer, nothing ? undefined : { ...(count !== undefined && { value: count }), approximate,
      ...(ofYear !== undefined && { year: ofYear }) });
  }
  return add(form, model, pointer, label, [
    part(form, `${pointer}/value`, t("count.value"), number), year && part(form, `${pointer}/year`, t("count.year"), year),
      el("div", { class: "field" }, about)]);
}

export function locationField({ model, form, pointer, label }) {
  const { content } = form;
  const value = content.get(pointer) ?? {};
  const input = (name) => textControl({ value: value[name] ?? "", inputmode: "decimal", class: "short",
    placeholder: name === "latitude" ? "59.91" : "10.75",
    onInput: (text) => { if (!pasteBoth(text)) write(); } });
  const latitude = input("latitude");
  const longitude = input("longitude");
  const precision = selectControl({ value: value.precision,
    options: ["address", "place", "area"].map((one) => ({ value: one, label: t(`precision.${one}`) })), onInput: write });
  // "59.91, 10.75", as maps copy it, fills both.
  function pasteBoth(text) {
    const both = /^\s*(-?\d+\.\d+)\s*[,;\s]\s*(-?\d+\.\d+)\s*$/.exec(text);
    if (!both) return false;
    [latitude.value, longitude.value] = [both[1], both[2]];
    write();
    return true;
  }
  function write() {
    const whole = { latitude: numberFrom(latitude.value), longitude: numberFrom(longitude.value) };
    if (whole.latitude === undefined && whole.longitude === undefined) return content.set(pointer, undefined);
    precision.value ||= "address";
    return content.set(pointer, { ...whole, precision: precision.value });
  }
  return add(form, model, pointer, label, [
    part(form, `${pointer}/latitude`, t("location.latitude"), latitude),
      part(form, `${pointer}/longitude`, t("location.longitude"), longitude),
    part(form, `${pointer}/precision`, t("location.precision"), precision)]);
}
