// The answer in words: the large sentence, what stands beside it, and what a change is read out as.

/** The large sentence of a window and scenario, in parts. */
function sentenceParts(window, scenario) {
  const figures = window?.scenarios[scenario];
  if (!figures) return [{ value: text("empty.long"), filled: false }];
  const n = window.roster.length;
  const connected = figures.largest > 1;
  const key = connected ? (scenario === "present" ? "together" : "still") : "none";
  return parts(`${key}.${payload.noun}`, { n, largest: figures.largest });
}

function sentence(window, scenario) {
  return sentenceParts(window, scenario)
    .map((part) => part.value)
    .join("");
}

/** The smaller facts beside it. */
function asides(window, scenario) {
  const figures = window?.scenarios[scenario];
  if (!figures) return [];
  const present = window.scenarios.present;
  const facts = [];
  if (figures.connectedness !== null) facts.push(text("aside.pairs", { share: share(figures.connectedness) }));
  if (figures.isolates) facts.push(text("aside.alone", { n: figures.isolates }));
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
  byId("when").textContent = window ? `${windowName(window)} · ${scenarioName(state.scenario)}` : "";
  const pieces = window ? sentenceParts(window, state.scenario) : [{ value: text("no_windows") }];
  byId("sentence").replaceChildren(
    ...pieces.map((part) => (part.filled ? element("strong", {}, part.value) : part.value)),
  );
  byId("aside").textContent = asides(window, state.scenario).join(" · ");
  showChangeNote(window);
  byId("nothing").hidden = Boolean(window?.scenarios[state.scenario]);
  byId("nothing").textContent = window ? text("empty.long") : text("no_windows");
  const sectors = state.level === "sectors";
  byId("sectors-why").hidden = !(sectors && payload.opens === "sectors");
  byId("sectors-why").textContent = text("sectors.why", { n: payload.actors.length - isSecretariat.size });
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
      button.addEventListener("click", () => change({ scenario }));
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
