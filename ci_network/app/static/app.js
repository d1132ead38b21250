"use strict";

// What every page does: it keeps the app running while it is open, says what went wrong, keeps the
// reader's place when a part is drawn again, and sends what was chosen when the reader has stopped.

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

// A list that is gone through by arrows changes at each step: what is chosen counts when the reader
// has stopped, or says so. Chosen by hand it counts at once.
const STOPPED = 700;
let stepping = false, stopped = 0;
document.addEventListener("keydown", (event) => { stepping = event.key !== "Enter"; });
document.addEventListener("pointerdown", () => { stepping = false; });
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[hx-trigger='chosen']");
  if (!form) return;
  clearTimeout(stopped);
  stopped = setTimeout(() => form.dispatchEvent(new CustomEvent("chosen")), stepping ? STOPPED : 0);
});

// Who writes in a field chooses the way that it belongs to.
document.addEventListener("input", (event) => {
  const way = event.target.matches("[type='text']") && event.target.closest(".way");
  if (way) way.querySelector("[type='radio']").checked = true;
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
  const pressed = event.target.closest?.("button");
  if (!pressed) return;
  if ("print" in pressed.dataset) print();
  if (pressed.dataset.printFrame) document.getElementById(pressed.dataset.printFrame).contentWindow.print();
  if (pressed.dataset.decisions) saveDecisions(document.getElementById(pressed.dataset.decisions));
});

/** What is ticked on the map goes into the record. */
function saveDecisions(frame) {
  const map = frame?.contentWindow.ciNetworkMap;
  const decisions = [...(map?.state.decisions ?? [])];
  if (!decisions.length) {
    notice().textContent = document.getElementById("none-decided").textContent;
    return;
  }
  const named = ({ recorded, name }) => recorded ?? name;
  htmx.ajax("POST", "/map", {
    swap: "none",
    values: {
      activity: decisions.map(([activity]) => named(map.payload.activities[activity])),
      taken_over_by: decisions.map(([, actor]) => (actor === null ? "" : map.payload.actors[actor].id)),
      version: document.getElementById("version").value,
      evidence: map.text("decide.evidence", { date: new Date().toISOString().slice(0, 10) }),
    },
  });
}
