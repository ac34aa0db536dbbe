// Who is signed in, and what the directory is like. The credential is in a cookie that scripts can't read.

import { get, getIfAny, post, remove } from "./api.js";

const ROLES = ["proposer", "reader", "editor", "admin"];

export const session = { person: null, languages: ["en"], organisation: null };

/** Asks the server who is signed in. Returns null if there is no session. */
export async function loadSession() {
  try {
    const answer = await get("/session", { quiet: true });
    session.person = answer.data.person;
  } catch (error) {
    if (error.status !== 401 && error.status !== 404) throw error;
    session.person = null;
  }
  return session.person;
}

export async function signInWith(token) {
  const answer = await post("/session", { token }, { quiet: true });
  session.person = answer.data.person;
}

export async function signOut() {
  await remove("/session", { quiet: true });
  session.person = null;
}

/** Reads the languages of the directory; the first is the one in which fields are written. */
export async function loadOrganisation() {
  const answer = await getIfAny("/organisation");
  session.organisation = answer?.data ?? null;
  session.languages = answer?.data.languages ?? ["en"];
}

/** Whether the person may do what a role may. */
export function may(role) {
  return ROLES.indexOf(session.person?.role) >= ROLES.indexOf(role);
}
