// Compares documents and merges two people's changes of the same one, field by field.

/** Whether two values of JSON are the same. */
export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]));
}

/** The JSON merge patch (RFC 7396) that makes one document into the other. Lists are replaced as a whole. */
export function mergePatch(before, now) {
  const patch = {};
  for (const key of Object.keys(before)) if (now[key] === undefined) patch[key] = null;
  for (const [key, value] of Object.entries(now)) {
    if (same(before[key], value)) continue;
    patch[key] = isPlain(before[key]) && isPlain(value) ? mergePatch(before[key], value) : value;
  }
  return patch;
}

/** Applies a merge patch to a copy of a document. */
export function patched(document, patch) {
  const result = structuredClone(document ?? {});
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = isPlain(value) ? patched(isPlain(result[key]) ? result[key] : {}, value) : structuredClone(value);
  }
  return result;
}

function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Only these are looked into: the parts of an address or of a telephone number belong together.
const OPEN = /^(|\/translations|\/translations\/[^/]+|\/custom|\/image|\/portrait|\/logo|\/label|\/help)$/;

/**
 * Merges what two people made of the same document. `clashes` are fields that both changed, in different ways: {pointer, before,
 * theirs, mine}; they have my value in `merged`. `taken` are the pointers of the others' changes that were taken over.
 */
export function threeWay(before, mine, theirs) {
  const found = { clashes: [], taken: [] };
  const merged = walk("", before ?? {}, mine, theirs, found);
  return { merged, ...found };
}

function walk(place, before, mine, theirs, found) {
  const result = {};
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(before)])) {
    const pointer = `${place}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
    const value = decide(pointer, before[key], mine[key], theirs[key], found);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function decide(pointer, before, mine, theirs, found) {
  if (same(mine, theirs) || same(theirs, before)) return mine;
  if (same(mine, before)) {
    found.taken.push(pointer);
    return theirs;
  }
  if (OPEN.test(pointer) && isPlain(mine) && isPlain(theirs)) return orNothing(walk(pointer, before ?? {}, mine, theirs, found));
  const list = mergeLists(before ?? [], mine, theirs);
  if (list) {
    found.taken.push(pointer);
    return list;
  }
  found.clashes.push({ pointer, before, theirs, mine });
  return mine;
}

function orNothing(object) {
  return Object.keys(object).length ? object : undefined;
}

// Lists of texts and of topics are sets for people: what one added and the other removed is both done. Null if that can't be decided.
function mergeLists(before, mine, theirs) {
  if (![before, mine, theirs].every(Array.isArray)) return null;
  const keyed = [before, mine, theirs].map(byKey);
  if (keyed.includes(null)) return null;
  const [old, own, other] = keyed;
  const result = [];
  for (const [key, item] of other) {
    if (old.has(key) && !own.has(key)) {
      if (!same(item, old.get(key))) return null;
      continue;
    }
    if (own.has(key) && !same(own.get(key), item)) {
      const mineChanged = !same(own.get(key), old.get(key));
      if (mineChanged && !same(item, old.get(key))) return null;
      result.push(mineChanged ? own.get(key) : item);
    } else {
      result.push(item);
    }
  }
  for (const [key, item] of own) {
    if (other.has(key)) continue;
    if (!old.has(key)) result.push(item);
    else if (!same(item, old.get(key))) return null;
  }
  return result;
}

function byKey(list) {
  const keys = list.map((item) => (typeof item === "string" ? item : typeof item?.slug === "string" ? item.slug : null));
  return keys.includes(null) || new Set(keys).size < keys.length ? null : new Map(keys.map((key, index) => [key, list[index]]));
}
