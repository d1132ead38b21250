"use strict";

// A window that is open keeps the app running.
const EVERY = 60_000;
setInterval(() => fetch("/alive", { method: "POST" }).catch(() => {}), EVERY);

const notice = () => document.getElementById("notice");

// What went wrong is said at the foot of the page; the page stays as it is.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status < 400) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
  event.detail.target = notice();
});
document.addEventListener("htmx:sendError", () => {
  const gone = document.createElement("p");
  gone.textContent = document.body.dataset.gone;
  notice().replaceChildren(gone);
});

// Where what had the focus is gone, the reader goes on at the same place of the new list.
let place = -1;
const fields = (part) => [...part.querySelectorAll("button, select, input:not([type='hidden']), summary")];
document.addEventListener("htmx:beforeSwap", (event) => {
  place = fields(event.detail.target).indexOf(document.activeElement);
});
document.addEventListener("htmx:afterSettle", (event) => {
  const there = fields(event.detail.target);
  if (place >= 0 && document.activeElement === document.body) there[Math.min(place, there.length - 1)]?.focus({ preventScroll: true });
  event.detail.target.removeAttribute("aria-busy");
});

// All partners are offered by each list of names, and written into it when it is opened.
const fill = (event) => {
  const list = event.target.closest?.("select[data-partners]:not([data-filled])");
  const partners = document.getElementById("partners");
  if (!list || !partners) return;
  list.dataset.filled = "";
  const known = new Set([...list.options].map((option) => option.value));
  for (const option of partners.content.querySelectorAll("option")) {
    if (!known.has(option.value)) list.append(option.cloneNode(true));
  }
};
document.addEventListener("pointerdown", fill);
document.addEventListener("focusin", fill);

// What is written once for a whole meeting is kept while the window is open.
for (const field of document.querySelectorAll("[data-keep]")) {
  field.value = sessionStorage.getItem(field.name) ?? field.value;
  field.addEventListener("input", () => sessionStorage.setItem(field.name, field.value));
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});
