// The answer in words: the large sentence with its range, what stands beside it, and the switch.
// Gives: sentence(), rangeOf(), asides(), describe(), scenarioName(), showAnswer(), the switch.

/** Partners of the largest group, as it is counted: a group begins with two. */
function counted(figures) {
  return figures.largest > 1 ? figures.largest : 0;
}

/** The large sentence of a window and scenario, in parts; `figures` where they are not the recorded ones. */
function sentenceParts(window, scenario, figures = window?.scenarios[scenario]) {
  if (!figures) return [{ value: text("empty.long"), filled: false }];
  const n = window.roster.length;
  const key = figures.largest > 1 ? (scenario === "present" ? "together" : "still") : "none";
  return parts(`${key}.${payload.noun}`, { n, largest: figures.largest });
}

function sentence(window, scenario, figures) {
  return sentenceParts(window, scenario, figures)
    .map((part) => part.value)
    .join("");
}

/** The range of the honest answer, from the strictest to the more hopeful one. */
function rangeOf(window) {
  const [low, high] = ["unaided", "led_activities_end"].map((scenario) => window?.scenarios[scenario]);
  if (!low || !high) return "";
  const n = window.roster.length;
  const values = { low: counted(low), high: counted(high), n };
  return text(values.low === values.high ? "range.same" : "range", values);
}

/** The smaller facts beside it. */
function asides(window, scenario) {
  const figures = window?.scenarios[scenario];
  if (!figures) return [];
  const present = window.scenarios.present;
  const facts = [];
  if (figures.connectedness !== null) facts.push(text("aside.pairs", { share: share(figures.connectedness) }));
  if (figures.isolates) facts.push(text("aside.alone", { n: figures.isolates }));
  if (figures.equal > 1) facts.push(text("aside.equal", { n: figures.equal }));
  if (figures.cut_off) facts.push(text("aside.groups", { n: figures.cut_off }));
  if (present.ties > figures.ties) facts.push(text("aside.lapsed", { n: present.ties - figures.ties }));
  return facts;
}

function scenarioName(scenario) {
  return text(scenario === "present" && !payload.secretariat ? "present.only" : scenario);
}

/** The smaller facts of a scene: those of the scenario, or what is shown instead of it. */
function factsOf({ window, scenario, says }) {
  return says ? [says] : asides(window, scenario);
}

/** What a picture says to those who do not see it, and what a change is read out as. */
function describe(drawn) {
  const { window, scenario, figures } = drawn;
  if (!window) return text("no_windows");
  return `${windowName(window)}, ${scenarioName(scenario)}: ${sentence(window, scenario, figures)}. ${factsOf(drawn).join(". ")}`;
}

function showAnswer() {
  const window = chosenWindow();
  const other = window ? shownInstead(window) : null;
  byId("when").textContent = window ? `${windowName(window)} · ${scenarioName(state.scenario)}` : "";
  const pieces = window ? sentenceParts(window, state.scenario, other?.figures) : [{ value: text("no_windows") }];
  byId("sentence").replaceChildren(
    ...pieces.map((part) => (part.filled ? element("strong", {}, part.value) : part.value)),
  );
  byId("range").textContent = rangeOf(window);
  byId("aside").textContent = other ? other.says : asides(window, state.scenario).join(" · ");
  showQuestions(window);
  showChangeNote(window);
  byId("nothing").hidden = Boolean(window?.scenarios[state.scenario]);
  byId("nothing").textContent = window ? text("empty.long") : text("no_windows");
  byId("sectors-why").hidden = !(state.level === payload.opens && state.level !== "ties" && !payload.ties);
  byId("sectors-why").textContent = text("sectors.why", { n: payload.actors.length - isSecretariat.size });
}

/** What the range hinges on and what nobody recorded: {says, act} to be shown as words and buttons. */
function openQuestions(window) {
  if (!window?.scenarios.unaided) return [];
  const unknown = boxesOf(window).filter((box) => box.standing === 2).map((box) => box.activity);
  const facts = [];
  if (window.label === payload.opens_at && payload.hinge.length) {
    for (const { name, activities } of payload.hinge) facts.push({ says: name, named: true, act: () => showNext(activities) });
  }
  const open = window.open.units.length;
  if (open) facts.push({ says: text("open.activities", { n: open }), act: () => change({ ...mapOfActivities(), deciding: true, scenario: "unaided", exit: null }) });
  if (window.lead_unknown && unknown.length) facts.push({ says: text("open.leads", { n: window.lead_unknown }), act: () => showNext(unknown) });
  return facts;
}

/** Select an activity, or the one after it in a list when one of them is selected. */
function showNext(activities) {
  const next = activities[(activities.indexOf(state.selected.activity) + 1) % activities.length];
  change({ view: "map", level: LEVELS.includes("activities") ? "activities" : state.level, selected: { activity: next } });
}

function showQuestions(window) {
  const facts = openQuestions(window);
  const children = facts.flatMap(({ says, named: isName, act }, at) => {
    const button = element("button", { type: "button", class: "plain" }, isName ? named(says) : says);
    button.addEventListener("click", act);
    const lead = isName && at === 0 ? text("open.hinge") : isName ? "," : at ? " · " : "";
    return [lead ? `${lead} ` : "", button];
  });
  byId("questions").replaceChildren(...children);
}

/** The same in plain words, to see how much room it takes. */
function questionsSay(window) {
  return openQuestions(window).map((fact) => fact.says).join(" · ");
}

/** Texts of which the longest few are tried: the longest need not be the widest. */
const TRIED = 6;

/**
 * Give the answer, the switch and the buttons the room of their longest texts in any window,
 * scenario and language, so that the map below them never moves.
 */
function steady() {
  const { language } = state;
  const lines = { sentence: new Set(), range: new Set(), aside: new Set(), questions: new Set() };
  const rows = ["top", "switch", "views"];
  const heights = new Map(rows.map((id) => [id, 0]));
  const hidden = ["play-exit", "decide"].filter((id) => payload.secretariat && byId(id).hidden);
  for (const id of [...rows, "answer"]) byId(id).style.minHeight = "";
  hidden.forEach((id) => (byId(id).hidden = false));
  // The language that is shown comes last, and stays.
  for (state.language of [...LANGUAGES.filter((one) => one !== language), language]) {
    writeTexts();
    showSwitch();
    if (!state.exit) byId("play-exit").textContent = text("exit.play");
    for (const id of rows) heights.set(id, Math.max(heights.get(id), byId(id).getBoundingClientRect().height));
    for (const window of payload.windows) {
      lines.range.add(rangeOf(window));
      lines.questions.add(`${text("open.hinge")} ${questionsSay(window)}`);
      for (const scenario of Object.keys(window.scenarios)) {
        lines.sentence.add(sentence(window, scenario));
        lines.aside.add(asides(window, scenario).join(" · "));
      }
    }
  }
  hidden.forEach((id) => (byId(id).hidden = true));
  for (const [id, height] of heights) byId(id).style.minHeight = `${Math.ceil(height)}px`;
  if (!payload.windows.length) lines.sentence.add(text("no_windows"));
  byId("answer").style.minHeight = `${Math.ceil(answerHeight(lines)) + 2}px`;
}

/** The height of the answer with its highest texts. */
function answerHeight(lines) {
  const longest = (set) => [...set].sort((one, two) => two.length - one.length).slice(0, TRIED);
  const box = byId("answer").cloneNode(true);
  const parts_ = Object.keys(lines).map((name) => [name, box.querySelector(`#${name}`), longest(lines[name])]);
  for (const [name, line] of parts_) line.className = name;
  for (const one of [box, ...box.querySelectorAll("[id]")]) one.removeAttribute("id");
  box.className = "measured";
  byId("room").append(box);
  let height = 0;
  for (let at = 0; at < TRIED; at += 1) {
    for (const [name, line, texts] of parts_) {
      const value = texts[Math.min(at, texts.length - 1)] ?? "";
      const [first, ...rest] = value.split(" ");
      const large = (word) => element("strong", {}, word);
      const parts__ = name === "sentence" ? [large(first), ...rest.map((word) => (/^\d/.test(word) ? large(word) : word))] : [value];
      line.replaceChildren(...parts__.flatMap((part, place) => (place ? [" ", part] : [part])));
    }
    height = Math.max(height, box.getBoundingClientRect().height);
  }
  box.remove();
  return height;
}

function showChangeNote(window) {
  const shown = state.changes && window?.scenarios.present && state.view === "map";
  byId("changed").hidden = !shown;
  if (!shown) return;
  const { changes } = window;
  byId("changed").textContent = changes
    ? text("changes", {
        formed: changes.formed.length,
        dissolved: changes.dissolved.length,
        joined: changes.joined.length,
        left: changes.left.length,
      })
    : text("changes.none");
}

/** The switch: the four answers, each with its own figure, so that they can be compared at a glance. */
function buildSwitch() {
  const scenarios = payload.secretariat ? SCENARIOS : ["present"];
  byId("no-secretariat").hidden = payload.secretariat;
  // A figure takes the room of the largest that may stand there: that of another window pushes no name to a new line.
  byId("scenarios").style.setProperty("--figure", `${number(payload.actors.length).length}ch`);
  byId("scenarios").replaceChildren(
    ...scenarios.map((scenario, place) => {
      const button = element(
        "button",
        { type: "button", class: "scenario", "data-scenario": scenario },
        element("kbd", { "aria-hidden": "true" }, String(place + 1)),
        element("span", { class: "name" }),
        element("span", { class: "count", "aria-hidden": "true" }),
        element("span", { class: "why" }),
        element("span", { class: "bar", "aria-hidden": "true" }, element("span")),
      );
      button.addEventListener("click", () => choose(scenario));
      return button;
    }),
  );
}

function showSwitch() {
  const window = chosenWindow();
  for (const button of byId("scenarios").children) {
    const { scenario } = button.dataset;
    const figures = window?.scenarios[scenario];
    button.setAttribute("aria-pressed", String(state.scenario === scenario));
    button.querySelector(".name").textContent = scenarioName(scenario);
    button.querySelector(".why").textContent = text(`${scenario}.why`);
    button.querySelector(".count").textContent = figures ? number(figures.largest > 1 ? figures.largest : 0) : "";
    const portion = figures && figures.largest > 1 ? figures.largest_component : 0;
    button.querySelector(".bar span").style.width = `${100 * (portion ?? 0)}%`;
  }
}
