/* The search of the blog, on its own page only. Nothing is asked of a server but the files of the
   index, nothing of what is typed is kept. Words are folded as plugins/search/spelling.py does it. */

(() => {
  "use strict";

  const SHOWN = 20;
  const PAUSE = 200;
  const OPTIONS = {
    noWorker: true,
    excerptLength: 0,
    /* Long articles count as much as short pages, words without their accents as much as with
       them; where a word stands counts more than how often. Titles are among the words already. */
    ranking: {
      pageLength: 0,
      diacriticSimilarity: 0,
      termSaturation: 2,
      metaWeights: { title: 0, summary: 0, kind: 0, call: 0, dials: 0 },
    },
  };
  const folder = new URL(".", document.currentScript.src);
  const language = document.documentElement.lang;
  const form = document.querySelector(".search__form");
  const field = form.querySelector("input");
  const status = document.querySelector(".search__status");
  const list = document.querySelector(".search__results");
  const help = document.querySelector(".search__nothing");
  const phrases = form.dataset;

  const anyOf = (some) => some.trim().split(/\s+/).join("|") || "(?!)";
  const elided = anyOf(phrases.elided);
  const elision = new RegExp(`(^|[^\\p{L}\\p{N}_'])(?:${elided})'(?=[\\p{L}\\p{N}_])`, "gu");
  const ending = new RegExp(`'(?:${anyOf(phrases.endings)})(?![\\p{L}\\p{N}_])`, "gu");
  const ignored = new Set(phrases.ignored.split(" "));

  const fold = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\u00ad\u200b\u2060]/g, "")
      .replace(/œ/g, "oe")
      .replace(/æ/g, "ae")
      .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'")
      .replace(elision, "$1")
      .replace(ending, "")
      .replace(/'/g, "")
      .replace(/(\d)[ .](?=\d)/g, "$1")
      .replace(/[-\u2010-\u2015]/g, " ");

  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

  const termsOf = (text) => {
    const all = fold(text).match(/[\p{L}\p{N}]+/gu) || [];
    const kept = all.filter((word) => !ignored.has(word));
    return kept.length ? kept : all;
  };

  /* How many letters of a word must be those of another for both to be forms of one. */
  const stemOf = (word) => {
    const length = word.length > 3 ? word.replace(/[sx]$/, "").length : word.length;
    if (/\d/.test(word) || length < 5) {
      return length;
    }
    return length < 7 ? length - 1 : length - 3;
  };

  /* Where no page has a word, Pagefind answers with words that merely begin like it. */
  const holds = (page, term) => {
    const looked = bare(term);
    const stem = looked.slice(0, stemOf(looked));
    return bare(page.content)
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some((word) => word.startsWith(stem));
  };

  /* Letters to add, take away, change or swap between two words (optimal string alignment). */
  const distance = (one, other) => {
    let before = [];
    let last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[other.length];
  };

  const nearest = (term, known) => {
    const looked = bare(term);
    let most = looked.length < 4 || /\d/.test(looked) ? 0 : looked.length < 8 ? 1 : 2;
    let found = "";
    for (const word of known) {
      const far = distance(looked, bare(word));
      if (far && far <= most && bare(word)[0] === looked[0]) {
        found = word;
        most = far - 1;
      }
    }
    return found;
  };

  const fetched = async (name) => {
    const answer = await fetch(new URL(name, folder));
    if (!answer.ok) {
      throw new Error(name);
    }
    return answer.text();
  };

  let loading;
  const load = () => {
    loading ||= (async () => {
      const index = await import(new URL("pagefind.js", folder));
      await index.options(OPTIONS);
      await index.init();
      return { index, known: (await fetched(`words.${language}.txt`)).trim().split("\n") };
    })();
    return loading;
  };

  /* The pages that have all of some words, how many, and which of the words none has. */
  const having = async (index, terms) => {
    const { results } = await index.search(terms.join(" "));
    const likely = await Promise.all(
      results.slice(0, SHOWN).map(async ({ data, score }) => ({ ...(await data()), score })),
    );
    const pages = likely.filter((page) => terms.every((term) => holds(page, term)));
    const lost = terms.filter((term) => !likely.some((page) => holds(page, term)));
    const more = pages.length && results.length - likely.length;
    return { pages, count: pages.length + more, lost };
  };

  /* Pages with some of the words: those with many of them, with rare ones, in their title, first. */
  const havingSome = async (index, terms) => {
    const found = new Map();
    for (const term of terms) {
      const { pages, count } = await having(index, [term]);
      for (const page of pages) {
        const score = page.score / count + (found.get(page.raw_url)?.score || 0);
        found.set(page.raw_url, { ...page, score });
      }
    }
    return [...found.values()].sort((one, other) => other.score - one.score).slice(0, SHOWN);
  };

  const find = async (terms) => {
    const { index, known } = await load();
    const { pages, count, lost } = await having(index, terms);
    if (pages.length) {
      return { pages, count, phrase: count === 1 ? phrases.one : phrases.many };
    }
    const meant = terms.map((term) => (lost.includes(term) && nearest(term, known)) || term);
    if (meant.join() !== terms.join()) {
      const corrected = await having(index, meant);
      if (corrected.pages.length) {
        return { ...corrected, phrase: phrases.corrected, meant: meant.join(" ") };
      }
    }
    const some = terms.length > 1 ? await havingSome(index, meant) : [];
    return { pages: some, phrase: some.length ? phrases.some : phrases.none };
  };

  const element = (name, kind, text = "") => {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  };

  const linked = (name, kind, href, text, linkKind) => {
    const made = element(name, kind);
    const link = element("a", linkKind, text);
    link.href = href;
    made.append(link);
    return made;
  };

  /* As articles are shown in lists. */
  const item = ({ raw_url: path, meta }) => {
    const made = element("li", "article-card");
    const href = new URL(`..${path}`, folder);
    made.append(element("p", "article-card__category", meta.kind));
    made.append(linked("h2", "article-card__title", href, meta.title, "search__link"));
    if (meta.dials) {
      const number = `tel:${meta.dials}`;
      made.append(linked("p", "community__call", number, meta.call, "community__dial"));
    }
    if (meta.summary) {
      made.append(element("p", "article-card__summary", meta.summary));
    }
    return made;
  };

  const show = (pages, phrase, values) => {
    list.replaceChildren(...pages.map(item));
    help.hidden = !phrase || pages.length > 0;
    status.textContent = phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };

  let latest = 0;
  const search = async () => {
    const turn = (latest += 1);
    const typed = field.value.trim();
    const terms = termsOf(typed);
    if (!terms.length) {
      show([], "");
      return;
    }
    try {
      const { pages, phrase, count, meant } = await find(terms);
      if (turn === latest) {
        show(pages, phrase, { count, words: typed, meant });
      }
    } catch {
      loading = undefined;
      if (turn === latest) {
        show([], phrases.failed);
      }
    }
  };

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  /* Who comes back finds what there was for the words that the browser kept in the field. */
  addEventListener("pageshow", search);
})();
