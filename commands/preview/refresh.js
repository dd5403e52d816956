// Served by the preview alone, never part of the site: reload when the blog was built again.
"use strict";

(() => {
  const { state, version, stopped } = document.currentScript.dataset;
  const OFTEN = 700;
  const SELDOM = 3000;
  // An answer that took longer was held back until something changed: ask again at once.
  const HELD = 1000;
  let note = null;
  let asking = null;

  function tell(text) {
    if (text && !note) {
      note = document.createElement("p");
      note.className = "serment-preview serment-preview--stopped";
      note.setAttribute("role", "status");
      note.textContent = text;
      document.body.prepend(note);
    } else if (!text && note) {
      note.remove();
      note = null;
    }
  }

  async function look() {
    // A tab that nobody looks at asks nothing.
    if (document.hidden || asking) {
      return;
    }
    let wait = OFTEN;
    const since = performance.now();
    asking = new AbortController();
    try {
      const given = { cache: "no-store", signal: asking.signal };
      const answer = await fetch(`${state}?${version}`, given);
      const current = (await answer.text()).trim();
      if (answer.ok && current !== version) {
        // The browser itself keeps the place in the page.
        location.reload();
        return;
      }
      tell("");
      wait = performance.now() - since > HELD ? 0 : OFTEN;
    } catch (error) {
      if (error.name !== "AbortError") {
        tell(stopped);
        wait = SELDOM;
      }
    }
    asking = null;
    setTimeout(look, wait);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      asking?.abort();
    } else {
      look();
    }
  });
  look();
})();
