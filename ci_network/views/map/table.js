// The same as the map, as tables that can be sorted and read out.
// Gives: showTables(), shownName().

const sorting = { actors: { column: "all", up: false }, ties: { column: "class", up: true } };
const MOST_ROWS = 1500;

function showTables() {
  byId("tables").hidden = state.view !== "table";
  byId("stage").hidden = state.view !== "map";
  if (state.view !== "table") return;
  const scenario = state.scenario;
  const shownWindow = chosenWindow();
  const drawn = { window: shownWindow, scenario, figures: shownWindow?.scenarios[scenario] };
  const focused = document.activeElement?.dataset?.sort;
  byId("tables").replaceChildren(
    drawn.figures ? actorTable(drawn) : element("p", {}, text("empty.long")),
    ...(drawn.figures && payload.ties ? [tieTable(drawn)] : []),
  );
  if (focused) byId("tables").querySelector(`[data-sort="${CSS.escape(focused)}"]`)?.focus();
}

function actorTable({ window, scenario, figures }) {
  const alone = new Set(figures.alone);
  const { degree } = window.scenarios.present;
  const rows = window.roster
    .map((actor, place) => ({
      actor,
      name: payload.actors[actor].label,
      sector: payload.sectors[payload.actors[actor].sector]?.label ?? text("sector.unknown"),
      all: degree[place],
      kept: figures.degree[place],
      lost: degree[place] - figures.degree[place],
      strength: figures.strength[place],
      betweenness: figures.betweenness[place],
      group: groupOf(figures, alone.has(actor), place),
    }))
    .filter((row) => !state.hiddenSectors.has(payload.actors[row.actor].sector));
  const columns = [
    ["name", "table.name", (row) => rowButton(row.name, { actor: row.actor })],
    ["sector", "table.sector", (row) => named(row.sector)],
    ["all", "table.all", (row) => number(row.all)],
    ["kept", "table.kept", (row) => number(row.kept)],
    ["lost", "table.lost", (row) => number(row.lost)],
    ["strength", "table.strength", (row) => figure(row.strength)],
    ["betweenness", "table.betweenness", (row) => figure(row.betweenness, 3)],
    ["group", "table.group", (row) => text(`table.group.${row.group}`)],
  ];
  if (!payload.ties) columns.splice(5, 2);
  if (scenario === "present") columns.splice(3, 2);
  return table("actors", columns, rows, window, scenario);
}

/** What an actor hangs together with: the largest group, a smaller one, the secretariat only, nobody. */
function groupOf(figures, alone, place) {
  if (alone) return "alone";
  if (figures.equal > 1 && figures.apart.includes(figures.component[place])) return "equal";
  if (figures.component[place] === 0 && figures.largest > 1) return "main";
  return figures.degree[place] ? "cut" : "hub";
}

function tieTable({ window, scenario }) {
  const { pair, kind, until, strength, activities } = window.ties;
  const last = SCENARIOS.indexOf(scenario);
  const shown = (actor) => !state.hiddenSectors.has(payload.actors[actor].sector);
  const rows = Array.from(pair, (number, tie) => ({
      number,
      first: payload.actors[payload.pairs[0][number]].label,
      second: payload.actors[payload.pairs[1][number]].label,
      class: kind[tie],
      strength: strength[tie],
      activities: activities[tie],
      fate: until[tie] >= last ? 0 : 1,
    }))
    .filter((row) => !state.hiddenKinds.has(row.class) && row.strength >= state.minimum)
    .filter((row) => payload.pairs.every((side) => shown(side[row.number])));
  const columns = [
    ["first", "table.first", (row) => rowButton(row.first, { tie: row.number })],
    ["second", "table.second", (row) => named(shownName(row.second))],
    ["class", "table.class", (row) => text(KINDS[row.class])],
    ["strength", "table.strength", (row) => figure(row.strength)],
    ["activities", "table.activities", (row) => number(row.activities)],
    ["fate", "table.fate", (row) => text(row.fate ? "table.lapses" : "table.stays")],
  ];
  if (scenario === "present") columns.pop();
  return table("ties", columns, rows, window, scenario);
}

function shownName(label) {
  return state.names ? label : text("none");
}

function rowButton(label, selected) {
  const button = element("button", { type: "button", class: "plain" }, named(shownName(label)));
  button.addEventListener("click", () => select(selected));
  return button;
}

function table(kind, columns, rows, window, scenario) {
  const { column, up } = sorting[kind];
  const sorted = [...rows].sort((one, two) => (up ? 1 : -1) * compareCells(one[column], two[column]));
  const head = element("tr", {}, ...columns.map(([key, label]) => headCell(kind, key, label)));
  const body = sorted.slice(0, MOST_ROWS).map((row) =>
    element(
      "tr",
      {},
      ...columns.map(([key, , cell], place) =>
        element(place ? "td" : "th", { scope: place ? null : "row", class: typeof row[key] === "number" && key !== "class" && key !== "fate" ? "n" : null }, cell(row)),
      ),
    ),
  );
  const caption = text(`table.caption.${kind}`, { window: windowName(window), scenario: scenarioName(scenario) });
  return element(
    "div",
    { class: "scroll", role: "region", tabindex: "0", "aria-label": caption },
    element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...body)),
    body.length ? null : element("p", {}, text("table.empty")),
  );
}

function compareCells(one, two) {
  if (typeof one === "number" && typeof two === "number") return one - two;
  return String(one).localeCompare(String(two), state.language, { numeric: true });
}

function headCell(kind, key, label) {
  const { column, up } = sorting[kind];
  const here = column === key;
  const button = element("button", { type: "button", class: "plain", "data-sort": `${kind} ${key}` }, text(label));
  button.addEventListener("click", () => {
    sorting[kind] = { column: key, up: here ? !up : key === "name" || key === "first" };
    showTables();
  });
  return element("th", { scope: "col", "aria-sort": here ? (up ? "ascending" : "descending") : null }, button, here ? element("span", { "aria-hidden": "true" }, up ? " ▲" : " ▼") : null);
}
