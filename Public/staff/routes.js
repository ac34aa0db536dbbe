// All screens of the workspace. `load` gets the module when the screen is first needed; `with` is given to it.
// `nav` puts the screen into the navigation; `role` is the lowest role that may see it there.

const records = () => import("./screens/records.js");
const editor = () => import("./screens/editor.js");

export const routes = [
  { path: "", load: () => import("./screens/start.js"), nav: "start", role: "proposer" },
  { path: "search", load: () => import("./screens/search.js") },
  { path: "proposals", load: () => import("./screens/proposals.js"), nav: "proposals", role: "proposer" },
  { path: "proposals/:id", load: () => import("./screens/proposals.js") },
  { path: "drafts", load: () => import("./screens/drafts.js") },
  { path: "activity", load: () => import("./screens/activity.js"), nav: "activity" },
  { path: "vocabularies", load: () => import("./screens/vocabularies.js"), nav: "vocabularies" },
  { path: "vocabularies/:list", load: () => import("./screens/vocabularies.js") },
  { path: "import", load: () => import("./screens/import.js"), nav: "import", role: "admin" },
  { path: "imports", load: () => import("./screens/import.js") },
  { path: "export", load: () => import("./screens/keeping.js"), nav: "export" },
  { path: "deleted", load: () => import("./screens/keeping.js"), nav: "deleted" },
  { path: "backups", load: () => import("./screens/keeping.js"), nav: "backups", role: "admin" },
  { path: "people", load: () => import("./screens/people.js"), nav: "people", role: "admin" },
  { path: "people/:id", load: () => import("./screens/people.js") },
  { path: "account", load: () => import("./screens/account.js"), nav: "account", role: "proposer" },
  { path: "organisation/history", load: () => import("./screens/history.js"), with: { records: "organisation" } },
  { path: ":records/:slug/history", load: () => import("./screens/history.js") },
  { path: "organisation", load: editor, with: { records: "organisation" }, nav: "organisation" },
  { path: "members", load: records, with: { records: "members" }, nav: "members", first: true },
  { path: "contacts", load: records, with: { records: "contacts" }, nav: "contacts", first: true },
  { path: "offices", load: records, with: { records: "offices" }, nav: "offices", first: true },
  { path: "topics", load: records, with: { records: "topics" } },
  { path: ":records", load: records },
  { path: ":records/:slug", load: editor },
];
