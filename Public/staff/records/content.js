// The content of a record as it is edited and written, made from what the API shows.

import { mergePatch, same } from "../core/merge.js";

const SHOWN_ONLY = ["links", "joinedUnknown", "textLanguages", "included", "memberCount", "members", "membersNext", "language"];
const REFERENCES = ["area", "county", "office", "member", "broader", "parent"];
const PICTURES = ["image", "portrait", "logo"];

/** The content of a record. References are slugs, `topics` are {slug, relation}, and a county is an area. */
export function contentOf(record) {
  const content = structuredClone(record);
  for (const name of SHOWN_ONLY) delete content[name];
  for (const name of REFERENCES) if (content[name] && typeof content[name] === "object") content[name] = content[name].slug ?? content[name].id;
  if (content.county) content.area ??= content.county;
  delete content.county;
  for (const name of PICTURES) if (content[name]) content[name] = wordsOf(content[name]);
  if (content.topics) content.topics = content.topics.map((topic) => (typeof topic === "string" ? { slug: topic,
    relation: "works-with" } : { slug: topic.slug, relation: topic.relation ?? "works-with" }));
  content.status ??= "published";
  return withoutNothing(content);
}

// The files of a picture are written by requests of their own.
function wordsOf({ alt, credit }) {
  return { alt: alt ?? "", credit: credit ?? "" };
}

/** Leaves out what has no value: null, empty texts, empty lists and objects. So an emptied field is the same as one that never was. */
export function withoutNothing(value) {
  if (Array.isArray(value)) return value.map(withoutNothing).filter((item) => item !== undefined);
  if (typeof value !== "object" || value === null) return value === null || value === "" ? undefined : value;
  const entries = Object.entries(value).map(([key, part]) => [key, withoutNothing(part)])
    .filter(([, part]) => part !== undefined && !(typeof part === "object" && !Array.isArray(part) && !Object.keys(part).length) && !(Array.isArray(part) && !part.length));
  return Object.fromEntries(entries);
}

/** What to send to make one content into the other. Empty if they are the same. */
export function patchOf(before, now, records) {
  const patch = mergePatch(withoutNothing(before), withoutNothing(now));
  if (patch.topics) patch.topics = patch.topics.map(written);
  // The area decides the county too, so the old county must not stay behind.
  if ("area" in patch && records === "members") patch.county = null;
  return patch;
}

/** A new record as it is sent. */
export function bodyOf(content) {
  const body = withoutNothing(content);
  if (body.topics) body.topics = body.topics.map(written);
  return body;
}

function written(topic) {
  return topic.relation === "works-with" ? topic.slug : topic;
}

export function isChanged(before, now) {
  return !same(withoutNothing(before), withoutNothing(now));
}

/** The document of a form: values by their JSON pointers. */
export class Content {
  constructor(value, onChange) {
    this.value = value;
    this.onChange = onChange;
  }

  get(pointer) {
    return parts(pointer).reduce((value, key) => value?.[key], this.value);
  }

  set(pointer, value) {
    const keys = parts(pointer);
    const last = keys.pop();
    let parent = this.value;
    for (const key of keys) parent = parent[key] ??= {};
    if (value === undefined || value === null || value === "") delete parent[last];
    else parent[last] = value;
    this.onChange(pointer);
  }
}

function parts(pointer) {
  return pointer.split("/").slice(1).map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
}
