// Speaks with the server: JSON, entity tags, problem documents, the session, and what to do when the network fails.

import { problemWord } from "./words.js";

/** An answer that isn't a success. `code` is for programs, `detail` for people, `errors` has places in the record. */
export class Problem extends Error {
  constructor(status, body) {
    super(problemWord(body.code) ?? body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? "unknown";
    this.body = body;
    this.errors = body.errors ?? [];
  }

  get isMissing() {
    return this.status === 404 || this.status === 410 || this.status === 405 || this.status === 501;
  }
}

/** The server could not be reached. Nothing is known about what it did. */
export class Unreachable extends Error {
  constructor(cause) {
    super("The server could not be reached.");
    this.cause = cause;
  }
}

let signIn = null;
let waiting = null;

/** Says what asks the person to sign in again. It resolves to true when there is a session. */
export function whenExpired(action) {
  signIn = action;
}

/** Builds a path with parameters. Lists become repeated parameters; empty values are left out. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== "") query.append(name, one);
  }
  const text = query.toString();
  return text ? `${path}${path.includes("?") ? "&" : "?"}${text}` : path;
}

/**
 * Sends a request and returns {status, data, tag, location}. Options: query, body (JSON, or a Blob as it is), tag (If-Match),
 * headers, signal, quiet (don't ask to sign in). Throws a Problem or Unreachable.
 */
export async function send(method, path, options = {}) {
  const response = await attempt(method, address(path, options.query), options);
  if (response.status === 401 && !options.quiet && signIn && (await signInAgain())) {
    return send(method, path, { ...options, quiet: true });
  }
  return understood(response);
}

export const get = (path, options) => send("GET", path, options);
export const post = (path, body, options) => send("POST", path, { ...options, body });
export const patch = (path, body, options) => send("PATCH", path, { ...options, body });
export const remove = (path, options) => send("DELETE", path, options);

/** Reads a resource that an older server may not have: null then. */
export async function getIfAny(path, options) {
  try {
    return await get(path, options);
  } catch (error) {
    if (error instanceof Problem && (error.isMissing || error.status === 403 || error.status === 400)) return null;
    throw error;
  }
}

async function signInAgain() {
  // Several requests may find out at the same time; one dialog is enough.
  waiting ??= signIn().finally(() => { waiting = null; });
  return waiting;
}

async function attempt(method, url, options) {
  const tries = method === "GET" ? 3 : 1;
  for (let number = 1; ; number += 1) {
    try {
      const response = await fetch(url, request(method, options));
      setReachable(true);
      const busy = response.status === 502 || response.status === 503 || response.status === 504;
      if (!busy || number >= tries) return response;
    } catch (error) {
      if (error.name === "AbortError") throw error;
      if (number >= tries) {
        setReachable(false);
        throw new Unreachable(error);
      }
    }
    await new Promise((done) => setTimeout(done, 400 * number));
  }
}

function request(method, options) {
  const headers = { Accept: "application/json", ...options.headers };
  let body = options.body;
  if (options.tag) headers["If-Match"] = options.tag;
  if (body !== undefined && !(body instanceof Blob)) {
    body = JSON.stringify(body);
    headers["Content-Type"] ??= method === "PATCH" ? "application/merge-patch+json" : "application/json";
  }
  return { method, headers, body, signal: options.signal, credentials: "same-origin", cache: "no-store" };
}

async function understood(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const text = response.status === 204 ? "" : await response.text();
  const data = type.includes("json") && text ? parsed(text) : text;
  if (!response.ok) throw new Problem(response.status, data && typeof data === "object" ? data : { title: response.statusText });
  return {
    status: response.status, data, tag: response.headers.get("ETag"), location: response.headers.get("Location"),
    path: new URL(response.url).pathname, redirected: response.redirected,
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// Whether the server answers. Screens listen to show a line, and to try again.

let reachable = true;
const listeners = new Set();

export function isReachable() {
  return reachable && navigator.onLine;
}

/** Calls an action when the server is lost or found. Returns a function that stops it. */
export function onReachable(action) {
  listeners.add(action);
  return () => listeners.delete(action);
}

function setReachable(value) {
  if (value === reachable) return;
  reachable = value;
  for (const action of listeners) action(isReachable());
  if (!value) probe();
}

// Asks a small resource until it answers, with longer and longer pauses up to 20 seconds.
async function probe(pause = 2000) {
  if (reachable) return;
  try {
    await fetch("/health/live", { cache: "no-store" });
    setReachable(true);
  } catch {
    setTimeout(() => probe(Math.min(pause * 1.6, 20000)), pause);
  }
}

addEventListener("online", () => probe());
addEventListener("offline", () => setReachable(false));
