// All records that aren't published, of every type.

import { rowKeys, tableNode } from "../core/table.js";
import { t } from "../core/words.js";
import { ask, emptyNode, head, recordLink, typeName } from "../office/common.js";

export default async function drafts({ signal }) {
  const title = t("drafts.title");
  const page = await ask("/drafts", { signal });
  const columns = [
    { label: t("field.name"), cell: (item) => recordLink(item) },
    { label: t("activity.type"), cell: (item) => typeName(item.type) },
  ];
  const table = page.items.length ? tableNode({ caption: title, columns, rows: page.items }) : emptyNode(t("start.drafts.none"));
  return { title, keys: rowKeys(), content: [head(title, t("start.drafts.do")), table] };
}
