// What a pane draws: the state and the payload turned into marks, lines and outlines. No figure
// is computed here; ties are only kept, taken away, lit or dimmed.
// Gives: scene() of a window and scenario, look() of an actor, radius().

const MARK = { smallest: 8.5, largest: 23, equal: 13, secretariat: 21 };
/** Squares fill more than circles of the same radius, triangles less: even that out. */
const FILLS = { dot: 1, square: 0.88, triangle: 1.14, triangleDown: 1.14, diamond: 1.2, hexagon: 1.05, star: 1.25 };
const UNKNOWN_SECTOR = { shape: "dot", colour: "#9aa5b1", edge: "#5b6673" };

const isSecretariat = new Set(payload.windows.flatMap((window) => window.secretariat));

/** Everything a pane draws in one window and scenario. */
function scene(windowNumber, scenario) {
  const window = payload.windows[windowNumber];
  const recorded = window?.scenarios[scenario] ?? null;
  const drawn = {
    window, scenario, figures: recorded, marks: new Map(), lines: [], ghosts: [], spokes: [], groups: [], dissolved: [],
    flash: [], boxes: null, fresh: null, lit: null, litLines: new Set(), hidden: 0,
  };
  if (!recorded) return drawn;
  drawn.goesOn = goesOnIn(scenario);
  applyOverride(drawn, windowNumber);
  if (state.level === "sectors") return sectorScene(drawn);
  const shown = (actor) => !state.hiddenSectors.has(place(actor).sector);
  addMarks(drawn, shown);
  if (state.level === "activities") addBoxes(drawn, shown);
  else addTies(drawn, shown);
  if (state.changes) addChanges(drawn, shown);
  light(drawn);
  return drawn;
}

/** The exit as far as it is played, or what is decided, instead of the scenario as it is. */
function applyOverride(drawn, windowNumber) {
  const other = windowNumber === state.window && drawn.scenario === state.scenario ? shownInstead(drawn.window) : null;
  if (!other) return;
  Object.assign(drawn, other);
  drawn.stand = tiesThatStand(drawn.window, other.goesOn);
}

function addTies(drawn, shown) {
  const { window, scenario, stand } = drawn;
  const last = SCENARIOS.indexOf(scenario);
  const stays = stand ? (line) => stand.has(line.pair) : (line) => line.until >= last;
  for (const line of tieLines(window)) {
    if (!shown(line.a) || !shown(line.b) || state.hiddenKinds.has(line.kind) || line.strength < state.minimum) drawn.hidden += 1;
    else if (stays(line)) drawn.lines.push(line);
    else if (state.ghosts) drawn.ghosts.push(line);
  }
  if (drawn.ending) {
    const struck = new Set();
    for (const stretch of drawn.ending) eachPair(stretch.actors, (pair) => struck.add(pair));
    drawn.flash = [...drawn.lines, ...drawn.ghosts].filter((line) => struck.has(line.pair));
  }
  addOwn(drawn, shown);
  addGroups(drawn);
}

function addOwn(drawn, shown) {
  if (drawn.scenario !== "present" || state.hiddenKinds.has(KINDS.indexOf("own"))) return;
  for (const own of drawn.window.own) {
    const [a, b] = [payload.own[0][own], payload.own[1][own]];
    if (shown(a) || shown(b)) drawn.spokes.push({ a, b, from: place(a), to: place(b) });
  }
}

/** The groups that hang together on their own. */
function addGroups(drawn) {
  const apart = new Map(drawn.figures.apart.map((component) => [component, { component, actors: [], lines: [] }]));
  const group = new Map();
  drawn.window.roster.forEach((actor, at) => {
    const own = apart.get(drawn.figures.component[at]);
    if (!own) return;
    own.actors.push(actor);
    group.set(actor, own);
  });
  for (const line of apart.size ? drawn.lines : []) {
    if (group.get(line.a) && group.get(line.a) === group.get(line.b)) group.get(line.a).lines.push(line);
  }
  drawn.groups = [...apart.values()];
}

function addMarks(drawn, shown) {
  const { window, figures, scenario } = drawn;
  const without = new Set(figures.alone);
  window.roster.forEach((actor, at) => {
    if (!shown(actor)) return;
    drawn.marks.set(actor, { ...look(actor), actor, radius: radius(figures, at), hollow: without.has(actor), gone: false, at });
  });
  for (const actor of window.secretariat) {
    const gone = scenario !== "present";
    drawn.marks.set(actor, { shape: "star", colour: paint.secretariat, edge: paint.secretariat, actor, radius: MARK.secretariat, hollow: gone, gone, secretariat: true });
  }
}

/** The mark of a sector, {label, shape, colour, edge}: on a dark ground its rim is as bright as it is. */
function sectorLook(sector) {
  const mark = payload.sectors[sector] ?? { ...UNKNOWN_SECTOR, label: text("sector.unknown") };
  return { ...mark, edge: paint.edge(mark) };
}

/** The mark of an actor's sector. */
function look(actor) {
  return sectorLook(place(actor).sector);
}

/** The radius of a mark: its area follows the metric, on one scale for all windows and scenarios; the same for all where it is not known. */
function radius(figures, at) {
  const values = { ties: figures.degree, strength: figures.strength, betweenness: figures.betweenness }[state.size];
  if (!values) return MARK.equal;
  const of = payload.scale[state.size];
  if (!(of > 0)) return MARK.smallest;
  const value = values[at];
  return MARK.smallest + (MARK.largest - MARK.smallest) * Math.sqrt(value / of);
}

function addChanges(drawn, shown) {
  const { changes } = drawn.window;
  if (!changes) return;
  if (!drawn.boxes) {
    drawn.fresh = new Set(changes.formed);
    drawn.dissolved = Array.from(changes.dissolved, (pair) => {
      const [a, b] = payload.pairs.map((side) => side[pair]);
      return { pair, a, b, from: place(a), to: place(b) };
    }).filter((line) => shown(line.a) && shown(line.b));
  }
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
  for (const lines of [drawn.lines, drawn.ghosts, drawn.spokes]) {
    for (const line of lines) if (isLit(line, lit, drawn)) drawn.litLines.add(line);
  }
  for (const box of drawn.boxes ?? []) box.dim = ![...box.lines].some((line) => drawn.litLines.has(line));
}

function isLit(line, lit, drawn) {
  const { actor, tie, activity } = state.selected;
  if (activity !== null) return line.activity === activity || drawn.resting?.has(line.pair);
  if (tie !== null) return drawn.boxes ? lit.has(line.a) && drawn.shared.has(line.activity) : line.pair === tie;
  if (actor === null) return lit.has(line.a) && (line.b === undefined || lit.has(line.b));
  if (drawn.boxes) return state.steps > 1 ? drawn.reached.has(line.activity) && lit.has(line.a) : line.a === actor;
  const lapsed = drawn.ghosts.length && line.until !== undefined && !drawn.stays(line);
  if (state.steps > 1 && !lapsed) return lit.has(line.a) && lit.has(line.b);
  return line.a === actor || line.b === actor;
}

/** The actors to light: of an activity, of a tie, an actor and those within its reach, or what was found. */
function litActors(drawn) {
  const { actor, tie, activity } = state.selected;
  if (actor !== null || activity !== null || tie !== null) {
    const kept = new Set(drawn.lines);
    drawn.stays = (line) => kept.has(line);
  }
  if (activity !== null) return actorsOfActivity(activity, drawn);
  if (tie !== null) {
    const ends = payload.pairs.map((side) => side[tie]);
    drawn.shared = new Set(evidenceOf(drawn.window, ...ends).map((meeting) => meeting.activity));
    return new Set(ends);
  }
  if (actor !== null) return drawn.boxes ? withinBoxes(state.steps, actor, drawn) : within(state.steps, actor, drawn);
  return state.found.size ? state.found : null;
}

function actorsOfActivity(activity, drawn) {
  const actors = new Set();
  drawn.resting = new Set();
  for (const stretch of stretchesOf(drawn.window)) {
    if (stretch.activity !== activity) continue;
    stretch.actors.forEach((actor) => actors.add(actor));
    if (!drawn.boxes) eachPair(stretch.actors, (pair) => drawn.resting.add(pair));
  }
  return actors;
}

function within(steps, actor, drawn) {
  const neighbours = new Map();
  const link = (a, b) => {
    if (!neighbours.has(a)) neighbours.set(a, []);
    neighbours.get(a).push(b);
  };
  for (const { a, b } of [...drawn.lines, ...drawn.spokes]) {
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

/** The meetings of two actors in a window: each activity once for each involvement, as it was. */
function evidenceOf(window, a, b) {
  const found = new Map();
  for (const stretch of stretchesOf(window)) {
    if (!stretch.actors.includes(a) || !stretch.actors.includes(b)) continue;
    const key = `${stretch.activity} ${stretch.involvement}`;
    const { activity, involvement, start, end } = stretch;
    const known = found.get(key);
    if (!known) found.set(key, { activity, involvement, start, end });
    else {
      if (start < known.start) known.start = start;
      if (end > known.end) known.end = end;
    }
  }
  return [...found.values()].sort((one, two) => String(one.start).localeCompare(String(two.start)) || one.activity - two.activity);
}

/** Sectors as marks: as large as their partners are many, filled as far as these hang together. */
function sectorScene(drawn) {
  const { window, scenario, figures } = drawn;
  const partners = new Map();
  for (const actor of window.roster) partners.set(place(actor).sector, (partners.get(place(actor).sector) ?? 0) + 1);
  const most = Math.max(...payload.windows.map((w) => w.roster.length), 1);
  drawn.sectors = [];
  for (const [sector, n] of partners) {
    if (state.hiddenSectors.has(sector)) continue;
    const at = payload.sector_places[sector < 0 ? payload.sectors.length : sector];
    const mark = sectorLook(sector);
    const together = figures.largest > 1 ? figures.sectors[sector + 1] : 0;
    drawn.sectors.push({ ...mark, ...at, sector, n, together, radius: 16 + 70 * Math.sqrt(n / most), inside: 0 });
  }
  const bySector = new Map(drawn.sectors.map((mark) => [mark.sector, mark]));
  const between = window.sectors;
  const strongest = Math.max(...payload.windows.flatMap((w) => w.sectors.ties), 1);
  const last = SCENARIOS.indexOf(scenario);
  const sums = new Map();
  between.first.forEach((first, row) => {
    const [a, b, n] = [bySector.get(first), bySector.get(between.second[row]), between.ties[row]];
    if (!a || !b || state.hiddenKinds.has(between.kind[row])) drawn.hidden += n;
    else if (between.until[row] >= last) {
      if (a === b) a.inside += n;
      else sums.set(`${first} ${between.second[row]}`, { from: a, to: b, n: (sums.get(`${first} ${between.second[row]}`)?.n ?? 0) + n });
    }
  });
  drawn.sectorLines = [...sums.values()].map((line) => ({ ...line, width: 1.5 + 14 * Math.sqrt(line.n / strongest) }));
  return drawn;
}
