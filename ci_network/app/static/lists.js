"use strict";

// A file that is dropped anywhere on the page is the one that was chosen.
const form = document.getElementById("drop");
const file = document.getElementById("file");
const over = (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  form.classList.add("over");
};
addEventListener("dragenter", over);
addEventListener("dragover", over);
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("over");
});
addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  form.classList.remove("over");
  file.files = event.dataTransfer.files;
  form.requestSubmit();
});
file.addEventListener("change", () => {
  if (file.files.length) form.requestSubmit();
});
