// The exit, played activity by activity: each box tips over, its ties flash, the number falls.
// Gives: override() of a scenario while something else is shown, startExit(), the keys of the exit.

const EXIT_STEP = { first: 2600, other: 1500 };
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
let exitTimer = null;

/** The steps between two answers; none where the second is no stricter. */
function exitSteps(window, from, to) {
  const begin = Math.max(1, SCENARIOS.indexOf(from));
  return window?.exits?.[`${begin}-${SCENARIOS.indexOf(to)}`] ?? [];
}

/** What is shown instead of the scenario as it is: the exit as far as it is played. */
function override(window) {
  if (state.exit) return exitShown(window, state.exit);
  return state.deciding && state.decisions.size ? decidedShown(window) : null;
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

function exitSays({ activities, hit, fall }) {
  const one = activities.length === 1;
  const name = one ? apart(payload.activities[activities[0]].name) : "";
  return text(one ? "exit.stops" : "exit.rest", { name, n: activities.length, hit: text("exit.hit", { n: hit }), fall: text("exit.fall", { n: fall }) });
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
  change({ exit: { from, at: 0, paused: lessMotion.matches } });
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
  if (state.exit) byId("live").textContent = `${override(window).says}. ${sentence(window, state.scenario, override(window))}`;
}

function exitButton() {
  if (state.exit) pauseExit();
  else startExit("present");
}
