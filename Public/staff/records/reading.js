// A record as a page to read, for people who may not change it. It has the parts of the form, without what is empty.

import { valueText } from "../core/difference.js";
import { el } from "../core/dom.js";
import { fieldLabel, labelOf } from "../core/labels.js";
import { href } from "../core/router.js";
import { session } from "../core/session.js";
import { day, number, t } from "../core/words.js";
import { knownName, typeNames } from "./columns.js";
import { languageName } from "./fields.js";
import { models } from "./model.js";

/** The parts of a record that have values. */
export function readingNode(desk) {
  const parts = models[desk.records].map((part) => partNode(part, desk)).filter(Boolean);
  return parts.length ? parts : el("p", { class: "quiet" }, t("records.none"));
}

function partNode(part, desk) {
  const rows = part.fields.flatMap((model) => (model.kind === "custom" ? customRows(desk) : rowsOf(model, desk)));
  return rows.length > 0 && el("section", { class: "part" }, el("h2", {}, t(part.title)), el("dl", { class: "facts" }, rows));
}

function rowsOf(model, desk) {
  const label = fieldLabel(model.name, typeNames[desk.records]);
  const languages = model.translated ? session.languages : session.languages.slice(0, 1);
  return languages.flatMap((code, index) => {
    const value = desk.content.get(index === 0 ? `/${model.name}` : `/translations/${code}/${model.name}`);
    if (value === undefined) return [];
    const name = languages.length > 1 ? t("label.inLanguage", { field: label, language: languageName(code) }) : label;
    return row(name, shown(model, value, desk), languages.length > 1 ? code : null);
  });
}

function customRows(desk) {
  return Object.entries(desk.content.get("/custom") ?? {}).map(([name, value]) => row(labelOf(`/custom/${name}`), valueText(value)));
}

function row(name, content, lang = null) {
  return el("div", {}, el("dt", {}, name), el("dd", { lang, class: "difference" }, content));
}

function shown(model, value, desk) {
  switch (model.kind) {
    case "reference": return el("a", { href: href(`${model.records}/${encodeURIComponent(value)}`) }, knownName(model.records, value));
    case "choice": return desk.lists[model.records]?.find((one) => one.value === value)?.label ?? (model.words ? t(`${model.words}.${value}`) : value);
    case "topics": return el("ul", { class: "inline-list" }, value.map(({ slug, relation }) => el("li", {},
      el("a", { href: href(`topics/${encodeURIComponent(slug)}`) }, knownName("topics", slug)), " ", el("span", { class: "quiet" }, t(`relation.${relation}`)))));
    case "picture": return pictureNode(desk.record[model.name], value);
    case "address": return ["street", "postcode", "city", "country"].map((name) => value[name]).filter(Boolean).join(", ");
    case "count": return `${value.approximate ? "≈ " : ""}${number(value.value)}${value.year ? ` (${value.year})` : ""}`;
    case "location": return `${value.latitude}, ${value.longitude} (${t(`precision.${value.precision}`)})`;
    case "day": return day(value);
    default: return valueText(value);
  }
}

function pictureNode(picture, { alt, credit }) {
  const size = picture?.sizes?.at(-1);
  return [size && el("img", { src: size.url, alt, width: size.width, height: size.height }), credit && el("p", { class: "quiet" }, credit)];
}
