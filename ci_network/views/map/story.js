// The story: steps that a speaker goes through, each a state of the page with its words. Its bar
// stands from the beginning, so that nothing moves when it starts.
// Gives: buildStory(), tell(), showStory().

function buildStory() {
  byId("storyteller").hidden = !payload.story.length;
  byId("tell").hidden = !payload.story.length;
  byId("tell").addEventListener("click", () => tell(0));
  byId("story-next").addEventListener("click", () => tell(state.step === null ? 0 : state.step + 1));
  byId("story-back").addEventListener("click", () => tell(state.step - 1));
  byId("story-return").addEventListener("click", () => tell(state.step));
  byId("story-end").addEventListener("click", () => change({ step: null }));
}

/** What was chosen for the room stays: the language, whether names show, how large the text is. */
function stateOfStep(number) {
  const { language, names, large } = state;
  return { ...fromAddress(payload.story[number].view), language, names, large, exit: null };
}

function tell(number) {
  if (payload.story[number]) change({ ...stateOfStep(number), step: number });
}

/** Whether the page shows something else than the step says. */
function hasLeftStep() {
  if (state.step === null) return false;
  const told = { ...state, ...stateOfStep(state.step) };
  const same = (key) => JSON.stringify(told[key]) === JSON.stringify(state[key]);
  return !["window", "scenario", "selected", "level", "view", "compare"].every(same);
}

function showStory() {
  if (!payload.story.length) return;
  const told = payload.story[state.step];
  byId("storyteller").classList.toggle("waiting", !told);
  byId("story-title").replaceChildren(told ? named(told.title) : text("story"));
  byId("story-text").replaceChildren(told ? named(told.text) : "");
  byId("story-place").textContent = told ? text("story.of", { step: state.step + 1, steps: payload.story.length }) : "";
  byId("story-back").disabled = !told || state.step === 0;
  byId("story-next").disabled = state.step === payload.story.length - 1;
  byId("story-next").textContent = text(told ? "story.next" : "story.start");
  byId("story-end").disabled = !told;
  const left = hasLeftStep();
  byId("story-return").hidden = !left;
  byId("story-return").textContent = left ? text("story.return", { step: state.step + 1 }) : "";
}
