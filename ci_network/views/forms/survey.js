"use strict";
// A form of the survey: answers are kept in the browser, counted, and saved as a file to send.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { words } = data;
  const WORKED = ["yes", "no", "unknown"];
  const MOST_MATCHES = 12;
  const place = `ci-network ${data.survey} ${data.respondent[0]}`;
  const nameOf = new Map([...data.met, ...data.others]);
  let answers = new Map(recalled());
  let keeps = false;

  // What was answered before, where the browser keeps anything for a file; else nothing.
  function recalled() {
    try {
      const kept = JSON.parse(localStorage.getItem(place) ?? "[]");
      return kept.filter(([id]) => nameOf.has(id));
    } catch {
      return [];
    }
  }

  function keep() {
    try {
      localStorage.setItem(place, JSON.stringify([...answers]));
      keeps = true;
    } catch {
      keeps = false;
    }
  }

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  function element(name, attributes = {}, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  }

  function told(id, name, value) {
    const answer = answers.get(id) ?? {};
    answer[name] = value;
    answers.set(id, answer);
    keep();
    progress();
  }

  function options(id, name, values) {
    const group = `${name} ${id}`;
    const now = answers.get(id)?.[name] ?? "";
    const row = element("div", { class: "choices" });
    for (const [value, text] of values) {
      const input = element("input", { type: "radio", name: group, value });
      input.checked = now === value;
      input.addEventListener("change", () => told(id, name, value));
      row.append(element("label", {}, input, text));
    }
    return row;
  }

  const choices = (id, name, values, legend) =>
    element("fieldset", {}, element("legend", {}, legend), options(id, name, values));

  const yesNo = () => WORKED.map((value) => [value, words[value]]);

  function partner([id, label], added) {
    const box = element("fieldset", { "data-partner": id }, element("legend", {}, label));
    const worked = options(id, "worked", yesNo());
    const more = element("div", { class: "more" });
    box.append(worked, more);
    const open = () => {
      more.hidden = answers.get(id)?.worked !== "yes";
    };
    worked.addEventListener("change", open);

    const what = element("input", { type: "text", maxlength: "400" });
    what.value = answers.get(id)?.on_what ?? "";
    what.addEventListener("input", () => told(id, "on_what", what.value));
    more.append(element("label", {}, words.on_what, what));
    if (data.years.length) {
      const since = element("select", {}, element("option", { value: "" }, words.earlier));
      for (const year of data.years) since.append(element("option", { value: year }, String(year)));
      since.value = answers.get(id)?.since ?? "";
      since.addEventListener("change", () => told(id, "since", since.value));
      more.append(element("label", {}, words.since, since));
    }
    more.append(choices(id, "continues", yesNo(), words.continues));
    const items = Object.entries(data.items);
    if (items.length) more.append(element("p", { class: "note" }, words.score));
    for (const [name, text] of items) {
      more.append(choices(id, name, ["1", "2", "3", "4"].map((n) => [n, n]), text));
    }
    open();
    if (added) {
      const remove = element("button", { type: "button" }, filled(words.remove, { name: label }));
      remove.addEventListener("click", () => {
        answers.delete(id);
        keep();
        box.remove();
        progress();
        document.getElementById("search").focus();
      });
      box.append(element("p", { class: "note" }, remove));
    }
    return box;
  }

  const listed = () => [...data.met, ...data.others.filter(([id]) => answers.has(id))];
  const answered = () => listed().filter(([id]) => answers.get(id)?.worked).length;

  function progress() {
    const text = filled(words.answered, { n: answered(), all: listed().length });
    document.getElementById("progress").textContent = text;
  }

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function search() {
    const field = document.getElementById("search");
    const wanted = folded(field.value.trim());
    const list = document.getElementById("matches");
    list.replaceChildren();
    if (!wanted) {
      document.getElementById("found").textContent = "";
      return;
    }
    const fits = data.others.filter(([id, label]) => !answers.has(id) && folded(label).includes(wanted));
    document.getElementById("found").textContent = filled(words.found, { n: fits.length });
    for (const other of fits.slice(0, MOST_MATCHES)) {
      const add = element("button", { type: "button" }, filled(words.add, { name: other[1] }));
      add.addEventListener("click", () => {
        told(other[0], "worked", "");
        const box = partner(other, true);
        document.getElementById("added").append(box);
        field.value = "";
        search();
        box.querySelector("input").focus();
      });
      list.append(element("li", {}, add));
    }
  }

  // A text that a spreadsheet would run as a formula gets an apostrophe before it.
  function cell(text) {
    const flat = String(text).replace(/\s+/g, " ").trim();
    const safe = /^'*[=+\-@]/.test(flat) ? `'${flat}` : flat;
    return /[",;\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  function table() {
    const all = listed();
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((n) => String(n).padStart(2, "0")).join("-");
    const head = {
      form: data.form, survey: data.survey, period: data.period, answered: day,
      respondent: data.id + data.respondent[0], respondent_name: data.respondent[1],
    };
    const whole = answered() === all.length;
    const rows = [{ ...head, state: whole ? "complete" : "partial" }];
    for (const [id, label] of all) {
      const { worked = "", ...more } = answers.get(id) ?? {};
      const beside = worked === "yes" ? more : {};
      rows.push({ ...head, about: data.id + id, about_name: label, worked_together: worked, ...beside });
    }
    const lines = rows.map((row) => data.columns.map((name) => cell(row[name] ?? "")));
    return [data.columns, ...lines].map((line) => line.join(data.separator)).join("\r\n") + "\r\n";
  }

  function save(event) {
    event.preventDefault();
    const link = element("a", {
      download: data.file,
      href: URL.createObjectURL(new Blob(["\ufeff", table()], { type: "text/csv;charset=utf-8" })),
    });
    document.body.append(link);
    link.click();
    link.remove();
    const many = { n: answered(), all: listed().length };
    const said = [`${filled(words.saved, { file: data.file })} ${words.send_to}`];
    if (many.n < many.all) said.push(filled(words.half, many));
    if (keeps) said.push(words.kept);
    document.getElementById("saved").replaceChildren(...said.map((text) => element("p", {}, text)));
  }

  function empty() {
    if (!confirm(words.sure)) return;
    answers = new Map();
    try {
      localStorage.removeItem(place);
    } catch {
      // There is nothing that was kept.
    }
    show();
  }

  function show() {
    document.getElementById("listed").hidden = !data.met.length;
    document.getElementById("none").hidden = data.met.length > 0;
    document.getElementById("partners").replaceChildren(...data.met.map((one) => partner(one, false)));
    const added = data.others.filter(([id]) => answers.has(id));
    document.getElementById("added").replaceChildren(...added.map((one) => partner(one, true)));
    document.getElementById("saved").replaceChildren();
    progress();
    search();
  }

  document.getElementById("form").addEventListener("submit", save);
  document.getElementById("search").addEventListener("input", search);
  document.getElementById("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      document.querySelector("#matches button")?.click();
    }
  });
  document.getElementById("empty").addEventListener("click", empty);
  show();
})();
