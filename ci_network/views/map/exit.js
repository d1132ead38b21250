// The exit, played activity by activity, a series of meetings at once: each box tips over, its ties flash, the number falls.
// Gives: shownInstead() of a scenario while something else is shown, figuresNow() and goesOnNow() of a
// window, startExit(), the keys of the exit.

const EXIT_STEP = { first: 2600, other: 1500 };
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
let exitTimer = null;

/** The steps between two answers; none where the second is no stricter. */
function exitSteps(window, from, to) {
  const begin = Math.max(1, SCENARIOS.indexOf(from));
  return window?.exits?.[`${begin}-${SCENARIOS.indexOf(to)}`] ?? [];
}

let instead = { of: [], shown: null };
/**
 * What is shown instead of the chosen answer as it is, {goesOn, ending, figures, says}: the exit as
 * far as it is played, or what is decided; null where it is the answer itself.
 */
function shownInstead(window) {
  const of = [window, state.scenario, state.exit, state.deciding, state.decisions, state.language];
  if (of.some((one, at) => one !== instead.of[at])) instead = { of, shown: findInstead(window) };
  return instead.shown;
}

function findInstead(window) {
  const recorded = window.scenarios[state.scenario];
  const other = !recorded ? null : state.exit ? exitShown(window, state.exit) : state.deciding && state.decisions.size ? decidedShown(window) : null;
  if (!other) return null;
  const together = togetherBy(window, other.goesOn);
  const degree = degreesBy(window, other.goesOn);
  return { ...other, figures: { ...recorded, ...together, largest: other.largest ?? together.largest, degree, strength: null, betweenness: null } };
}

/** The figures of the chosen answer, or of what is shown instead. */
function figuresNow(window) {
  return shownInstead(window)?.figures ?? window.scenarios[state.scenario];
}

/** Whether a stretch goes on in what is shown. */
function goesOnNow(window) {
  return shownInstead(window)?.goesOn ?? goesOnIn(state.scenario);
}

function exitShown(window, { from, at }) {
  const steps = exitSteps(window, from, state.scenario);
  const [begin, last] = [Math.max(1, SCENARIOS.indexOf(from)), SCENARIOS.indexOf(state.scenario)];
  const ended = new Set(steps.slice(0, at + 1).flatMap((step) => step.activities));
  const step = steps[at];
  const goesOn = (stretch) => stretch.until >= begin && !(ended.has(stretch.activity) && stretch.until < last);
  const falling = new Set(step?.activities ?? []);
  const ending = stretchesOf(window).filter((stretch) => falling.has(stretch.activity) && stretch.until >= begin && stretch.until < last);
  return { goesOn, ending, largest: step?.largest ?? window.scenarios[from].largest, says: step ? exitSays(step) : "" };
}

function exitSays({ name, activities, hit, fall }) {
  const stops = name || (activities.length === 1 ? payload.activities[activities[0]].name : "");
  return text(stops ? "exit.stops" : "exit.rest", { name: apart(stops), n: activities.length, hit: text("exit.hit", { n: hit }), fall: text("exit.fall", { n: fall }) });
}

/** Choose an answer; on the map of activities the way there is played. */
function choose(scenario) {
  const plays = state.level === "activities" && state.view === "map" && !state.compare;
  const from = state.exit?.from ?? state.scenario;
  change({ scenario, exit: null });
  if (plays && from !== scenario) startExit(from);
}

/** Play the way from an answer to the chosen one, the largest activity first. */
function startExit(from) {
  clearTimeout(exitTimer);
  if (!exitSteps(chosenWindow(), from, state.scenario).length) return;
  change({ ...mapOfActivities(), exit: { from, at: 0, paused: lessMotion.matches } });
  exitLater();
}

function exitLater() {
  clearTimeout(exitTimer);
  if (!state.exit || state.exit.paused) return;
  exitTimer = setTimeout(() => exitBy(1), state.exit.at === 0 ? EXIT_STEP.first : EXIT_STEP.other);
}

function exitBy(by) {
  if (!state.exit) return;
  const at = state.exit.at + by;
  if (at >= exitSteps(chosenWindow(), state.exit.from, state.scenario).length) return endExit();
  if (at >= 0) change({ exit: { ...state.exit, at } });
  exitLater();
}

function pauseExit() {
  if (lessMotion.matches) return exitBy(1);
  change({ exit: { ...state.exit, paused: !state.exit.paused } });
  return exitLater();
}

function endExit() {
  clearTimeout(exitTimer);
  change({ exit: null });
}

/** The buttons of the exit; while it plays, space pauses, arrows step and Escape ends it. */
function showExit() {
  const window = chosenWindow();
  const steps = exitSteps(window, state.exit?.from ?? "present", state.scenario);
  byId("play-exit").hidden = !steps.length || state.compare || state.view !== "map";
  byId("play-exit").textContent = text(state.exit ? (state.exit.paused ? "exit.on" : "exit.pause") : "exit.play");
  if (state.exit) byId("live").textContent = `${shownInstead(window).says}. ${sentence(window, state.scenario, shownInstead(window).figures)}`;
}

function exitButton() {
  if (state.exit) pauseExit();
  else startExit("present");
}
