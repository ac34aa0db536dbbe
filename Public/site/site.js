// Makes the pages faster to use: results that change in place, and suggestions below search boxes.
// Every form and link works without this module.

const checks = {
  // Only a page of this site may be parsed. Scripts in a parsed page do not run.
  createHTML(text, response) {
    const ours = new URL(response.url).origin === location.origin;
    if (!ours || !/^text\/html\b/i.test(response.headers.get("Content-Type") ?? "")) throw new TypeError("not a page of this site");
    return text;
  },
};
const policy = globalThis.trustedTypes?.createPolicy("member-directory", checks) ?? checks;

async function load(address, signal) {
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  return new DOMParser().parseFromString(policy.createHTML(await response.text(), response), "text/html");
}

function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

function later(milliseconds, action) {
  let timer;
  const schedule = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds, ...values);
  };
  schedule.cancel = () => clearTimeout(timer);
  return schedule;
}

const counted = (texts, count) => (count === 0 && texts.none) || (count === 1 && texts.one) || texts.many.replace("{count}", count.toLocaleString(document.documentElement.lang));

// Results in place

function liveResults(form, results, status) {
  const words = form.elements.q;
  const button = form.querySelector("button[data-many]");
  let running;
  let shown = location.pathname + location.search;

  // A screen reader speaks a text again only if it changes.
  const speak = later(100, (text) => { status.textContent = text; });
  const announce = (text) => { status.textContent = ""; speak(text); };

  function address() {
    const made = new URL(form.action);
    for (const [key, value] of new FormData(form)) if (value) made.searchParams.append(key, value);
    return made.href;
  }

  // Elements of the form stay, so that the focus and the place on the screen do. A value that the new page
  // does not have any more counts 0.
  function updateForm(fresh) {
    for (const group of fresh.querySelectorAll("fieldset[name]")) {
      const mine = form.querySelector(`fieldset[name="${CSS.escape(group.name)}"]`);
      if (!mine) {
        button.before(document.importNode(group, true));
        continue;
      }
      const boxes = new Map([...mine.querySelectorAll("input")].map((box) => [box.value, box]));
      for (const box of group.querySelectorAll("input")) {
        const old = boxes.get(box.value);
        if (old) {
          old.checked = box.checked;
          old.closest("label").querySelector(".num").textContent = box.closest("label").querySelector(".num").textContent;
          boxes.delete(box.value);
        } else {
          (mine.querySelector("details") ?? mine.lastElementChild).append(document.importNode(box.closest("label"), true));
        }
      }
      for (const box of boxes.values()) {
        box.checked = false;
        box.closest("label").querySelector(".num").textContent = "0";
      }
    }
    for (const group of form.querySelectorAll("fieldset[name]")) {
      if (!fresh.querySelector(`fieldset[name="${CSS.escape(group.name)}"]`)) for (const count of group.querySelectorAll(".num")) count.textContent = "0";
    }
    for (const old of form.querySelectorAll("input[type=hidden]")) old.remove();
    for (const hidden of fresh.querySelectorAll("input[type=hidden]")) form.append(document.importNode(hidden, true));
  }

  async function show(target, { record, focus, restore }) {
    running?.abort();
    const mine = running = new AbortController();
    typing.cancel();
    const slow = setTimeout(() => results.setAttribute("aria-busy", "true"), 300);
    try {
      const page = await load(target, mine.signal);
      const fresh = page.getElementById(results.id);
      const freshForm = page.getElementById(form.id);
      if (!fresh || !freshForm) throw new TypeError("the page has no results");
      if (record) history[record]({}, "", target);
      shown = location.pathname + location.search;
      document.title = page.title;
      for (const link of document.querySelectorAll(".langs a, link[rel=canonical], link[hreflang]")) {
        const same = link.hreflang ? `${link.localName}[hreflang="${CSS.escape(link.hreflang)}"]` : "link[rel=canonical]";
        const other = page.querySelector(same);
        if (other) link.setAttribute("href", other.getAttribute("href"));
      }
      results.replaceChildren(...document.importNode(fresh, true).childNodes);
      results.dataset.total = fresh.dataset.total;
      updateForm(freshForm);
      if (restore || document.activeElement !== words) words.value = page.getElementById(words.id)?.value ?? "";
      button.textContent = counted(button.dataset, Number(fresh.dataset.total));
      const heading = results.querySelector("h2");
      if (focus) heading.focus();
      announce(heading.textContent);
    } catch (problem) {
      if (mine.signal.aborted) return;
      if (restore) location.reload();
      else location.assign(target);
    } finally {
      clearTimeout(slow);
      if (running === mine) results.removeAttribute("aria-busy");
    }
  }

  async function append(link) {
    try {
      const page = await load(link.href);
      const rows = [...page.querySelectorAll(`#${results.id} .rows > li`)].map((row) => document.importNode(row, true));
      const next = page.querySelector(`#${results.id} a[rel=next]`);
      results.querySelector(".rows").append(...rows);
      announce(counted(link.dataset, rows.length));
      rows[0]?.querySelector("a").focus();
      if (next) link.replaceWith(document.importNode(next, true));
      else link.remove();
    } catch {
      location.assign(link.href);
    }
  }

  // One entry in the history for a word, not for each letter.
  const typing = later(400, () => {
    const text = words.value.trim();
    if (text.length !== 1) show(address(), { record: "replaceState" });
  });
  words.addEventListener("input", (event) => { if (!event.isComposing) typing(); });
  form.addEventListener("change", (event) => { if (event.target !== words) show(address(), { record: "pushState" }); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(address(), { record: "pushState", focus: true });
  });
  results.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin + link.pathname !== form.action.split("?")[0]) return;
    event.preventDefault();
    if (link.rel === "next") append(link);
    else show(link.href, { record: "pushState", focus: true });
  });
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) show(location.href, { restore: true });
  });
}

// Suggestions, as an ARIA combobox with a list box

function suggestions(form) {
  const input = form.elements.q;
  const texts = form.dataset;
  const site = form.action.replace(/\/search$/, "");
  const list = element("ul", { class: "suggest", role: "listbox", id: `${input.id}-list`, "aria-label": texts.list, hidden: "" });
  const status = element("p", { class: "hidden", role: "status" });
  input.after(list);
  form.append(status);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(key, value);
  let running;
  let active = -1;

  const paths = { member: "/members/", topic: "/topics/", contact: "/contacts/", office: "/contacts#office-" };

  function name(hit) {
    const found = hit.highlights?.find((part) => part.field === "name" && part.text === hit.name);
    const parts = [];
    let at = 0;
    for (const [start, length] of found?.ranges ?? []) {
      parts.push(hit.name.slice(at, start), element("mark", {}, hit.name.slice(start, start + length)));
      at = start + length;
    }
    return element("span", hit.language ? { lang: hit.language } : {}, ...parts, hit.name.slice(at));
  }

  function choose(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function open(hits) {
    list.replaceChildren(...hits.map((hit, index) => {
      const option = element("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false" },
        name(hit), " ", element("span", { class: "quiet small" }, texts[hit.type] ?? ""));
      option.dataset.href = site + paths[hit.type] + encodeURIComponent(hit.slug);
      return option;
    }));
    choose(-1);
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    status.textContent = counted(texts, hits.length);
  }

  function close() {
    running?.abort();
    ask.cancel();
    choose(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    status.textContent = "";
  }

  const ask = later(150, async () => {
    const words = input.value.trim();
    running?.abort();
    if (words.length < 2) return close();
    const mine = running = new AbortController();
    try {
      const address = new URL(texts.api, location.origin);
      address.searchParams.set("q", words);
      const response = await fetch(address, { signal: mine.signal, headers: { Accept: "application/json" } });
      const hits = response.ok ? (await response.json()).items : [];
      if (document.activeElement === input) open(hits.filter((hit) => paths[hit.type]));
    } catch {
      // Without suggestions, the form still searches.
      if (running === mine) close();
    }
  });

  input.addEventListener("input", (event) => { if (!event.isComposing) ask(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
      if (list.hidden) return ask();
      event.preventDefault();
      // One step outside the list is the box itself.
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.href);
    }
  });
  // The press must not take the focus from the box.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
}

const find = document.getElementById("find");
const results = document.getElementById("results");
if (find && results) liveResults(find, results, document.getElementById("status"));
for (const form of document.querySelectorAll("form[data-api]")) suggestions(form);
