"use strict";

// The register: grids of activities, organisations and pairs, in which a cell is changed in its place.
// Each change is sent with the version that it was made in, and what differs is drawn again.

const words = JSON.parse(document.getElementById("words").textContent);
const $ = (id) => document.getElementById(id);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const text = (tag, content, isolated = false) => {
  const made = document.createElement(tag);
  made.textContent = content;
  if (isolated) made.dir = "auto";
  return made;
};
let silence = 0;
const tell = (sentence, seconds = 12) => {
  const told = text("p", sentence);
  $("notice").replaceChildren(told);
  clearTimeout(silence);
  silence = setTimeout(() => told.remove(), 1000 * seconds);
};

// ---------------------------------------------------------------- the register, and what is sent

let state = { version: "", actors: [], entries: [], pairs: [] };
let grid = null;
let people = null;
let twos = null;
// What this window changed is known after it was loaded again too.
const undoable = JSON.parse(sessionStorage.getItem("undoable") ?? "[]");
const toUndo = (...versions) => {
  undoable.push(...versions);
  sessionStorage.setItem("undoable", JSON.stringify(undoable));
};
let queue = Promise.resolve();

const post = async (where, said) => {
  let answer;
  try {
    answer = await fetch(where, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) });
  } catch {
    tell(document.body.dataset.gone);
    return null;
  }
  const isWords = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  const told = isWords ? await answer.json() : {};
  if (told.see) location.assign(told.see);
  if (!answer.ok && !told.see) tell(told.sentence ?? document.body.dataset.gone);
  return answer.ok ? told : null;
};

// One change at a time: each begins with the version that the one before it made.
const change = (edit, said) => {
  queue = queue.then(async () => {
    const told = await post("/register/edit", { edit, version: state.version, ...said });
    if (!told) return false;
    if (told.version !== state.version) toUndo(told.version);
    take(told);
    tell(words.saved, 3);
    leftOut(told.left ?? []);
    return true;
  });
  return queue;
};

// What could not be placed stays until it is read.
const leftOut = (sentences) => {
  if (!sentences.length) {
    $("left").replaceChildren();
    return;
  }
  const list = document.createElement("ul");
  list.append(...sentences.map((each) => text("li", each, true)));
  const close = text("button", words.close);
  close.addEventListener("click", () => $("left").replaceChildren());
  $("left").replaceChildren(text("p", words.left_out), list, close);
};

const take = (told) => {
  $("undo").disabled = undoable.length === 0;
  if (told.entries) {
    const remade = columnsDiffer(told.actors);
    state = told;
    draw(remade);
    return;
  }
  state.version = told.version;
  const before = state.actors;
  state.actors = told.actors;
  for (const entry of told.changed) {
    const place = state.entries.findIndex((each) => each.name === entry.was);
    state.entries[place] = entry;
    grid?.getRow(place)?.update(rowOf(entry, place));
  }
  for (const [place, actor] of state.actors.entries()) {
    if (JSON.stringify(actor) !== JSON.stringify(before[place])) people.getRow(place)?.update(actorRow(actor, place));
  }
};

const columnsDiffer = (actors) =>
  actors.length !== state.actors.length ||
  actors.some((each, n) => ["id", "label", "secretariat"].some((name) => each[name] !== state.actors[n][name]));

$("undo").addEventListener("click", () => {
  queue = queue.then(async () => {
    if (!undoable.length) return;
    const version = undoable.pop();
    toUndo();
    const told = await post("/register/undo", { version, seen: state.version });
    if (!told) return;
    take(told);
    tell(words.saved, 3);
  });
});

// ---------------------------------------------------------------- what a cell shows

let names = [null, new Map()];
const named = (id) => {
  if (names[0] !== state.actors) names = [state.actors, new Map(state.actors.map((each) => [each.id, each.label || each.id]))];
  return names[1].get(id) ?? id;
};
const leadOf = (entry) => (entry.leads.length ? entry.leads.map(named).join(", ") : entry.led_by ? words[entry.led_by] : "");
const goesOn = (entry) =>
  entry.continues === "yes" && entry.heir ? filled(words.taken_over, { name: named(entry.heir) }) : entry.continues ? words[entry.continues] : "";
const dateOf = (entry) => (entry.differ ? words.differ : entry.end ? `${entry.start} – ${entry.end}` : entry.start);

const rowOf = (entry, place) => {
  const row = { place, name: entry.name, date: dateOf(entry), lead: leadOf(entry), goes: goesOn(entry) };
  const there = new Set(entry.actors);
  const leads = new Set(entry.leads);
  state.actors.forEach((actor, n) => {
    row[`o${n}`] = leads.has(actor.id) ? "lead" : there.has(actor.id) ? "yes" : "";
  });
  return row;
};

const entryOf = (cell) => state.entries[cell.getData().place];
// What has no room is read where the pointer rests on it.
const whole = (content) => {
  const made = text("span", content, true);
  made.title = content;
  return made;
};
const plain = (cell) => whole(cell.getValue() ?? "");
const heading = (title) => () => whole(title);
const unseen = (title) => () => {
  const made = text("span", title);
  made.className = "unseen";
  return made;
};
const labelled = (cell, label) => cell.getElement().setAttribute("aria-label", label);

const ticked = (actor) => (cell) => {
  const value = cell.getValue();
  const name = actor.label || actor.id;
  labelled(cell, `${filled(words.took_part, { actor: name, activity: cell.getData().name })}: ${value ? words.yes : words.no}`);
  const mark = text("span", value === "lead" ? "★" : value ? "✓" : "");
  mark.setAttribute("aria-hidden", "true");
  return mark;
};
const cross = (cell) => {
  labelled(cell, filled(words.remove, { name: cell.getData().name ?? cell.getData().id }));
  const mark = text("span", "✕");
  mark.setAttribute("aria-hidden", "true");
  return mark;
};

// ---------------------------------------------------------------- changing a cell in its place

const begun = (cell, field, commit) => {
  const place = cell.getElement();
  const shown = [...place.childNodes];
  const before = field.value;
  let open = true;
  let byKey = true;
  const close = (keep) => {
    if (!open) return;
    open = false;
    const { value } = field;
    const left = document.activeElement !== field && document.activeElement !== document.body;
    place.replaceChildren(...shown);
    if (!left) focusOn(cell);
    if (keep && value !== before) commit(value);
  };
  field.addEventListener("blur", () => close(true));
  field.addEventListener("pointerdown", () => {
    byKey = false;
  });
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    byKey = true;
    if (event.key === "Enter") close(true);
    if (event.key === "Escape") close(false);
    if (event.key === "Enter" || event.key === "Escape") event.preventDefault();
  });
  // The arrows go through a closed list one by one: what they pass is not chosen yet.
  field.addEventListener("change", () => {
    if (field.tagName === "SELECT" && !byKey) close(true);
  });
  place.replaceChildren(field);
  field.focus();
  field.select?.();
};

const writing = (label, value, commit) => (cell) => {
  const field = document.createElement("input");
  field.value = value(cell);
  field.maxLength = 300;
  field.setAttribute("aria-label", label);
  begun(cell, field, (written) => commit(cell, written));
};

const choosing = (label, options, commit) => (cell) => {
  const field = document.createElement("select");
  field.setAttribute("aria-label", label);
  for (const [value, shown, selected] of options(cell)) field.append(new Option(shown, value, selected, selected));
  begun(cell, field, (value) => commit(cell, value));
  try {
    if (pointed) field.showPicker?.();
    if (pointed) field.dispatchEvent(new Event("pointerdown"));
  } catch {
    // It opens at the next click.
  }
};

const leads = (cell) => {
  const entry = entryOf(cell);
  const now = entry.leads[0];
  const there = new Set(entry.actors);
  const order = [...state.actors.filter((each) => there.has(each.id)), ...state.actors.filter((each) => !there.has(each.id))];
  return [
    ["", words.nobody, !now && !entry.led_by],
    ...order.map((each) => [`a:${each.id}`, named(each.id), each.id === now]),
    ...["secretariat", "partner", "shared"].map((each) => [`w:${each}`, words[each], !now && entry.led_by === each]),
  ];
};
const future = (cell) => {
  const entry = entryOf(cell);
  return [
    ["", words.unsaid, !entry.continues],
    ["no", words.no, entry.continues === "no"],
    ["yes", words.yes, entry.continues === "yes" && !entry.heir],
    ...state.actors.filter((each) => !each.secretariat).map((each) => [`yes:${each.id}`, filled(words.taken_over, { name: named(each.id) }), each.id === entry.heir]),
  ];
};
const dates = (cell, written) => {
  const [start, end = ""] = written.split(/\s+–\s*|\s+-\s+/, 2);
  change("date", { activity: entryOf(cell).name, start, end });
};

const DO = {
  name: writing(words.activity, (cell) => entryOf(cell).name, (cell, name) => change("name", { activity: entryOf(cell).name, name })),
  date: (cell) => (entryOf(cell).differ ? tell(words.differ) : writing(words.date, (one) => dateOf(entryOf(one)), dates)(cell)),
  lead: choosing(words.lead, leads, (cell, value) =>
    change("lead", { activity: entryOf(cell).name, actor: value.startsWith("a:") ? value.slice(2) : "", led_by: value.startsWith("w:") ? value.slice(2) : "" })),
  goes: choosing(words.goes_on, future, (cell, value) =>
    change("goes_on", { activity: entryOf(cell).name, continues: value.split(":", 1)[0], heir: value.startsWith("yes:") ? value.slice(4) : "" })),
  gone: (cell) => change("remove", { activity: entryOf(cell).name }),
};
const tick = (actor) => (cell) => change("tick", { activity: entryOf(cell).name, actor, did: !cell.getValue() });

const ofActor = (column, label) =>
  writing(label, (cell) => cell.getData()[column] ?? "", (cell, value) => change("actor", { actor: cell.getData().id, column, value }));

// ---------------------------------------------------------------- two together

const INVOLVED = ["none", "present", "led"];
const ofPair = (column, value) => (cell, written) => change("pair", { row: cell.getData().row, column, value: value ? value(written) : written });
const pairWriting = (column, label) => writing(label, (cell) => cell.getData()[column], ofPair(column));
const pairChoosing = (column, label, options) => choosing(label, options, ofPair(column));
const anyone = (column, blank) => (cell) => {
  const now = cell.getData()[column];
  return [...(blank || !now ? [["", words.nobody, !now]] : []), ...state.actors.map((each) => [each.id, named(each.id), each.id === now])];
};
const involvement = (cell) => {
  const now = cell.getData().secretariat;
  return [["", words.nobody, !now], ...INVOLVED.map((each) => [each, words[each], each === now])];
};
const shownAs = (shown) => (cell) => text("span", shown(cell.getValue() ?? ""), true);

// ---------------------------------------------------------------- the grids

// A grid is one stop of the Tab key; the arrows go from cell to cell.
const focusOn = (cell) => {
  const place = cell.getElement();
  for (const other of place.closest(".grid").querySelectorAll('.tabulator-cell[tabindex="0"]')) other.tabIndex = -1;
  place.tabIndex = 0;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest", inline: "nearest" });
};

// Only what can be seen is drawn: a cell is brought into the window before it has the focus.
let moves = 0;
const frame = () => new Promise((done) => requestAnimationFrame(done));
const bring = async (table, row, column) => {
  moves += 1;
  const turn = moves;
  const place = () => row.getCell(column).getElement();
  if (!row.getElement().isConnected) await table.scrollToRow(row, "nearest", false);
  if (place().isConnected) {
    focusOn(row.getCell(column));
    return;
  }
  table.scrollToColumn(column, "middle", false).catch(() => {});
  // While it scrolls the rows are drawn several times.
  for (let n = 0; n < 20 && turn === moves; n += 1) {
    if (place().isConnected && document.activeElement !== place()) focusOn(row.getCell(column));
    await frame();
  }
};

let pointed = false;
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -Infinity], End: [0, Infinity] };

const cellAt = (table, place) => {
  for (const row of table.getRows("visible")) {
    for (const cell of row.getCells()) if (cell.getElement() === place) return cell;
  }
  return null;
};

const movable = (table, holder) => {
  const enterable = () => {
    if (holder.querySelector('.tabulator-cell[tabindex="0"]')) return;
    const first = table.getRows("visible")[0]?.getCells()[0];
    if (first) first.getElement().tabIndex = 0;
  };
  // Drawn again, as where the window changes its size, a grid keeps the focus that it had.
  let last = null;
  document.addEventListener("focusin", (event) => {
    const cell = holder.contains(event.target) && cellAt(table, event.target);
    last = cell ? [cell.getData().place, cell.getField()] : null;
  });
  document.addEventListener("pointerdown", (event) => {
    if (!holder.contains(event.target)) last = null;
  });
  table.on("renderComplete", () => {
    if (last && document.activeElement === document.body) {
      const cell = table.getRows("active").find((row) => row.getData().place === last[0])?.getCell(last[1]);
      if (cell && cell.getElement().isConnected) focusOn(cell);
    }
    enterable();
  });
  holder.querySelector(".tabulator-tableholder").removeAttribute("tabindex");
  enterable();
  holder.addEventListener("keydown", async (event) => {
    const place = event.target.closest?.(".tabulator-cell");
    const cell = place && event.target === place ? cellAt(table, place) : null;
    if (!cell) return;
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      const rows = table.getRows("active");
      const row = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(cell.getRow()) + step[0]))];
      const at = cell.getRow().getCells().indexOf(cell) + step[1];
      const cells = row.getCells();
      await bring(table, row, cells[Math.max(0, Math.min(cells.length - 1, at))].getColumn());
    } else if (event.key === "Enter" || event.key === " " || event.key === "F2") {
      event.preventDefault();
      pointed = false;
      act(cell);
    }
  });
  table.on("cellClick", (event, cell) => {
    if (event.target.closest("input, select")) return;
    focusOn(cell);
    pointed = true;
    // With Ctrl or Shift a cell is only marked, to paste there.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) act(cell);
  });
};

// What happens in a cell, by its column; of the organisations' grid and of the register's.
const acts = new Map();
const of = (table) => (table === people ? "actors " : table === twos ? "pairs " : "");
const act = (cell) => acts.get(`${of(cell.getTable())}${cell.getField()}`)?.(cell);
const column = (field, title, width, does, more = {}) => {
  acts.set(field, does);
  return { field, title, width, headerSort: false, resizable: false, titleFormatter: heading(title), formatter: plain, ...more };
};
const columnOf = (which) => (field, ...rest) => {
  const made = column(`${which} ${field}`, ...rest);
  return { ...made, field };
};
const ofActors = columnOf("actors");
const ofPairs = columnOf("pairs");

const narrow = () => innerWidth < 1000;
const columns = () => [
  column("name", words.activity, narrow() ? 190 : 230, DO.name, { frozen: true }),
  column("date", words.date, narrow() ? 116 : 150, DO.date),
  column("lead", words.lead, narrow() ? 116 : 150, DO.lead),
  column("goes", words.goes_on, narrow() ? 104 : 130, DO.goes),
  column("gone", "", 46, DO.gone, { formatter: cross, cssClass: "gone", titleFormatter: unseen(words.remove_it) }),
  ...state.actors.map((actor, n) =>
    column(`o${n}`, actor.label || actor.id, 46, tick(actor.id), { formatter: ticked(actor), cssClass: actor.secretariat ? "org secretariat" : "org" })),
];

const actorColumns = () => [
  ofActors("label", words.label, 230, ofActor("label", words.label), { frozen: true }),
  ofActors("id", words.name, 170, ofActor("id", words.name)),
  ofActors("sector", words.sector, 130, ofActor("sector", words.sector)),
  ofActors("type", words.type, 110, ofActor("type", words.type)),
  ofActors("is", words.is_secretariat, 104, (cell) => change("actor", { actor: cell.getData().id, column: "secretariat", value: cell.getValue() ? "" : "yes" }), {
    cssClass: "tick",
    formatter: (cell) => {
      labelled(cell, `${words.is_secretariat}: ${cell.getValue() ? words.yes : words.no}`);
      return text("span", cell.getValue() ? "✓" : "");
    },
  }),
  ofActors("secretariat_from", words.from, 120, ofActor("secretariat_from", words.from)),
  ofActors("secretariat_until", words.until, 120, ofActor("secretariat_until", words.until)),
  ofActors("joined", words.joined, 110, ofActor("joined", words.joined)),
  ofActors("left", words.left, 110, ofActor("left", words.left)),
  ofActors("activities", words.count, 100, null),
  ofActors("gone", "", 46, (cell) => change("remove_actor", { actor: cell.getData().id }), { formatter: cross, cssClass: "gone", titleFormatter: unseen(words.remove_it) }),
];
const pairColumns = () => [
  ofPairs("source", words.source, 210, pairChoosing("source", words.source, anyone("source")), { formatter: shownAs(named) }),
  ofPairs("target", words.target, 210, pairChoosing("target", words.target, anyone("target")), { formatter: shownAs(named) }),
  ofPairs("activity", words.activity, 200, pairWriting("activity", words.activity)),
  ofPairs("start", words.begin, 110, pairWriting("start", words.begin)),
  ofPairs("end", words.end, 110, pairWriting("end", words.end)),
  ofPairs("secretariat", words.attended, 140, pairChoosing("secretariat", words.attended, involvement), { formatter: shownAs((value) => (INVOLVED.includes(value) ? words[value] : value)) }),
  ofPairs("recorded_by", words.recorded_by, 180, pairChoosing("recorded_by", words.recorded_by, anyone("recorded_by", true)), { formatter: shownAs(named) }),
  ofPairs("gone", "", 46, (cell) => change("remove_pair", { row: cell.getData().row }), { formatter: cross, cssClass: "gone", titleFormatter: unseen(words.remove_it) }),
];
const pairRow = (pair, place) => ({ ...pair, place, name: `${named(pair.source)} – ${named(pair.target)}` });

const actorRow = (actor, place) => ({ ...actor, place, label: actor.label || actor.id, is: actor.secretariat });

const OPTIONS = {
  index: "place", nestedFieldSeparator: false, layout: "fitData", movableColumns: false,
  headerSort: false, columnDefaults: { headerSort: false }, keybindings: false,
  // A grid that grows by a row is not drawn again for that: a cell may be written in just then.
  autoResize: false,
};
addEventListener("resize", () => {
  for (const table of [grid, people, twos]) table?.redraw();
});

const rows = () => state.entries.map(rowOf);
const made = (holder, options) =>
  new Promise((done) => {
    const table = new Tabulator(holder, { ...OPTIONS, ...options });
    table.on("tableBuilt", () => {
      movable(table, holder);
      done(table);
    });
  });

const draw = async (remade) => {
  fillMeeting();
  if (!people) {
    if ($("grid")) grid = await made($("grid"), { data: rows(), columns: columns(), renderHorizontal: "virtual", maxHeight: "70vh", placeholder: () => text("p", $("search").value ? words.none_fits : words.nothing) });
    people = await made($("actors"), { data: state.actors.map(actorRow), columns: actorColumns(), maxHeight: "60vh", placeholder: () => text("p", $("search").value ? words.none_fits : words.nobody_yet) });
    twos = await made($("pairs"), { data: state.pairs.map(pairRow), columns: pairColumns(), maxHeight: "60vh", placeholder: () => text("p", $("search").value ? words.none_fits : words.no_pairs) });
    return;
  }
  const there = document.activeElement?.closest?.(".tabulator-cell");
  const held = there && [there.closest(".grid"), [...there.parentElement.parentElement.children].indexOf(there.parentElement), there.getAttribute("tabulator-field")];
  if (remade) grid?.setColumns(columns());
  await grid?.replaceData(rows());
  await people.replaceData(state.actors.map(actorRow));
  await twos.replaceData(state.pairs.map(pairRow));
  if (held) goOnAt(...held);
};

// Where the cell that had the focus was drawn again, the reader goes on at its place.
const goOnAt = (holder, row, field) => {
  const drawn = [...holder.querySelectorAll(".tabulator-row")];
  const cell = drawn[Math.min(row, drawn.length - 1)]?.querySelector(`[tabulator-field="${CSS.escape(field)}"]`);
  if (!cell || document.activeElement !== document.body) return;
  for (const other of holder.querySelectorAll('.tabulator-cell[tabindex="0"]')) other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus({ preventScroll: true });
};

// ---------------------------------------------------------------- search

const folded = (value) => value.normalize("NFKD").toLocaleLowerCase();
$("search")?.addEventListener("input", () => {
  const wanted = folded($("search").value.trim());
  if (!wanted) {
    for (const table of [grid, people, twos]) table?.clearFilter();
    return;
  }
  const has = (...values) => values.some((value) => value && folded(value).includes(wanted));
  twos.setFilter((row) => has(row.name, row.activity, row.source, row.target));
  grid?.setFilter((row) => {
    const entry = state.entries[row.place];
    return has(entry.name, row.date, row.lead) || entry.actors.some((id) => has(id, named(id)));
  });
  people.setFilter((row) => has(row.id, row.label, row.sector));
  if (!people.getDataCount("active")) people.clearFilter();
});

// ---------------------------------------------------------------- a meeting, in half a minute

const chosen = new Map();
const fillMeeting = () => {
  for (const id of ["pair-source", "pair-target"]) {
    const { value } = $(id);
    $(id).replaceChildren(new Option("", ""), ...state.actors.map((each) => new Option(named(each.id), each.id)));
    $(id).value = value;
  }
  if (!$("meeting")) return;
  const names = new Set(state.entries.map((entry) => entry.name.replace(/ \(\d{4}[^()]*\)$/, "")));
  $("names").replaceChildren(...[...names].map((name) => new Option(name, name)));
  const lead = $("meeting-lead").value;
  const actors = [...state.actors].sort((one, other) => other.activities - one.activities || named(one.id).localeCompare(named(other.id)));
  const known = new Set(actors.map((each) => each.id));
  const all = [...actors.map((each) => each.id), ...[...chosen.keys()].filter((id) => !known.has(id))];
  $("meeting-lead").replaceChildren(new Option(words.nobody, ""), ...all.map((id) => new Option(named(id), id, id === lead, id === lead)));
  $("ticks").replaceChildren(...all.map((id) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    label.className = "tick";
    box.type = "checkbox";
    box.value = id;
    box.checked = chosen.get(id) ?? false;
    box.addEventListener("change", () => chosen.set(id, box.checked));
    label.append(box, text("span", named(id), true));
    return label;
  }));
};

const before = () => {
  const name = $("meeting-name").value.trim();
  return name ? state.entries.findLast((entry) => entry.name === name || entry.name.startsWith(`${name} (`)) : undefined;
};
$("meeting-name")?.addEventListener("input", () => {
  $("as-last").disabled = !before();
});
$("as-last")?.addEventListener("click", () => {
  const entry = before();
  chosen.clear();
  for (const id of entry.actors) chosen.set(id, true);
  fillMeeting();
  $("meeting-lead").value = entry.leads[0] ?? "";
});
const oneMore = () => {
  const name = $("meeting-other").value.trim();
  if (!name) return;
  const known = state.actors.find((each) => folded(each.id) === folded(name) || folded(each.label) === folded(name));
  chosen.set(known ? known.id : name, true);
  $("meeting-other").value = "";
  fillMeeting();
};
$("meeting-more")?.addEventListener("click", oneMore);
$("meeting-other")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  oneMore();
});
$("meeting")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  oneMore();
  const actors = [...chosen].filter(([, did]) => did).map(([id]) => id);
  const lead = $("meeting-lead").value;
  if (!actors.length && !lead) {
    tell(words.tick_some);
    return;
  }
  const done = await change("add", { activity: $("meeting-name").value, start: $("meeting-start").value, actors, lead });
  if (!done) return;
  $("search").value = "";
  $("search").dispatchEvent(new Event("input"));
  chosen.clear();
  $("meeting").reset();
  $("as-last").disabled = true;
  fillMeeting();
  $("meeting-name").focus();
  const row = grid.getRows().at(-1);
  if (row) await grid.scrollToRow(row, "bottom", true).catch(() => {});
});
$("new-actor")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await change("add_actor", { actor: $("actor-name").value })) $("new-actor").reset();
});

$("new-pair")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = Object.fromEntries(["source", "target", "activity", "start"].map((each) => [each, $(`pair-${each}`).value]));
  if (!(await change("add_pair", said))) return;
  $("new-pair").reset();
  $("pair-source").focus();
});

// ---------------------------------------------------------------- a range from a spreadsheet

// Cells as spreadsheets copy them: tabs between them, quotes around what holds a tab or a line.
const rangeOf = (copied) => {
  const cells = [[""]];
  let quoted = false;
  const plainText = copied.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let n = 0; n < plainText.length; n += 1) {
    const row = cells.at(-1);
    const letter = plainText[n];
    if (quoted && letter === '"' && plainText[n + 1] === '"') {
      row[row.length - 1] += '"';
      n += 1;
    } else if (letter === '"' && (quoted || row.at(-1) === "")) quoted = !quoted;
    else if (!quoted && letter === "\t") row.push("");
    else if (!quoted && letter === "\n") cells.push([""]);
    else row[row.length - 1] += letter;
  }
  return cells;
};

const TAKES = { is: "secretariat" };
const pasted = (cell, cells) => {
  const table = cell.getTable();
  const from = cell.getRow().getCells().indexOf(cell);
  const fields = cell.getRow().getCells().map((each) => each.getField()).slice(from).filter((field) => !["gone", "activities"].includes(field));
  const below = table.getRows("active");
  const places = below.slice(below.indexOf(cell.getRow())).slice(0, cells.length).map((row) => row.getData());
  const [which, nameOf, columnAs] = {
    "": ["entries", (row) => state.entries[row.place].name, (field) => (/^o\d+$/.test(field) ? `o:${state.actors[field.slice(1)].id}` : field)],
    "actors ": ["actors", (row) => row.id, (field) => TAKES[field] ?? field],
    "pairs ": ["pairs", (row) => String(row.row), (field) => field],
  }[of(table)];
  return change("paste", { grid: which, names: places.map(nameOf), columns: fields.map(columnAs), cells });
};

document.addEventListener("paste", (event) => {
  const place = event.target.closest?.(".tabulator-cell");
  const holder = place?.closest(".grid");
  const table = [grid, people, twos].find((each) => each?.element === holder);
  if (!table) return;
  const copied = event.clipboardData.getData("text/plain");
  const several = /[\t\n\r]/.test(copied.replace(/\r?\n$/, ""));
  // One cell that is pasted into a field is written there.
  if (!copied || (event.target !== place && !several)) return;
  event.preventDefault();
  const cell = cellAt(table, place);
  place.querySelector("input, select")?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  if (cell) pasted(cell, rangeOf(copied));
});

// ---------------------------------------------------------------- to begin with

const begin = async () => {
  const answer = await fetch("/register/data");
  if (!answer.ok) return;
  state = await answer.json();
  if ($("new") && !state.entries.length) $("new").open = true;
  const { saved } = $("undo").dataset;
  if (saved) {
    // What another room wrote is taken back here too; loaded again, the page tells it once.
    toUndo(saved);
    history.replaceState(null, "", "/register");
    tell(words.saved);
  }
  $("undo").disabled = undoable.length === 0;
  await draw(true);
  document.documentElement.dataset.ready = "";
};
if ($("actors")) begin();
