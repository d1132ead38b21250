// The story: steps that a speaker goes through, each a state of the page with its words.

function buildStory() {
  byId("tell").hidden = !payload.story.length;
  byId("tell").addEventListener("click", () => tell(0));
  byId("story-next").addEventListener("click", () => tell(state.step + 1));
  byId("story-back").addEventListener("click", () => tell(state.step - 1));
  byId("story-end").addEventListener("click", () => change({ step: null }));
}

function tell(number) {
  const told = payload.story[number];
  if (told) {
    // What was chosen for the room stays: the language, whether names show, how large the text is.
    const { language, names, large } = state;
    change({ ...fromAddress(told.view), language, names, large, step: number });
  }
}

function showStory() {
  const told = payload.story[state.step];
  byId("storyteller").hidden = !told;
  if (!told) return;
  byId("story-title").replaceChildren(named(told.title));
  byId("story-text").replaceChildren(named(told.text));
  byId("story-place").textContent = text("story.of", { step: state.step + 1, steps: payload.story.length });
  byId("story-back").disabled = state.step === 0;
  byId("story-next").disabled = state.step === payload.story.length - 1;
}
