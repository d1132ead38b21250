// To take home on paper: the map on a sheet, two pages for the meeting, a strip for each
// organisation, and what was agreed.
// Gives: printSheet(), fillSheet() before printing.

const SHEETS = { map: mapSheet, pages: meetingPages, strips: stripSheet, decisions: decisionSheet };
let sheetKind = "map";

function printSheet(kind) {
  sheetKind = kind;
  window.print();
  sheetKind = "map";
}

function fillSheet() {
  byId("sheet").className = sheetKind;
  byId("sheet").replaceChildren(...SHEETS[sheetKind]());
}

function printedOn() {
  const today = new Intl.DateTimeFormat(state.language, { dateStyle: "long" }).format(new Date());
  return element("p", { class: "printed" }, text("note.printed", { date: today }));
}

function mapSheet() {
  return [picture(1600, 1060), printedOn()];
}

function paperTitle(...more) {
  return element("h2", {}, [payload.title || text("title"), ...more].join(" · "));
}

/** With and without the secretariat on the first page, decisions and notes on the second. */
function meetingPages() {
  const was = { compare: state.compare, leftScenario: state.leftScenario, leftWindow: state.leftWindow, scenario: state.scenario, exit: state.exit, deciding: state.deciding };
  const without = state.scenario === "present" && payload.secretariat ? "unaided" : state.scenario;
  Object.assign(state, { compare: payload.secretariat, leftScenario: "present", leftWindow: null, scenario: without, exit: null, deciding: false });
  const both = picture(1600, 1060);
  Object.assign(state, was);
  const window = chosenWindow();
  return [element("div", { class: "page" }, both), ...decisionSheet()];
}

function agreed() {
  const rows = decisionRows();
  if (!rows.length) return [];
  const cell = (value, name = "td") => element(name, {}, value);
  const body = rows.map(({ name, on, by }) => element("tr", {}, cell(named(name)), cell(on ? "☒" : "☐"), cell(by === null ? "" : named(actorName(by, place(by).label)))));
  const head = element("tr", {}, ...["table.activity", "decide.goes_on", "decide.by"].map((key) => cell(text(key), "th")));
  return [element("h3", {}, text("decide")), element("table", {}, element("thead", {}, head), element("tbody", {}, ...body))];
}

function notes(lines) {
  return [element("h3", {}, text("decide.note")), element("p", { class: "written" }, state.note), element("div", { class: "ruled" }, ...Array.from({ length: lines }, () => element("div", {})))];
}

/** What hangs together with what was agreed, the list, and room to write on the rest of the page. */
function decisionSheet() {
  const window = chosenWindow();
  if (!window) return [];
  const decided = state.decisions.size && payload.secretariat ? decidedShown(window) : null;
  const says = decided ? [element("p", {}, element("strong", {}, `${decided.says}: ${sentence(window, "unaided", togetherBy(window, decided.goesOn))}`), ` – ${rangeOf(window)}`)] : [element("p", {}, rangeOf(window))];
  return [element("div", { class: "page" }, paperTitle(windowName(window)), ...says, ...agreed(), ...notes(Math.max(3, 13 - window.open.units.length)), printedOn())];
}

/** For each organisation: what it keeps, what it loses, what it could take over. */
function stripSheet() {
  const window = chosenWindow();
  if (!window?.scenarios.unaided) return [paperTitle(), element("p", {}, text(window ? "empty.long" : "no_windows"))];
  const last = SCENARIOS.length - 1;
  const ties = tieLines(window);
  const strips = [...window.roster].sort(byName).map((actor) => {
    const mine = ties.filter((line) => line.a === actor || line.b === actor);
    const others = (stays) => mine.filter((line) => (line.until === last) === stays).map((line) => shownName(place(line.a === actor ? line.b : line.a).label));
    const could = unitRows(window).filter((row) => window.open.candidates[row].includes(actor)).map((row) => unitName(window, row));
    const at = window.roster.indexOf(actor);
    const [all, kept] = ["present", "unaided"].map((scenario) => window.scenarios[scenario].degree[at]);
    const line = (key, n, list) => element("p", {}, element("strong", {}, `${text(key)} (${number(n)}): `), named(list.length ? list.join(", ") : text("none"), "span"));
    return element("div", { class: "strip" }, element("h3", {}, named(actorName(actor, place(actor).label))), line("strip.keeps", kept, others(true)), line("strip.loses", all - kept, others(false)), line("strip.could", could.length, could));
  });
  return [paperTitle(windowName(window)), element("p", {}, text("strip.why")), ...strips, printedOn()];
}
