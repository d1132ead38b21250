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

/** What a picture says to those who do not see it, and what a change is read out as. */
function describe({ window, scenario }) {
  if (!window) return text("no_windows");
  return `${windowName(window)}, ${scenarioName(scenario)}: ${sentence(window, scenario)}. ${asides(window, scenario).join(". ")}`;
}

function showAnswer() {
  const window = chosenWindow();
  const other = window ? override(window) : null;
  byId("when").textContent = window ? `${windowName(window)} · ${scenarioName(state.scenario)}` : "";
  const pieces = window ? sentenceParts(window, state.scenario, other ?? undefined) : [{ value: text("no_windows") }];
  byId("sentence").replaceChildren(
    ...pieces.map((part) => (part.filled ? element("strong", {}, part.value) : part.value)),
  );
  byId("range").textContent = rangeOf(window);
  byId("aside").textContent = other ? other.says : asides(window, state.scenario).join(" · ");
  if (!other) showChangeNote(window);
  byId("nothing").hidden = Boolean(window?.scenarios[state.scenario]);
  byId("nothing").textContent = window ? text("empty.long") : text("no_windows");
  byId("sectors-why").hidden = !(state.level === payload.opens && state.level !== "ties" && !payload.ties);
  byId("sectors-why").textContent = text("sectors.why", { n: payload.actors.length - isSecretariat.size });
}

/**
 * Give the answer the room of its longest text in any window, scenario and language, so that the
 * map below it never moves.
 */
function steady() {
  const { language } = state;
  const lines = { sentence: new Set(), range: new Set(), aside: new Set() };
  for (state.language of LANGUAGES) {
    for (const window of payload.windows) {
      lines.range.add(rangeOf(window));
      for (const scenario of Object.keys(window.scenarios)) {
        lines.sentence.add(sentence(window, scenario));
        lines.aside.add(asides(window, scenario).join(" · "));
      }
    }
  }
  state.language = language;
  if (!payload.windows.length) lines.sentence.add(text("no_windows"));
  const longest = (set) => [...set].sort((one, two) => two.length - one.length)[0] ?? "";
  const box = byId("answer").cloneNode(true);
  box.removeAttribute("id");
  box.className = "measured";
  const set = (id, value) => {
    const line = box.querySelector(`#${id}`);
    line.removeAttribute("id");
    line.className = id;
    line.replaceChildren(id === "sentence" ? element("strong", {}, "00 ") : "", value);
  };
  set("sentence", longest(lines.sentence));
  set("range", longest(lines.range));
  set("aside", longest(lines.aside));
  box.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
  byId("room").append(box);
  byId("answer").style.minHeight = `${box.offsetHeight}px`;
  box.remove();
}

function showChangeNote(window) {
  if (!state.changes || !window?.scenarios.present) return;
  const { changes } = window;
  const note = changes
    ? text("changes", {
        formed: changes.formed.length,
        dissolved: changes.dissolved.length,
        joined: changes.joined.length,
        left: changes.left.length,
      })
    : text("changes.none");
  byId("aside").append(element("span", { class: "changes" }, note));
}

/** The switch: the four answers, each with its own figure, so that they can be compared at a glance. */
function buildSwitch() {
  const scenarios = payload.secretariat ? SCENARIOS : ["present"];
  byId("no-secretariat").hidden = payload.secretariat;
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
