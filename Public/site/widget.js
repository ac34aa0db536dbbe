// <member-directory topic="climate" area="viken" lang="nb" limit="10" heading="3"><a href="…">Medlemmer</a></member-directory>
// shows members of the directory that serves this module. The link inside is shown until the list is there, and if
// the list cannot be fetched. Attributes: topic, works-with, interested-in, local, kind, area, q, sort, limit (1 to 100),
// heading (2 to 6), lang (en, nb, nn), server (the origin of the directory, if the module is served from elsewhere).

const texts = {
  en: { heading: "Members", all: "All {count} members", one: "The member", none: "No members match", "works-with": "Works with", "interested-in": "Looks for partners in", local: "Has in the area" },
  nb: { heading: "Medlemmer", all: "Alle {count} medlemmer", one: "Medlemmet", none: "Ingen treff blant medlemmene", "works-with": "Arbeider med", "interested-in": "Ser etter partnere innen", local: "Har i området" },
  nn: { heading: "Medlemer", all: "Alle {count} medlemer", one: "Medlemen", none: "Ingen treff blant medlemene", "works-with": "Arbeider med", "interested-in": "Ser etter partnarar innan", local: "Har i området" },
};

const filters = { topic: "topic", "works-with": "worksWith", "interested-in": "interestedIn", local: "local", kind: "kind", area: "area", q: "q", sort: "sort" };

// A style sheet that a script makes is not subject to style-src of the page.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; }
:host([hidden]) { display: none; }
h2, h3, h4, h5, h6, p, ul { margin: 0; padding: 0; }
ul { list-style: none; margin-block: var(--member-directory-gap, 8px); }
::slotted(a) { display: inline-block; padding-block: 4px; }
li { padding-block: var(--member-directory-gap, 8px); border-block-end: 1px solid var(--member-directory-line, color-mix(in srgb, currentcolor 25%, transparent)); }
a { color: var(--member-directory-accent, revert); display: inline-block; padding-block: 4px; }
p { font-size: .875em; color: var(--member-directory-quiet, inherit); }
`);

function element(name, part, ...content) {
  const made = document.createElement(name);
  if (part) made.setAttribute("part", part);
  made.append(...content);
  return made;
}

function link(part, address, text, lang) {
  const made = element("a", part, text);
  made.href = address;
  if (lang) made.lang = lang;
  return made;
}

class MemberDirectory extends HTMLElement {
  static observedAttributes = [...Object.keys(filters), "limit", "heading", "lang", "server"];
  #root = this.attachShadow({ mode: "open" });
  #running;
  #planned = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(document.createElement("slot"));
  }

  connectedCallback() {
    this.#plan();
  }

  disconnectedCallback() {
    this.#running?.abort();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#plan();
  }

  // Several attributes that change together make one request.
  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (this.isConnected) this.#update();
    });
  }

  #number(name, least, most, otherwise) {
    const value = Number.parseInt(this.getAttribute(name) ?? "", 10);
    return value >= least && value <= most ? value : otherwise;
  }

  async #update() {
    this.#running?.abort();
    const running = this.#running = new AbortController();
    const wanted = this.closest("[lang]")?.lang.toLowerCase().split("-")[0] ?? "";
    const lang = Object.hasOwn(texts, wanted) ? wanted : "en";
    try {
      const server = new URL(this.getAttribute("server") ?? import.meta.url, import.meta.url).origin;
      const chosen = Object.entries(filters).map(([name, key]) => [key, this.getAttribute(name)]).filter(([, value]) => value);
      const get = async (path, query) => {
        const answer = await fetch(`${server}${path}?${new URLSearchParams(query)}`, { credentials: "omit", signal: running.signal, headers: { Accept: "application/json" } });
        return [answer.ok, await answer.json()];
      };
      const query = { ...Object.fromEntries(chosen), limit: this.#number("limit", 1, 100, 10), fields: "slug,name,kind,area,topics" };
      let page;
      // A directory that has no texts in nynorsk may have them in bokmål; any directory has its own language.
      for (const tag of new Set([lang, lang === "nn" ? "nb" : lang, ""])) {
        const [list, kinds] = await Promise.all([get("/members", { ...query, ...(tag && { lang: tag }) }), get("/member-kinds", tag && { lang: tag })]);
        if (!list[0] && list[1].parameter === "lang") continue;
        if (!list[0]) throw new Error(list[1].detail ?? "the list cannot be fetched");
        page = { list: list[1], kinds: kinds[0] ? kinds[1].items : [], tag };
        break;
      }
      if (!running.signal.aborted) this.#show(page, lang, `${server}/${lang}/members`, new URLSearchParams(chosen));
    } catch (problem) {
      if (running.signal.aborted) return;
      this.#root.replaceChildren(document.createElement("slot"));
      console.warn("member-directory:", problem.message);
    }
  }

  #show({ list, kinds, tag }, lang, site, query) {
    const words = texts[lang];
    const names = new Map(kinds.map((kind) => [kind.slug, kind.name]));
    const topics = ["topic", "worksWith", "interestedIn", "local"].flatMap((key) => (query.get(key) ?? "").split(","));
    const rows = list.items.map((member) => {
      const foreign = member.textLanguages?.name ?? tag;
      const row = element("li", "item", link("name", `${site}/${encodeURIComponent(member.slug)}`, member.name, foreign === lang ? "" : foreign));
      const about = [names.get(member.kind), member.area?.name].filter(Boolean).join(" · ");
      if (about) row.append(element("p", "kind", about));
      for (const topic of member.topics ?? []) {
        if (topics.includes(topic.slug)) row.append(element("p", "topic", `${words[topic.relation] ?? ""} ${topic.name}`.trim()));
      }
      return row;
    });
    const heading = element(`h${this.#number("heading", 2, 6, 3)}`, "heading", words.heading);
    const all = query.size ? `${site}?${query}` : site;
    const end = rows.length
      ? [element("ul", "list", ...rows), link("all", all, list.total === 1 ? words.one : words.all.replace("{count}", list.total.toLocaleString(lang)))]
      : [element("p", "none", words.none), document.createElement("slot")];
    const whole = element("div", "members", heading, ...end);
    whole.lang = lang;
    this.#root.replaceChildren(whole);
  }
}

if (!customElements.get("member-directory")) customElements.define("member-directory", MemberDirectory);
