// Served by the preview alone, never part of the site: reload when the blog was built again.
"use strict";

(() => {
  const { state, version, stopped } = document.currentScript.dataset;
  const OFTEN = 700;
  const SELDOM = 3000;
  let note = null;

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
    let wait = OFTEN;
    // A tab that nobody looks at asks nothing.
    if (!document.hidden) {
      try {
        const answer = await fetch(state, { cache: "no-store" });
        const current = (await answer.text()).trim();
        if (answer.ok && current !== version) {
          // The browser itself keeps the place in the page.
          location.reload();
          return;
        }
        tell("");
      } catch {
        tell(stopped);
        wait = SELDOM;
      }
    }
    setTimeout(look, wait);
  }

  setTimeout(look, OFTEN);
})();
