// The page: its parts are built once, and shown again after every change.
// Gives: show(), and to tests and the benchmark `ciNetworkMap`.

const panes = { left: null, right: null };
/** How long the last change took to draw, for the benchmark. */
const clock = { changed: 0 };

/** Show the state. Only what a change touches is done again. */
function show(before) {
  const began = performance.now();
  if (before.language !== state.language) writeTexts();
  showSwitch();
  showAnswer();
  showTime();
  showLegend();
  showCard();
  showStory();
  showButtons();
  showTables();
  showLanes();
  showExit();
  showDecide();
  showPanes(before);
  showFiltered();
  announce(before);
  clock.changed = performance.now() - began;
}

function showPanes(before) {
  if (state.view !== "map") return;
  const split = ["compare", "level"].some((key) => state[key] !== before[key]) || before.view !== "map";
  byId("left").hidden = !state.compare;
  byId("right-caption").hidden = !state.compare;
  panes.right ??= makePane("right");
  panes.right.draw(scene(state.window, state.scenario));
  if (state.compare) {
    panes.left ??= makePane("left");
    panes.left.draw(scene(state.leftWindow ?? state.window, state.leftScenario));
    showCaptions();
  }
  if (split) requestAnimationFrame(fitAll);
}

/** Say on the screen that something is taken away, and that the sentence counts all. */
function showFiltered() {
  const { scene: drawn } = panes.right ?? {};
  const filtered = isFiltered() && state.view === "map";
  byId("filtered").hidden = !filtered;
  if (!filtered || !drawn?.figures) return;
  const all = drawn.window.sectors.ties.reduce((sum, n) => sum + n, 0);
  const hidden = [...drawn.window.roster].filter((actor) => state.hiddenSectors.has(place(actor).sector)).length;
  const facts = [
    drawn.hidden ? text("filtered.ties", { n: drawn.hidden, all }) : "",
    hidden ? text("filtered.partners", { n: hidden, all: drawn.window.roster.length }) : "",
  ].filter(Boolean);
  byId("filtered-says").textContent = [...facts, text("filtered.counts")].join(" · ");
}

function makePane(side) {
  const pane = new Pane(byId(side).querySelector(".canvas"));
  pane.onMove = () => {
    const other = panes[side === "left" ? "right" : "left"];
    if (other && state.compare) other.follow(pane);
  };
  return pane;
}

function fitAll() {
  for (const pane of Object.values(panes)) pane?.fit();
}

function showCaptions() {
  const left = payload.windows[state.leftWindow ?? state.window];
  byId("left-scenario").value = state.leftScenario;
  byId("left-window").value = state.leftWindow === null ? "" : String(state.leftWindow);
  byId("left-sentence").textContent = left ? sentence(left, state.leftScenario) : "";
  const right = chosenWindow();
  byId("right-when").textContent = right ? `${windowName(right)} · ${scenarioName(state.scenario)}` : "";
  byId("right-sentence").textContent = right ? sentence(right, state.scenario) : "";
}

function writeCompare() {
  const scenarios = payload.secretariat ? SCENARIOS : ["present"];
  byId("left-scenario").replaceChildren(...scenarios.map((scenario) => element("option", { value: scenario }, scenarioName(scenario))));
  byId("left-window").replaceChildren(
    element("option", { value: "" }, text("pane.same")),
    ...payload.windows.map((window, number) => element("option", { value: number }, windowName(window))),
  );
}

function showButtons() {
  byId("compare").setAttribute("aria-pressed", String(state.compare));
  byId("as-table").setAttribute("aria-pressed", String(state.view === "table"));
  byId("as-lanes").setAttribute("aria-pressed", String(state.view === "lanes"));
  for (const button of byId("levels").children) {
    button.setAttribute("aria-pressed", String(state.view === "map" && button.dataset.level === state.level));
  }
  byId("compare").disabled = !CAN_COMPARE;
  for (const button of byId("languages").children) {
    button.setAttribute("aria-pressed", String(button.lang === state.language));
  }
  document.body.classList.toggle("large", state.large);
  document.body.classList.toggle("comparing", state.compare && state.view === "map");
}

/** Tell those who listen what changed: the answer, not every detail. */
function announce(before) {
  if (state.exit) return;
  const chosen = Object.keys(NOBODY).some((key) => before.selected[key] !== state.selected[key]) && !byId("card").hidden;
  const left = hasLeftStep() && !(before.step === state.step && byId("live").dataset.left === "yes");
  byId("live").dataset.left = hasLeftStep() ? "yes" : "";
  const changed = ["window", "scenario", "language", "view", "level", "deciding", "decisions"].some((key) => before[key] !== state[key]);
  const window = chosenWindow();
  const says = () => describe({ window, scenario: state.scenario, ...(window && shownInstead(window)) });
  if (chosen) byId("live").textContent = cardSays();
  else if (left) byId("live").textContent = `${says()} ${text("story.left", { step: state.step + 1 })}`;
  else if (changed || !byId("live").textContent) byId("live").textContent = says();
}

function writeTexts() {
  writeFixedTexts();
  writeTimeTexts();
  writeCompare();
  writeAbout();
  for (const button of byId("levels").children) button.textContent = text(`level.${button.dataset.level}`);
}

// Search

let matches = [];
let active = -1;
const folded = payload.actors.map((actor) => fold(actor.label));

function search() {
  const query = fold(byId("search").value);
  const starts = (number) => (query.some((way, at) => folded[number][at].startsWith(way)) ? 0 : 1);
  const holds = (number) => query.some((way, at) => folded[number][at].includes(way));
  matches = query[0] ? byImportance.filter(holds) : [];
  matches.sort((one, two) => starts(one) - starts(two));
  active = -1;
  state.found = new Set(matches);
  showFound();
  showPanes(state);
}

function showFound() {
  const query = byId("search").value;
  byId("found").hidden = !query;
  byId("search").setAttribute("aria-expanded", String(Boolean(query)));
  const options = matches.slice(0, 8).map((number, place) => {
    const option = element("li", { role: "option", id: `found-${place}`, "aria-selected": String(place === active) }, sectorMark(number), named(actorName(number, payload.actors[number].label)));
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      takeFound(place);
    });
    return option;
  });
  if (query && !options.length) options.push(element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, text("search.none")));
  byId("found").replaceChildren(...options);
  if (active >= 0) byId("search").setAttribute("aria-activedescendant", `found-${active}`);
  else byId("search").removeAttribute("aria-activedescendant");
  if (query) byId("live").textContent = matches.length ? text("search.found", { n: matches.length }) : text("search.none");
}

function takeFound(place) {
  const actor = matches[Math.max(place, 0)];
  if (actor === undefined) return;
  leaveSearch();
  select({ actor });
  focusCard();
}

function leaveSearch() {
  byId("search").value = "";
  matches = [];
  state.found = new Set();
  showFound();
  byId("search").blur();
}

function searchKey(event) {
  const last = Math.min(matches.length, 8) - 1;
  if (event.key === "ArrowDown") active = Math.min(last, active + 1);
  else if (event.key === "ArrowUp") active = Math.max(-1, active - 1);
  else if (event.key === "Enter") return takeFound(active);
  else if (event.key === "Escape") {
    leaveSearch();
    return showPanes(state);
  } else return undefined;
  event.preventDefault();
  return showFound();
}

// About

function writeAbout() {
  const close = element("button", { type: "button", class: "close", "aria-label": text("close") }, "×");
  close.addEventListener("click", () => byId("about-box").close());
  const key = (keys, what) => [element("dt", {}, ...keys.map((k) => element("kbd", {}, k))), element("dd", {}, text(`about.keys.${what}`))];
  const scenarios = (payload.secretariat ? SCENARIOS : ["present"]).flatMap((scenario) => [
    element("dt", {}, scenarioName(scenario)),
    element("dd", {}, text(`${scenario}.why`)),
  ]);
  byId("about-text").replaceChildren(
    close,
    element("h2", { id: "about-title" }, text("about")),
    element("p", {}, dataNote()),
    element("h3", {}, text("about.reading")),
    element("p", {}, `${text("about.tie")} ${payload.secretariat ? `${text("about.range")} ${text("about.unknown")}` : ""} ${text("strength.why")}`),
    element("dl", {}, ...scenarios),
    element("h3", {}, text("about.keys")),
    element("dl", { class: "keys" }, ...key(["←", "→"], "time"), ...key(["␣"], "play"), ...key(["1", "2", "3", "4"], "switch"), ...key(["r"], "reach"), ...key(["PgUp", "PgDn"], "story"), ...key(["/"], "search"), ...key(["f"], "full"), ...key(["Esc"], "escape")),
    element("h3", {}, text("about.fields")),
    element("ul", {}, ...Object.entries(payload.fields).map(([file, columns]) => element("li", {}, `${file}: ${columns.join(", ")}`))),
    element("p", {}, `${text(payload.pseudonyms ? "about.pseudonyms" : "about.names")} ${text("about.offline")}`),
  );
}

// Keys and buttons

function pressed(event) {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || byId("about-box").open) return;
  if (event.key === "Escape") return escape();
  if (target.matches?.("input[type=text], select, textarea")) return;
  const onSlider = target === byId("slider");
  const onButton = target.matches?.("button, input[type=checkbox]");
  const act = action(event.key, onSlider, onButton);
  if (!act) return;
  event.preventDefault();
  act();
}

function action(key, onSlider, onButton) {
  if (key === "ArrowLeft" && !onSlider) return () => (state.exit ? exitBy(-1) : step(-1));
  if (key === "ArrowRight" && !onSlider) return () => (state.exit ? exitBy(1) : step(1));
  if (key === " " && !onButton) return () => (state.exit ? pauseExit() : playing ? pause() : play());
  if (key === "PageDown" && payload.story.length && !onSlider) return () => tell(state.step === null ? 0 : state.step + 1);
  if (key === "PageUp" && state.step && !onSlider) return () => tell(state.step - 1);
  if (key === "/") return () => byId("search").focus();
  if (key === "f" || key === "F") return fullScreen;
  if ((key === "r" || key === "R") && state.selected.actor !== null) return () => change({ steps: (state.steps % 3) + 1 });
  const digit = Number(key);
  if (digit >= 1 && digit <= 4 && payload.secretariat) return () => choose(SCENARIOS[digit - 1]);
  return null;
}

function escape() {
  if (!byId("save-menu").hidden) return openMenu(false);
  if (state.exit) return endExit();
  if (!byId("card").hidden) return select({});
  if (byId("panel").classList.contains("open")) return toggleLegend(false);
  return state.step === null ? undefined : change({ step: null });
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function openMenu(open) {
  byId("save-menu").hidden = !open;
  byId("save").setAttribute("aria-expanded", String(open));
}

function build() {
  buildSwitch();
  buildTime();
  buildStory();
  const on = (id, event, act) => byId(id).addEventListener(event, act);
  on("search", "input", search);
  on("search", "keydown", searchKey);
  on("search", "blur", () => (byId("found").hidden = true));
  const turn = (view) => () => change({ view: state.view === view ? "map" : view });
  on("as-table", "click", turn("table"));
  on("as-lanes", "click", turn("lanes"));
  on("play-exit", "click", exitButton);
  on("unfilter", "click", () => change({ hiddenSectors: new Set(), hiddenKinds: new Set(), minimum: 0 }));
  byId("as-lanes").hidden = !payload.stretches.length || !DATED;
  byId("levels").hidden = LEVELS.length < 2;
  byId("levels").append(...LEVELS.map(levelButton));
  on("compare", "click", () => change({ compare: !state.compare, view: "map" }));
  on("left-scenario", "change", (event) => change({ leftScenario: event.target.value }));
  on("left-window", "change", (event) => change({ leftWindow: event.target.value === "" ? null : Number(event.target.value) }));
  on("save", "click", () => openMenu(byId("save-menu").hidden));
  on("save-svg", "click", () => (openMenu(false), saveSvg()));
  on("save-png", "click", () => (openMenu(false), savePng()));
  for (const [id, kind] of [["save-print", "map"], ["save-pages", "pages"], ["save-strips", "strips"]]) {
    on(id, "click", () => (openMenu(false), printSheet(kind)));
  }
  // Without a secretariat nobody can say what would be lost.
  byId("save-strips").hidden = !payload.secretariat;
  on("decide", "click", () => change({ ...mapOfActivities(), deciding: !state.deciding, scenario: "unaided", exit: null }));
  on("open-about", "click", () => (writeAbout(), byId("about-box").showModal()));
  on("fullscreen", "click", fullScreen);
  on("zoom-in", "click", () => panes.right?.zoom(1.3));
  on("zoom-out", "click", () => panes.right?.zoom(1 / 1.3));
  on("zoom-fit", "click", fitAll);
  on("open-legend", "click", () => toggleLegend());
  byId("languages").append(...LANGUAGES.map(languageButton));
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (event) => {
    if (!byId("saving").contains(event.target)) openMenu(false);
    // A mouse leaves the keyboard to the page, so that arrows and space go on working.
    if (event.detail > 0) event.target.closest?.("button")?.blur();
  });
  window.addEventListener("hashchange", () => change(fromAddress(location.hash)));
  window.addEventListener("beforeprint", fillSheet);
  // A page inside a notebook may neither save nor fill the screen, and leaves the wheel to the notebook.
  document.body.classList.toggle("inside", location.protocol === "about:");
  if (location.protocol === "about:") networkOptions.interaction.zoomView = false;
  let wide = window.innerWidth;
  new ResizeObserver(() => {
    if (window.innerWidth !== wide) steady();
    wide = window.innerWidth;
  }).observe(document.body);
  for (const query of [highContrast, darkScheme]) {
    query.addEventListener("change", () => {
      choosePaint();
      show(state);
    });
  }
}

function levelButton(level) {
  const button = element("button", { type: "button", "data-level": level });
  button.addEventListener("click", () => change({ level, view: "map", selected: level === "sectors" ? NOBODY : state.selected }));
  return button;
}

function languageButton(language) {
  const button = element("button", { type: "button", lang: language }, language.toUpperCase());
  button.addEventListener("click", () => change({ language }));
  return button;
}

function toggleLegend(open = byId("open-legend").getAttribute("aria-expanded") !== "true") {
  byId("open-legend").setAttribute("aria-expanded", String(open));
  byId("panel").classList.toggle("open", open);
}

function begin() {
  const last = payload.windows.findLastIndex((window) => window.activities);
  state.window = windowByLabel.get(payload.opens_at) ?? Math.max(0, last);
  Object.assign(state, fromAddress(location.hash));
  settle();
  build();
  showAnswer();
  steady();
  show({ ...state, view: "table" });
}

begin();
// For tests and the benchmark: what is shown, to be read and changed from outside.
globalThis.ciNetworkMap = Object.freeze({ payload, state, change, select, fromAddress, panes, scene, sentence, fold, share, stretch, clock, text, placeLabels, togetherBy, stretchesOf, evidenceOf, figuresNow, decisionsTable, fillSheet, colours: () => paint });
