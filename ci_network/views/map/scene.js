// What a pane draws: the state and the payload turned into marks, lines and outlines. No figure
// is computed here; ties are only kept, taken away, lit or dimmed.

const INK = ["#17324a", "#74838f", "#a3afb9"];
const GHOST = "#dfe4e9";
const LOST = "#c4703a";
const CUT = { line: "#B3541E", fill: "#fdf1e6" };
const SECRETARIAT = "#111820";
const MARK = { smallest: 8.5, largest: 23, equal: 13, secretariat: 21 };
/** Squares fill more than circles of the same radius, triangles less: even that out. */
const FILLS = { dot: 1, square: 0.88, triangle: 1.14, triangleDown: 1.14, diamond: 1.2, hexagon: 1.05, star: 1.25 };
/** Above this many ties, dashes cost too much and could not be told apart. */
const DASHES_UP_TO = 1500;
const STRONGEST = Math.max(payload.scale.strength_of_tie, 1e-9);

/** Everything a pane draws in one window and scenario. */
function scene(windowNumber, scenario) {
  const window = payload.windows[windowNumber];
  const figures = window?.scenarios[scenario] ?? null;
  const drawn = { window, scenario, figures, marks: new Map(), lines: new Map(), ghosts: [], spokes: [], groups: [], rings: [] };
  if (!figures) return drawn;
  if (state.level === "sectors") return sectorScene(drawn);
  const shown = (actor) => !state.hiddenSectors.has(payload.actors[actor].sector);
  addLines(drawn, shown);
  addGroups(drawn);
  addMarks(drawn, shown);
  if (state.changes) addChanges(drawn, shown);
  light(drawn);
  return drawn;
}

function addLines(drawn, shown) {
  const { window, scenario } = drawn;
  const { pair, kind, strength } = window.ties;
  const stays = STAYS[scenario];
  drawn.dashes = pair.length <= DASHES_UP_TO;
  for (let tie = 0; tie < pair.length; tie += 1) {
    const a = payload.pairs[0][pair[tie]];
    const b = payload.pairs[1][pair[tie]];
    if (!shown(a) || !shown(b)) continue;
    if (state.hiddenKinds.has(kind[tie]) || strength[tie] < state.minimum) continue;
    const line = { pair: pair[tie], tie, a, b, kind: kind[tie], width: lineWidth(strength[tie]) };
    if (kind[tie] <= stays) drawn.lines.set(pair[tie], line);
    else if (state.ghosts) drawn.ghosts.push(line);
  }
  if (scenario !== "present" || state.hiddenKinds.has(KINDS.indexOf("own"))) return;
  for (const own of window.own) {
    const [a, b] = [payload.own[0][own], payload.own[1][own]];
    if (shown(a) || shown(b)) drawn.spokes.push({ a, b });
  }
}

function lineWidth(strength) {
  return 0.9 + 5 * Math.min(1, strength / STRONGEST) ** 0.6;
}

/** The groups that are cut off: every component of two or more but the largest. */
function addGroups(drawn) {
  const members = new Map();
  drawn.window.roster.forEach((actor, place) => {
    const component = drawn.figures.component[place];
    if (component === 0) return;
    if (!members.has(component)) members.set(component, []);
    members.get(component).push(actor);
  });
  const { pair, kind } = drawn.window.ties;
  for (const [component, actors] of members) {
    if (actors.length < 2) continue;
    const inside = new Set(actors);
    const lines = [];
    pair.forEach((number, tie) => {
      const [a, b] = [payload.pairs[0][number], payload.pairs[1][number]];
      if (kind[tie] <= STAYS[drawn.scenario] && inside.has(a) && inside.has(b)) lines.push([a, b]);
    });
    drawn.groups.push({ component, actors, lines });
  }
}

function addMarks(drawn, shown) {
  const { window, figures, scenario } = drawn;
  const without = new Set(figures.alone);
  window.roster.forEach((actor, place) => {
    if (!shown(actor)) return;
    const alone = without.has(actor);
    drawn.marks.set(actor, { ...look(actor), actor, radius: radius(figures, place), hollow: alone, gone: false, place });
  });
  for (const actor of window.secretariat) {
    const gone = scenario !== "present";
    drawn.marks.set(actor, { shape: "star", colour: SECRETARIAT, edge: SECRETARIAT, actor, radius: MARK.secretariat, hollow: gone, gone, secretariat: true });
  }
}

/** The mark of an actor's sector. */
function look(actor) {
  const sector = payload.sectors[payload.actors[actor].sector];
  return sector ?? { shape: "dot", colour: "#9aa5b1", edge: "#5b6673" };
}

/** The radius of a mark: its area follows the metric, on one scale for all windows and scenarios. */
function radius(figures, place) {
  if (state.size === "equal") return MARK.equal;
  const value = { ties: figures.degree, strength: figures.strength, betweenness: figures.betweenness }[state.size][place];
  const of = payload.scale[state.size];
  return MARK.smallest + (MARK.largest - MARK.smallest) * Math.sqrt(of > 0 ? value / of : 0);
}

function addChanges(drawn, shown) {
  const changes = drawn.window.changes;
  if (!changes) return;
  for (const pair of changes.formed) {
    if (drawn.lines.has(pair)) drawn.lines.get(pair).fresh = true;
  }
  drawn.dissolved = changes.dissolved
    .map((pair) => ({ pair, a: payload.pairs[0][pair], b: payload.pairs[1][pair] }))
    .filter((line) => shown(line.a) && shown(line.b));
  for (const actor of changes.joined) {
    if (drawn.marks.has(actor)) drawn.marks.get(actor).fresh = true;
  }
  for (const actor of changes.left) {
    if (shown(actor) && !drawn.marks.has(actor)) {
      drawn.marks.set(actor, { ...look(actor), actor, radius: MARK.smallest, hollow: true, gone: true, left: true });
    }
  }
}

/** What is selected or found is lit, the rest dimmed. */
function light(drawn) {
  const lit = litActors(drawn);
  drawn.lit = lit;
  if (!lit) return;
  for (const mark of drawn.marks.values()) mark.dim = !lit.has(mark.actor);
  for (const line of [...drawn.lines.values(), ...drawn.ghosts]) line.dim = !isLit(line, lit, drawn);
  for (const spoke of drawn.spokes) spoke.dim = !isLit(spoke, lit, drawn);
}

function isLit(line, lit, drawn) {
  if (state.selected.tie !== null) return line.pair === state.selected.tie;
  const lapsed = line.kind > STAYS[drawn.scenario];
  if (state.selected.actor === null || (state.steps > 1 && !lapsed)) return lit.has(line.a) && lit.has(line.b);
  return line.a === state.selected.actor || line.b === state.selected.actor;
}

/** The actors to light: the two of a tie, an actor and those within its reach, or what was found. */
function litActors(drawn) {
  if (state.selected.tie !== null) {
    return new Set(payload.pairs.map((side) => side[state.selected.tie]));
  }
  if (state.selected.actor !== null) return within(state.steps, state.selected.actor, drawn);
  return state.found.size ? state.found : null;
}

function within(steps, actor, drawn) {
  const neighbours = new Map();
  const link = (a, b) => {
    if (!neighbours.has(a)) neighbours.set(a, []);
    neighbours.get(a).push(b);
  };
  for (const { a, b } of [...drawn.lines.values(), ...drawn.spokes]) {
    link(a, b);
    link(b, a);
  }
  let edge = [actor];
  const reached = new Set(edge);
  for (let step = 0; step < steps; step += 1) {
    edge = edge.flatMap((from) => neighbours.get(from) ?? []).filter((to) => !reached.has(to));
    edge.forEach((to) => reached.add(to));
  }
  // Those that it loses are lit with it, but nothing is reached through them.
  for (const { a, b } of drawn.ghosts) {
    if (a === actor) reached.add(b);
    if (b === actor) reached.add(a);
  }
  return reached;
}

/** Sectors as marks: their size is how many partners they have, their lines how many ties. */
function sectorScene(drawn) {
  const { window, scenario } = drawn;
  const partners = new Map();
  for (const actor of window.roster) {
    const sector = payload.actors[actor].sector;
    partners.set(sector, (partners.get(sector) ?? 0) + 1);
  }
  const most = Math.max(...payload.windows.map((w) => w.roster.length), 1);
  drawn.sectors = [];
  for (const [sector, n] of partners) {
    if (state.hiddenSectors.has(sector)) continue;
    const place = payload.sector_places[sector < 0 ? payload.sectors.length : sector];
    const mark = payload.sectors[sector] ?? { shape: "dot", colour: "#9aa5b1", edge: "#5b6673", label: text("sector.unknown") };
    drawn.sectors.push({ ...mark, ...place, sector, n, radius: 16 + 70 * Math.sqrt(n / most), inside: 0 });
  }
  const bySector = new Map(drawn.sectors.map((mark) => [mark.sector, mark]));
  const between = window.sectors[scenario];
  drawn.sectorLines = [];
  const strongest = Math.max(...payload.windows.flatMap((w) => w.sectors.present?.ties ?? []), 1);
  between.first.forEach((first, row) => {
    const [a, b, n] = [bySector.get(first), bySector.get(between.second[row]), between.ties[row]];
    if (!a || !b) return;
    if (a === b) a.inside = n;
    else drawn.sectorLines.push({ a, b, n, width: 1.5 + 14 * Math.sqrt(n / strongest) });
  });
  return drawn;
}
