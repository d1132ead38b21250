// What still stands: which activities go on, and what hangs together by them.
// Gives: goesOn() for a scenario, the exit as far as it is played, or decisions; spokesOf() and
// boxesOf() of a window, boxOfActivity() in it; tiesThatStand(); togetherBy() and degreesBy() for what is
// decided in the room.

/** Stretches of a window, each {activity, involvement, standing, until, start, end, actors}. */
function stretchesOf(window) {
  return window.stretches.map((number) => payload.stretches[number]);
}

/** Whether a stretch goes on in a scenario, by its place in the list of the four. */
function goesOnIn(scenario) {
  const last = SCENARIOS.indexOf(scenario);
  return (stretch) => stretch.until >= last;
}

const boxes = new Map();
/** The activities of a window that two or more took part in, the largest first. */
function boxesOf(window) {
  if (!boxes.has(window)) {
    const found = new Map();
    for (const stretch of stretchesOf(window)) {
      if (payload.activities[stretch.activity].x === undefined) continue;
      if (!found.has(stretch.activity)) found.set(stretch.activity, { activity: stretch.activity, stretches: [], actors: new Set(), standing: 3 });
      const box = found.get(stretch.activity);
      box.stretches.push(stretch);
      box.standing = Math.min(box.standing, stretch.standing);
      for (const actor of stretch.actors) box.actors.add(actor);
    }
    const list = [...found.values()].filter((box) => box.actors.size > 1);
    boxes.set(window, list.sort((one, two) => two.actors.size - one.actors.size || one.activity - two.activity));
  }
  return boxes.get(window);
}

const boxesByActivity = new Map();
/** The box of an activity in a window; undefined where it has none. */
function boxOfActivity(window, activity) {
  if (!boxesByActivity.has(window)) boxesByActivity.set(window, new Map(boxesOf(window).map((box) => [box.activity, box])));
  return boxesByActivity.get(window).get(activity);
}

const linesOfWindow = new Map();
/** The ties of a window as lines between places: {pair, tie, a, b, kind, until, strength, width}. */
function tieLines(window) {
  if (!linesOfWindow.has(window)) {
    const { pair, kind, until, strength } = window.ties;
    const [first, second] = payload.pairs;
    const lines = Array.from(pair, (number, tie) => {
      const [a, b] = [first[number], second[number]];
      return { pair: number, tie, a, b, from: place(a), to: place(b), kind: kind[tie], until: until[tie], strength: strength[tie], width: lineWidth(strength[tie]) };
    });
    linesOfWindow.set(window, lines);
  }
  return linesOfWindow.get(window);
}

function lineWidth(strength) {
  return 0.9 + 5 * Math.min(1, strength / Math.max(payload.scale.strength_of_tie, 1e-9)) ** 0.6;
}

/** Pairs that are tied by the stretches that go on. */
function tiesThatStand(window, goesOn) {
  const stand = new Set();
  for (const stretch of stretchesOf(window)) {
    if (goesOn(stretch)) eachPair(stretch.actors, (pair) => stand.add(pair));
  }
  return stand;
}

/** How many others each partner of the roster meets in the stretches that go on. */
function degreesBy(window, goesOn) {
  const met = new Map(window.roster.map((actor) => [actor, new Set()]));
  for (const stretch of stretchesOf(window)) {
    if (!goesOn(stretch)) continue;
    const partners = stretch.actors.filter((actor) => met.has(actor));
    for (const actor of partners) for (const other of partners) met.get(actor).add(other);
  }
  return [...met.values()].map((others) => Math.max(0, others.size - 1));
}

function eachPair(actors, act) {
  actors.forEach((a, at) => {
    for (let other = at + 1; other < actors.length; other += 1) {
      const pair = pairBetween(a, actors[other]);
      if (pair !== undefined) act(pair);
    }
  });
}

/**
 * What hangs together by the stretches that go on: the component of each partner of the roster,
 * how many are in the largest, and who stands alone. With the degrees the one figure that is
 * worked out here.
 */
function togetherBy(window, goesOn) {
  const parent = new Map(window.roster.map((actor) => [actor, actor]));
  const root = (actor) => {
    let top = actor;
    while (parent.get(top) !== top) top = parent.get(top);
    while (parent.get(actor) !== top) {
      const above = parent.get(actor);
      parent.set(actor, top);
      actor = above;
    }
    return top;
  };
  for (const stretch of stretchesOf(window)) {
    if (!goesOn(stretch)) continue;
    const partners = stretch.actors.filter((actor) => parent.has(actor));
    for (const actor of partners.slice(1)) parent.set(root(actor), root(partners[0]));
  }
  const members = new Map();
  for (const actor of window.roster) {
    const top = root(actor);
    if (!members.has(top)) members.set(top, []);
    members.get(top).push(actor);
  }
  const groups = [...members.values()].sort((one, two) => two.length - one.length);
  const component = new Map(groups.flatMap((group, number) => group.map((actor) => [actor, number])));
  const largest = groups[0]?.length ?? 0;
  const separate = groups.map((group, number) => ({ number, size: group.length })).filter(({ size }) => size > 1);
  const equal = separate.filter(({ size }) => size === largest).length;
  return {
    largest,
    equal,
    cut_off: separate.length - equal,
    component: window.roster.map((actor) => component.get(actor)),
    apart: separate.filter(({ size }) => size < largest || equal > 1).map(({ number }) => number),
    alone: groups.filter((group) => group.length === 1).map(([actor]) => actor),
  };
}
