// A list of the API as a table, with a button that adds what is older.

import { get } from "../core/api.js";
import { tableNode } from "../core/table.js";
import { moreButton } from "./common.js";

const PAGE = 50;

/**
 * Reads a list and shows it. `empty` is shown if there is nothing. Options: {path, query, columns, caption, empty, signal},
 * and `before`, which gets the rows before they are shown. */
export async function listing({ path, query = {}, columns, caption, empty, signal, before = () => {} }) {
  const ask = async (older) => {
    const { data } = await get(path, { query: { ...query, limit: PAGE, before: older }, signal });
    await before(data.items);
    return data;
  };
  const page = await ask();
  if (!page.items.length && !page.next) return empty;
  const table = tableNode({ caption, columns, rows: page.items });
  let { next } = page;
  const load = async () => {
    const more = await ask(next);
    next = more.next;
    return { items: [...tableNode({ caption: "", columns, rows: more.items }).querySelectorAll("tbody tr")], next };
  };
  return [table, next && moreButton(load, table.querySelector("tbody"))];
}
