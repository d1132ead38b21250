// Who takes over: in the strictest answer each open activity can be ticked and given to a partner.
// Gives: decidedShown() for the map, showDecide(), decisionRows() for paper, saveDecisions().

/** What stands when the ticked activities go on: their meetings of partners, and what is independent. */
function decidedShown(window) {
  const held = new Set(window.open.activities.filter((activity) => state.decisions.has(activity)));
  return { goesOn: goesOnWith(held), ending: null, says: text("decide.says", { n: held.size }) };
}

function goesOnWith(held) {
  return (stretch) => stretch.until === SCENARIOS.length - 1 || held.has(stretch.activity);
}

function decide(activity, on, actor = null) {
  const decisions = new Map(state.decisions);
  if (on) decisions.set(activity, actor);
  else decisions.delete(activity);
  change({ decisions });
}

/** The step of the plan that is ticked just so; -1 where the room has chosen otherwise. */
function stepOfPlan(window, held) {
  const same = (step) => step.length === held.length && step.every((activity) => held.includes(activity));
  return window.open.steps.findIndex(same);
}

/** Whether what is ticked is the best of its size, as far as that is known. */
function planSays(window) {
  const held = window.open.activities.filter((activity) => state.decisions.has(activity));
  const at = stepOfPlan(window, held);
  return at < 1 ? "" : text(at < window.open.exact ? "decide.best" : "decide.stepwise", { n: held.length });
}

/** The next activity that helps most: along the plan where the room follows it, else the best beside what is ticked. */
function nextThatHelps(window) {
  const { activities, steps } = window.open;
  const held = activities.filter((activity) => state.decisions.has(activity));
  const at = stepOfPlan(window, held);
  if (at >= 0 && steps[at + 1]) return steps[at + 1];
  const { component } = togetherBy(window, goesOnWith(new Set(held)));
  const group = new Map(window.roster.map((actor, place) => [actor, component[place]]));
  const sizes = new Map();
  for (const one of component) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  const rest = boxesOf(window).filter((box) => activities.includes(box.activity) && !held.includes(box.activity));
  const worth = new Map(rest.map((box) => [box.activity, pairsJoined(box, group, sizes)]));
  const best = activities.filter((activity) => worth.has(activity)).sort((one, two) => worth.get(two) - worth.get(one))[0];
  return best === undefined ? null : [...held, best];
}

/** Twice the pairs that an activity connects, where the groups that it meets hang together already. */
function pairsJoined(box, group, sizes) {
  let blocks = [];
  for (const stretch of box.stretches) {
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
  const others = [...state.decisions].filter(([activity]) => !window.open.activities.includes(activity));
  change({ decisions: new Map([...others, ...wanted.map((activity) => [activity, state.decisions.get(activity) ?? null])]) });
}

/** The panel: a row for each open activity, the buttons, and a note for the minutes. */
function showDecide() {
  const window = chosenWindow();
  const open = window?.open.activities ?? [];
  byId("decide").hidden = !payload.secretariat || !open.length || state.compare || state.view !== "map";
  byId("decide").setAttribute("aria-pressed", String(state.deciding));
  byId("plan").hidden = !state.deciding;
  if (!state.deciding) return byId("plan").replaceChildren();
  const at = [...byId("plan").querySelectorAll("input, select, button, textarea")].indexOf(document.activeElement);
  const rows = open.map((activity, row) => decideRow(activity, window.open.candidates[row]));
  const note = element("textarea", { id: "note", rows: 3, maxlength: LONGEST_NOTE });
  note.value = state.note;
  note.addEventListener("change", () => change({ note: note.value }));
  const button = (key, act, disabled = false) => {
    const made = element("button", { type: "button", disabled }, text(key));
    made.addEventListener("click", act);
    return made;
  };
  const all = open.every((activity) => state.decisions.has(activity));
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

function decideRow(activity, candidates) {
  const on = state.decisions.has(activity);
  const box = element("input", { type: "checkbox", id: `go-${activity}` });
  box.checked = on;
  box.addEventListener("change", () => decide(activity, box.checked));
  const who = element("select", { "aria-label": text("decide.by") }, element("option", { value: "" }, text("decide.nobody")));
  for (const actor of candidates) {
    who.append(element("option", { value: actor, selected: state.decisions.get(activity) === actor }, actorName(actor, place(actor).label)));
  }
  who.addEventListener("change", () => decide(activity, true, who.value === "" ? null : Number(who.value)));
  const size = boxesOf(chosenWindow()).find((one) => one.activity === activity)?.actors.size ?? 0;
  const label = element("label", { for: box.id }, named(payload.activities[activity].name), element("span", { class: "n" }, ` ${number(size)}`));
  return element("li", { class: on ? "on" : null }, element("div", {}, box, label), who);
}

/** What was agreed in the window that is shown, for paper. */
function decisionRows() {
  return (chosenWindow()?.open.activities ?? []).map((activity) => ({
    name: payload.activities[activity].name,
    on: state.decisions.has(activity),
    by: state.decisions.get(activity) ?? null,
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
