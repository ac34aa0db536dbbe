// The staff workspace: a page that uses the public API and nothing else.
//
// To add a screen:
//   1. A module in screens/ whose default export is `async (context) => ({title, content, keys?, guard?, focus?})`.
//      `context` has {parameters, query, path, records, signal}. Throw what the API throws: the shell shows it, and offers to try again.
//      `signal` ends when the person goes elsewhere; give it to get().
//   2. A line in routes.js.
//   3. Words in core/words/ in both languages; nav.NAME is the entry of the navigation.
// Build elements with el() of core/dom.js, go elsewhere with <a href={href("members")}> or go(), and say what was done with toast().

import { startShell } from "./shell.js";

startShell();
