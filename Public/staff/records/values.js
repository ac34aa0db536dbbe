// The API looks at the values of a record once its form is right: nothing is missing, and each value is of its type. So that all
// faults come in one round, a record whose form is wrong is asked about again without what is wrong in it. Nothing is written.

import { patch, post, Problem } from "../core/api.js";
import { bodyOf, patchOf } from "./content.js";
import { models } from "./model.js";

const OF_FORM = ["missing", "wrong-type", "unknown-field", "duplicate-field"];

/** Adds the faults of values to those of the form. */
export async function addFaultsOfValues(desk, sent, problem) {
  if (problem.status !== 422 || !problem.errors.length || !problem.errors.every(({ code }) => OF_FORM.includes(code))) return;
  const body = desk.isNew ? bodyOf(sent) : patchOf(desk.base, sent, desk.records);
  const touched = new Set(problem.errors.map(({ pointer }) => (pointer ?? "").replace(/^\/patch(?=\/)/, "").split("/")[1]));
  for (const name of touched) {
    const value = desk.isNew ? placeholder(desk, name) : undefined;
    if (value === undefined) delete body[name];
    else body[name] = value;
  }
  try {
    if (desk.isNew) await post(desk.path, body, { query: { dryRun: true } });
    else await patch(desk.path, body, { query: { dryRun: true }, tag: desk.tag });
  } catch (error) {
    if (!(error instanceof Problem)) return;
    problem.errors.push(...error.errors.filter(({ code, pointer }) => !OF_FORM.includes(code) && !touched.has((pointer ?? "").split("/")[1])));
  }
}

// Any right value for a field that has to be there.
function placeholder(desk, name) {
  const model = models[desk.records].flatMap((part) => part.fields).find((field) => field.name === name);
  if (model?.kind === "slug") return `x-${crypto.randomUUID()}`;
  if (!model?.required) return undefined;
  if (model.kind === "choice") return model.values?.[0] ?? desk.lists[model.records]?.[0]?.value;
  return model.kind === "integer" ? 2000 : model.maxlength === 2 ? "NO" : "X";
}
