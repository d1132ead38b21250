// Who takes over: in the strictest answer each open activity, or series of meetings, can be ticked and
// given to a partner.
// Gives: decidedShown() for the map, showDecide(), unitRows() and unitName(), decisionRows() for paper,
// saveDecisions().

/** What is open in a window, row by row: one activity, or the meetings of a series. */
function unitRows(window) {
  return window.open.units.map((_, row) => row);
}

function unitName(window, row) {
  return window.open.names[row] || payload.activities[window.open.units[row][0]].name;
}

/** Whether every meeting of a row is ticked. */
function isHeld(window, row) {
  return window.open.units[row].every((activity) => state.decisions.has(activity));
}

function heldRows(window) {
  return unitRows(window).filter((row) => isHeld(window, row));
}

/** What stands when the ticked activities go on: their meetings of partners, and what is independent. */
function decidedShown(window) {
  const held = new Set(window.open.units.flat().filter((activity) => state.decisions.has(activity)));
  return { goesOn: goesOnWith(held), ending: null, says: text("decide.says", { n: heldRows(window).length }) };
}

function goesOnWith(held) {
  return (stretch) => stretch.until === SCENARIOS.length - 1 || held.has(stretch.activity);
}

function decide(unit, on, actor = null) {
  const decisions = new Map(state.decisions);
  for (const activity of unit) {
    if (on) decisions.set(activity, actor);
    else decisions.delete(activity);
  }
  change({ decisions });
}

/** The step of the plan that is ticked just so; -1 where the room has chosen otherwise. */
function stepOfPlan(window, held) {
  const same = (step) => step.length === held.length && step.every((row) => held.includes(row));
  return window.open.steps.findIndex(same);
}

/** Whether what is ticked is the best of its size, as far as that is known. */
function planSays(window) {
  const held = heldRows(window);
  const at = stepOfPlan(window, held);
  return at < 1 ? "" : text(at < window.open.exact ? "decide.best" : "decide.stepwise", { n: held.length });
}

/** The next row that helps most: along the plan where the room follows it, else the best beside what is ticked. */
function nextThatHelps(window) {
  const { units, steps } = window.open;
  const held = heldRows(window);
  const at = stepOfPlan(window, held);
  if (at >= 0 && steps[at + 1]) return steps[at + 1];
  const { component } = togetherBy(window, goesOnWith(new Set(held.flatMap((row) => units[row]))));
  const group = new Map(window.roster.map((actor, place) => [actor, component[place]]));
  const sizes = new Map();
  for (const one of component) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  const rest = unitRows(window).filter((row) => !isHeld(window, row) && boxesOfRow(window, row).length);
  const worth = new Map(rest.map((row) => [row, pairsJoined(boxesOfRow(window, row).flatMap((box) => box.stretches), group, sizes)]));
  const best = rest.sort((one, two) => worth.get(two) - worth.get(one))[0];
  return best === undefined ? null : [...held, best];
}

function boxesOfRow(window, row) {
  return window.open.units[row].map((activity) => boxOfActivity(window, activity)).filter(Boolean);
}

/** Twice the pairs that some meetings connect, where the groups that they are of hang together already. */
function pairsJoined(stretches, group, sizes) {
  let blocks = [];
  for (const stretch of stretches) {
    const met = new Set(stretch.actors.filter((actor) => group.has(actor)).map((actor) => group.get(actor)));
    const [joined, others] = [[], []];
    for (const block of blocks) ([...met].some((one) => block.has(one)) ? joined : others).push(block);
    blocks = [...others, new Set([...met, ...joined.flatMap((block) => [...block])])];
  }
  return blocks.reduce((sum, block) => {
    const members = [...block].map((one) => sizes.get(one));
    const all = members.reduce((a, b) => a + b, 0);
    return sum + all ** 2 - members.reduce((a, b) => a + b ** 2, 0);
  }, 0);
}

function helpMost() {
  const window = chosenWindow();
  const wanted = nextThatHelps(window);
  if (!wanted) return;
  const open = new Set(window.open.units.flat());
  const others = [...state.decisions].filter(([activity]) => !open.has(activity));
  const goOn = wanted.flatMap((row) => window.open.units[row]);
  change({ decisions: new Map([...others, ...goOn.map((activity) => [activity, state.decisions.get(activity) ?? null])]) });
}

/** The panel: a row for each open activity or series, the buttons, and a note for the minutes. */
function showDecide() {
  const window = chosenWindow();
  const open = window ? unitRows(window) : [];
  byId("decide").hidden = !payload.secretariat || !open.length || state.compare || state.view !== "map";
  byId("decide").setAttribute("aria-pressed", String(state.deciding));
  byId("plan").hidden = !state.deciding;
  if (!state.deciding) return byId("plan").replaceChildren();
  const at = [...byId("plan").querySelectorAll("input, select, button, textarea")].indexOf(document.activeElement);
  const rows = open.map((row) => decideRow(window, row));
  const note = element("textarea", { id: "note", rows: 3, maxlength: LONGEST_NOTE });
  note.value = state.note;
  note.addEventListener("change", () => change({ note: note.value }));
  const button = (key, act, disabled = false) => {
    const made = element("button", { type: "button", disabled }, text(key));
    made.addEventListener("click", act);
    return made;
  };
  const all = open.every((row) => isHeld(window, row));
  byId("plan").replaceChildren(
    element("h2", {}, text("decide")),
    element("p", { class: "why" }, text(open.length ? "decide.why" : "decide.none")),
    element("p", { class: "buttons" }, button("decide.next", helpMost, all), button("decide.clear", () => change({ decisions: new Map() }), !state.decisions.size)),
    element("p", { class: "why", id: "plan-says" }, window ? planSays(window) : ""),
    element("ul", {}, ...rows),
    element("label", { for: "note" }, text("decide.note")),
    note,
    element("p", { class: "buttons" }, button("decide.print", () => printSheet("decisions")), button("decide.save", saveDecisions, !state.decisions.size)),
  );
  if (at >= 0) byId("plan").querySelectorAll("input, select, button, textarea")[at]?.focus({ preventScroll: true });
  return undefined;
}

function decideRow(window, row) {
  const unit = window.open.units[row];
  const on = isHeld(window, row);
  const box = element("input", { type: "checkbox", id: `go-${unit[0]}` });
  box.checked = on;
  box.addEventListener("change", () => decide(unit, box.checked));
  const who = element("select", { "aria-label": text("decide.by") }, element("option", { value: "" }, text("decide.nobody")));
  for (const actor of window.open.candidates[row]) {
    who.append(element("option", { value: actor, selected: state.decisions.get(unit[0]) === actor }, actorName(actor, place(actor).label)));
  }
  who.addEventListener("change", () => decide(unit, true, who.value === "" ? null : Number(who.value)));
  const taking = new Set(boxesOfRow(window, row).flatMap((one) => [...one.actors].filter((actor) => !isSecretariat.has(actor))));
  const label = element("label", { for: box.id }, named(unitName(window, row)), element("span", { class: "n" }, ` ${text("partners", { n: taking.size })}`));
  return element("li", { class: on ? "on" : null }, element("div", {}, box, label), who);
}

/** What was agreed in the window that is shown, for paper. */
function decisionRows() {
  const window = chosenWindow();
  if (!window) return [];
  return unitRows(window).map((row) => ({
    name: unitName(window, row),
    on: isHeld(window, row),
    by: state.decisions.get(window.open.units[row][0]) ?? null,
  }));
}

/** A cell of a table that no spreadsheet runs as a formula. */
function cellOf(value) {
  const safe = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The decisions as rows of activities.csv, to be applied to the data. */
function decisionsTable() {
  const today = new Date().toISOString().slice(0, 10);
  const rows = [...state.decisions].sort(([one], [two]) => one - two).map(([activity, actor]) => [
    payload.activities[activity].recorded ?? payload.activities[activity].name,
    "yes",
    text("decide.evidence", { date: today }),
    actor === null ? "" : payload.actors[actor].id,
  ]);
  const head = ["activity", "continues", "continues_evidence", "taken_over_by"];
  return [head, ...rows].map((row) => `${row.map(cellOf).join(",")}\n`).join("");
}

function saveDecisions() {
  download(new Blob(["\ufeff", decisionsTable()], { type: "text/csv;charset=utf-8" }), "activities.csv");
}
