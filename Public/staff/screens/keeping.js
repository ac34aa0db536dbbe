// What keeps the data safe: the recycle bin, backups, and exports.

import { post, remove } from "../core/api.js";
import { el } from "../core/dom.js";
import { go, href, reload } from "../core/router.js";
import { may, session } from "../core/session.js";
import { rowKeys, tableNode } from "../core/table.js";
import { timeNode } from "../core/time.js";
import { t } from "../core/words.js";
import { actionButton, ask, choice, done, emptyNode, head, historyAddress, labelled, leaveRow, part, PATHS, recordPath, size, typeName } from "../office/common.js";
import { listing } from "../office/listing.js";
import { tagOf } from "../office/revisions.js";

const SCREENS = { deleted, backups, export: exports };

export default (context) => SCREENS[context.path](context);

// ------------------------------------------------------------------
// The recycle bin: what was deleted, and the way back.

async function deleted({ query, signal }) {
  const title = t("deleted.title");
  const type = query.get("type") ?? "";
  const content = await listing({ path: "/deleted", query: { type }, signal, columns: columns(), caption: title, empty: emptyNode(t("deleted.empty"), t("deleted.empty.text")) });
  return { title, content: [head(title, t("deleted.lead")), typeForm(type), content], keys: rowKeys() };
}

function typeForm(type) {
  const select = choice([["", t("activity.allTypes")], ...Object.keys(PATHS).filter((one) => one !== "organisation").map((one) => [one, typeName(one)])], type, { onchange: () => go(href("deleted", { type: select.value })) });
  return el("div", { class: "toolbar" }, labelled(t("activity.type"), select));
}

function columns() {
  return [
    { label: t("field.name"), cell: (item) => el("a", { href: historyAddress(item.type, item.slug) }, item.name || item.slug) },
    { label: t("activity.type"), cell: (item) => typeName(item.type) },
    { label: t("deleted.at"), cell: (item) => timeNode(item.at) },
    { label: t("deleted.by"), cell: (item) => item.author ?? "–" },
    { label: t("office.actions"), cell: (item) => may("editor") && actionButton(t("deleted.restore"), () => restore(item), { name: t("deleted.restore.name", { name: item.name || item.slug }), id: `restore-${item.type}-${item.slug}` }) },
  ];
}

// Brings a record back. Undo deletes it again.
async function restore(item) {
  const address = item.links?.restore?.href ?? item.links?.restore;
  const path = recordPath(item.type, item.slug);
  await post(typeof address === "string" ? address : `${path}/revisions/${item.revision}/restore`);
  done(t("deleted.restored", { name: item.name || item.slug }), async () => {
    await remove(path, { tag: await tagOf(path) });
    reload();
  });
  leaveRow();
  reload();
}

// ------------------------------------------------------------------
// Backups: what there is, making one, and downloading it.

async function backups({ signal }) {
  const title = t("backups.title");
  const list = await ask("/backups", { signal }).catch((error) => (error.code === "no-backup-folder" ? { refused: error.message } : Promise.reject(error)));
  if (list.refused) return { title, content: [head(title, t("backups.lead")), emptyNode(t("start.backup.off"), list.refused)] };
  const make = actionButton(t("backups.make"), async () => {
    const { data } = await post("/backups");
    done(t("backups.made", { size: size(data.bytes) }));
    await reload();
  }, { kind: "primary" });
  const content = list.items.length ? table(list.items) : emptyNode(t("backups.empty"), t("backups.empty.text"));
  return { title, content: [head(title, t("backups.lead"), make), content] };
}

function table(items) {
  return tableNode({ caption: t("backups.title"), rows: items, columns: [
    { label: t("backups.at"), cell: (item) => timeNode(item.at) },
    { label: t("backups.name"), cell: (item) => el("code", {}, item.name) },
    { label: t("backups.size"), num: true, cell: (item) => size(item.bytes) },
    { label: t("office.actions"), cell: (item) => el("a", { href: `/backups/${encodeURIComponent(item.name)}`, download: item.name, "aria-label": t("backups.download.name", { name: item.name }) }, t("backups.download")) },
  ] });
}

// ------------------------------------------------------------------
// Everything as files: for spreadsheets, for programs, and for another directory.

const LISTS = ["members", "contacts", "offices", "topics", "areas", "member-kinds", "topic-kinds", "fields"];
const FORMATS = ["csv", "ndjson", "json", "jsonld", "txt"];

async function exports() {
  const title = t("export.title");
  return { title, content: [head(title, t("export.lead")), tablePart(), part(t("export.all"), el("p", {}, t("export.all.text")), el("p", {}, el("a", { class: "button", href: "/snapshot", download: "directory.json" }, t("export.all.action")))), listPart()] };
}

// A table as Excel opens it: semicolons and a byte order mark, if wished.
function tablePart() {
  const list = choice(LISTS.map((one) => [one, t(`kind.${one}`)]), "members");
  const program = choice([["excel", t("export.excel")], ["plain", t("export.plain")]], "excel");
  const link = el("a", { class: "button primary" }, t("export.action"));
  const update = () => {
    link.href = `/${list.value}.csv${program.value === "excel" ? "?delimiter=semicolon&bom" : ""}`;
    link.download = `${list.value}.csv`;
  };
  for (const one of [list, program]) one.addEventListener("change", update);
  update();
  return part(t("export.table"), el("p", {}, t("export.table.text")),
    el("div", { class: "toolbar" }, labelled(t("export.list"), list), labelled(t("export.program"), program), link));
}

function listPart() {
  const rows = LISTS.map((list) => el("tr", {}, el("th", { scope: "row" }, t(`kind.${list}`)),
    el("td", {}, el("div", { class: "row" }, formatsOf(list).map((format) => el("a", { href: `/${list}.${format}`, download: `${list}.${format}`, "aria-label": `${t(`kind.${list}`)}, ${format}` }, t(`export.format.${format}`)))))));
  return part(t("export.formats"), el("p", {}, t("export.formats.text", { languages: session.languages.join(", ") })),
    el("div", { class: "table-wrap" }, el("table", { class: "table" }, el("tbody", {}, rows))));
}

function formatsOf(list) {
  if (list === "members") return [...FORMATS, "vcf", "geojson"];
  return list === "contacts" ? [...FORMATS, "vcf"] : FORMATS;
}
