// The names of fields for people, from their JSON pointers.

import { hasWord, t } from "./words.js";

const customLabels = new Map();

/** Remembers what the directory calls its own fields. */
export function setCustomLabels(entries) {
  for (const [name, label] of entries) customLabels.set(name, label);
}

/** "/visitingAddress/city" becomes "Visiting address, city"; "/translations/nb/name" becomes "Name (nb)". */
export function labelOf(pointer, type = "") {
  const parts = pointer.split("/").slice(1).map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
  if (parts[0] === "translations") {
    return parts.length > 2 ? t("label.translated", { field: fieldLabel(parts[2], type), language: parts[1] }) : t("field.translations");
  }
  if (parts[0] === "custom" && parts.length > 1) return customLabels.get(parts[1]) ?? parts[1];
  const names = parts.map((part, index) => (/^\d+$/.test(part) ? String(Number(part) + 1) : index === 0 ? fieldLabel(part, type) : partLabel(part)));
  return names.filter(Boolean).join(", ") || t("field.record");
}

/** The label of a field of a record. A type may have its own word for it. */
export function fieldLabel(name, type = "") {
  for (const key of [`field.${type}.${name}`, `field.${name}`]) if (hasWord(key)) return t(key);
  return name;
}

function partLabel(name) {
  const key = hasWord(`part.${name}`) ? `part.${name}` : `field.${name}`;
  return hasWord(key) ? t(key).toLowerCase() : name;
}
