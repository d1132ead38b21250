// What is shown, and the address that says so. Everything on the page follows from `state`.
// Gives: state, change() and select() as the only ways to change it, address() and fromAddress(),
// chosenWindow(), pairBetween().

const SCENARIOS = ["present", "hub_leaves", "led_activities_end", "unaided"];
const KINDS = ["independent", "supported", "carried", "own"];
const SIZES = ["ties", "strength", "betweenness", "equal"];
const VIEWS = ["map", "lanes", "table"];
/** What stands as marks on the map. */
const LEVELS = ["ties", "activities", "sectors"].filter(
  (level) => level === "ties" || (level === "activities" ? payload.stretches.length : payload.sectors.length > 1),
);
/** Without any date there is one window, and nothing to move through. */
const DATED = payload.data.first !== null;
const CAN_COMPARE = payload.secretariat || payload.windows.length > 1;
const NOBODY = Object.freeze({ actor: null, tie: null, activity: null });

const state = {
  window: 0,
  scenario: "present",
  selected: NOBODY,
  steps: 1,
  hiddenSectors: new Set(),
  hiddenKinds: new Set(),
  minimum: 0,
  size: "ties",
  names: true,
  ghosts: true,
  changes: false,
  large: false,
  view: "map",
  level: payload.opens,
  compare: false,
  leftScenario: "present",
  leftWindow: null,
  language: payload.language,
  step: null,
  found: new Set(),
  exit: null,
  deciding: false,
  decisions: new Map(),
  note: "",
};
/** The longest note that goes into an address. */
const LONGEST_NOTE = 1500;
const opening = { ...state, hiddenSectors: new Set(), hiddenKinds: new Set(), found: new Set() };

/** Who can be asked to take over an activity that is open in some window: the partners by activity. */
const canTakeOver = new Map();
for (const window of payload.windows) {
  window.open.units.forEach((unit, at) => {
    for (const activity of unit) canTakeOver.set(activity, new Set([...(canTakeOver.get(activity) ?? []), ...window.open.candidates[at]]));
  });
}
const actorById = new Map(payload.actors.map((actor, number) => [actor.id, number]));
const activityByName = new Map(payload.activities.map((activity, number) => [activity.name, number]));
const windowByLabel = new Map(payload.windows.map((window, number) => [window.label, number]));

/** Which pair two actors are, whatever their order; undefined where they never have a tie. */
function pairBetween(a, b) {
  const key = Math.min(a, b) * payload.actors.length + Math.max(a, b);
  const keys = payload.pairKeys;
  let [low, high] = [0, keys.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (keys[middle] === key) return middle;
    if (keys[middle] < key) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function place(actor) {
  return payload.actors[actor];
}

function chosenWindow() {
  return payload.windows[state.window] ?? null;
}

/** Change what is shown: the one way in. */
function change(changes) {
  const before = { ...state };
  Object.assign(state, changes);
  state.selected = { ...NOBODY, ...state.selected };
  if (state.window < 0 || state.window >= payload.windows.length) state.window = before.window;
  settle();
  if (["window", "scenario", "level", "deciding", "view", "compare"].some((key) => state[key] !== before[key]) && !changes.exit) state.exit = null;
  show(before);
  writeAddress();
}

/** What cannot be shown together: what is decided stands on one map of organisations in the strictest answer. */
function settle() {
  if (!payload.secretariat) state.scenario = "present";
  if (state.scenario !== "unaided" || state.view !== "map" || state.level === "sectors" || state.compare) state.deciding = false;
}

/** The map on which an exit is played and activities are decided on: that of sectors has no activities. */
function mapOfActivities() {
  return { view: "map", compare: false, level: state.level === "sectors" ? "activities" : state.level };
}

function select(selected) {
  change({ selected, steps: 1 });
}

/** The state as the part of the address after `#`; what is as it opened is left out. */
function address() {
  const words = new URLSearchParams();
  if (chosenWindow()) words.set("t", chosenWindow().label);
  words.set("s", state.scenario);
  if (state.selected.actor !== null) words.append("sel", payload.actors[state.selected.actor].id);
  if (state.selected.tie !== null) {
    for (const side of payload.pairs) words.append("sel", payload.actors[side[state.selected.tie]].id);
  }
  if (state.selected.activity !== null) words.set("act", state.selected.activity);
  if (state.steps !== 1) words.set("steps", state.steps);
  for (const sector of [...state.hiddenSectors].sort((a, b) => a - b)) words.append("hide", sector);
  for (const kind of [...state.hiddenKinds].sort()) words.append("without", KINDS[kind]);
  if (state.minimum) words.set("min", state.minimum);
  if (state.size !== opening.size) words.set("size", state.size);
  if (!state.names) words.set("names", "0");
  if (!state.ghosts) words.set("ghosts", "0");
  if (state.changes) words.set("new", "1");
  if (state.large) words.set("large", "1");
  if (state.view !== "map") words.set("view", state.view);
  if (state.level !== opening.level) words.set("level", state.level);
  if (state.compare) {
    words.set("cs", state.leftScenario);
    if (state.leftWindow !== null) words.set("ct", payload.windows[state.leftWindow].label);
  }
  if (state.language !== payload.language) words.set("lang", state.language);
  if (state.deciding) words.set("decide", "1");
  for (const [activity, actor] of state.decisions) {
    words.append("go", payload.activities[activity].name);
    words.append("by", actor === null ? "" : payload.actors[actor].id);
  }
  if (state.note) words.set("note", state.note);
  return words.toString();
}

/** The changes that an address asks for. What it says wrongly is left out. */
function fromAddress(hash) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const one = (name, allowed, otherwise) => (allowed.includes(words.get(name)) ? words.get(name) : otherwise);
  const label = (name) => windowByLabel.get(words.get(name)) ?? null;
  const selected = words.getAll("sel").map((id) => actorById.get(id));
  const lowest = Number(words.get("min"));
  return {
    window: label("t") ?? state.window,
    scenario: one("s", SCENARIOS, state.scenario),
    selected: chosenBy(selected, Number(words.get("act") ?? NaN)),
    steps: Number(one("steps", ["1", "2", "3"], 1)),
    hiddenSectors: new Set(words.getAll("hide").map(Number).filter((s) => s >= -1 && s < payload.sectors.length)),
    hiddenKinds: new Set(words.getAll("without").map((k) => KINDS.indexOf(k)).filter((k) => k >= 0)),
    minimum: lowest > 0 && Number.isFinite(lowest) ? lowest : 0,
    size: one("size", SIZES, opening.size),
    names: words.get("names") !== "0",
    ghosts: words.get("ghosts") !== "0",
    changes: words.get("new") === "1",
    large: words.get("large") === "1",
    view: one("view", VIEWS, "map"),
    level: one("level", LEVELS, words.get("level") === "actors" ? "ties" : opening.level),
    compare: words.has("cs") && CAN_COMPARE,
    leftScenario: one("cs", SCENARIOS, "present"),
    leftWindow: label("ct"),
    language: one("lang", LANGUAGES, state.language),
    deciding: words.get("decide") === "1" && words.get("s") === "unaided",
    decisions: decisionsFrom(words.getAll("go"), words.getAll("by")),
    note: (words.get("note") ?? "").slice(0, LONGEST_NOTE),
  };
}

function chosenBy(actors, activity) {
  if (payload.activities[activity]) return { ...NOBODY, activity };
  if (actors.length === 1 && actors[0] !== undefined) return { ...NOBODY, actor: actors[0] };
  if (actors.length === 2) return { ...NOBODY, tie: pairBetween(actors[0], actors[1]) ?? null };
  return NOBODY;
}

/** What is decided, as an address says it: an open activity that goes on, and by whom of those in it. */
function decisionsFrom(names, ids) {
  const known = names.map((name, at) => [activityByName.get(name), actorById.get(ids[at])]).filter(([activity]) => canTakeOver.has(activity));
  return new Map(known.map(([activity, actor]) => [activity, canTakeOver.get(activity).has(actor) ? actor : null]));
}

let writing = null;
/** Write the address, not more often than browsers allow. A page inside a page has none. */
function writeAddress() {
  clearTimeout(writing);
  writing = setTimeout(() => {
    if (location.protocol === "about:" || `#${address()}` === location.hash) return;
    try {
      history.replaceState(null, "", `#${address()}`);
    } catch {
      // Some browsers refuse this for files; the map works without.
    }
  }, 150);
}
