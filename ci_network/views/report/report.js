"use strict";
// The language switch, and the meaning of a figure where it stands. Without scripts the first
// language is shown, and the links lead to the list of terms.
(() => {
  const editions = [...document.querySelectorAll(".edition")];
  const meaning = document.getElementById("meaning");

  function speak(language, focus) {
    const shown = editions.find((edition) => edition.lang === language);
    if (!shown) return;
    for (const edition of editions) edition.hidden = edition !== shown;
    document.documentElement.lang = language;
    document.title = shown.dataset.title;
    if (focus) shown.querySelector(`button[data-language="${language}"]`).focus();
  }

  function inOtherLanguage(key, language) {
    const [, ...rest] = key.split("-");
    const other = document.getElementById([language, ...rest].join("-"));
    return other || null;
  }

  function explain(link) {
    const term = document.getElementById(link.hash.slice(1));
    if (!term || typeof meaning.showModal !== "function") return false;
    document.getElementById("meaning-name").textContent = term.querySelector("dt").textContent;
    document.getElementById("meaning-text").textContent = term.querySelector("dd").textContent;
    const close = meaning.querySelector("button");
    close.textContent = link.closest(".edition").dataset.close;
    meaning.lang = link.closest(".edition").lang;
    meaning.showModal();
    return true;
  }

  function follow() {
    const key = location.hash.slice(1);
    const place = key && document.getElementById(key);
    const edition = place && place.closest(".edition");
    if (edition && edition.hidden) {
      speak(edition.lang, false);
      place.scrollIntoView();
    }
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("button[data-language], a.figure");
    if (!target) {
      if (event.target === meaning) meaning.close();
    } else if (target.matches("a.figure")) {
      if (explain(target)) event.preventDefault();
    } else {
      const key = location.hash.slice(1);
      const place = key && inOtherLanguage(key, target.dataset.language);
      const top = window.scrollY;
      speak(target.dataset.language, true);
      if (place) history.replaceState(null, "", `#${place.id}`);
      window.scrollTo(0, top);
    }
  });
  window.addEventListener("hashchange", follow);
  follow();
})();
