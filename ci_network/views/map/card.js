// The card: who an organisation is and what it would lose, what a tie rests on, what an activity holds.
// Gives: showCard(), focusCard(), cardSays() in words, actorName(), sectorMark(), byName().

function showCard() {
  const card = byId("card");
  const { actor, tie, activity } = state.selected;
  card.hidden = actor === null && tie === null && activity === null;
  if (card.hidden) return card.replaceChildren();
  const close = element("button", { type: "button", class: "close", "aria-label": text("close") }, "×");
  close.addEventListener("click", () => select({}));
  const body = activity !== null ? activityCard(activity) : actor === null ? tieCard(tie) : actorCard(actor);
  return card.replaceChildren(close, ...body.filter(Boolean));
}

/** Put the keyboard where the words about what was found are. */
function focusCard() {
  byId("card").querySelector("h2")?.focus({ preventScroll: true });
  byId("card").scrollIntoView({ block: "nearest" });
}

/** What is selected, in a sentence for those who listen. */
function cardSays() {
  const { actor, tie, activity } = state.selected;
  if (activity !== null) return apart(payload.activities[activity].name);
  if (tie !== null) {
    const names = payload.pairs.map((side) => apart(actorName(side[tie], place(side[tie]).label)));
    const at = chosenWindow()?.ties.pair.indexOf(tie) ?? -1;
    return `${names.join(" – ")}: ${text(at < 0 ? "card.no_tie" : KINDS[chosenWindow().ties.kind[at]])}`;
  }
  const window = chosenWindow();
  const at = window?.roster.indexOf(actor) ?? -1;
  const name = apart(actorName(actor, place(actor).label));
  if (at < 0) return window?.secretariat.includes(actor) ? `${name}, ${text("secretariat")}` : `${name}: ${text("card.absent")}`;
  const [all, kept] = [window.scenarios.present, figuresNow(window)].map(({ degree }) => degree[at]);
  const fates = state.scenario === "present" ? "" : `, ${text("card.kept")} ${number(kept)}, ${text("card.lost")} ${number(all - kept)}`;
  return `${name}: ${text("card.ties", { n: all })}${fates}`;
}

/** An activity: when, who carries it, and who took part, those who lead first. */
function activityCard(number) {
  const activity = payload.activities[number];
  const window = chosenWindow();
  const box = window && boxOfActivity(window, number);
  const head = [
    element("h2", { tabindex: "-1" }, named(activity.name, "bdi")),
    element("p", { class: "sub" }, stretch(activity.start, activity.end)),
  ];
  if (!box) return [...head, element("p", {}, text("card.not_now"))];
  const stays = box.stretches.some(goesOnNow(window));
  const leads = new Set(activity.parts.filter((part) => part.lead).map((part) => part.actor));
  const actors = [...box.actors].sort((one, two) => leads.has(two) - leads.has(one) || byName(one, two));
  const list = element("ul", { class: "partners" }, ...actors.map((actor) => {
    const button = element("button", { type: "button", class: "plain" }, named(actorName(actor, place(actor).label)));
    button.addEventListener("click", () => select({ actor }));
    const said = isSecretariat.has(actor) ? text("secretariat") : "";
    return element("li", {}, button, element("span", { class: "inline" }, [said, leads.has(actor) ? text("leads") : ""].filter(Boolean).join(", ")));
  }));
  return [
    ...head,
    element("p", { class: "total" }, text(`box.${BOX_KINDS[box.standing]}`)),
    activity.continues === undefined ? null : element("p", { class: "sub" }, text(activity.continues ? "box.said_yes" : "box.said_no")),
    state.scenario === "present" ? null : element("p", { class: stays ? "verdict stays" : "verdict" }, text(stays ? "box.goes_on" : "box.ends")),
    element("h3", {}, text("participants", { n: actors.length })),
    list,
  ];
}

function actorCard(actor) {
  const { label, sector } = payload.actors[actor];
  const window = chosenWindow();
  const head = [
    element("h2", { tabindex: "-1" }, sectorMark(actor), named(actorName(actor, label), "bdi")),
    element("p", { class: "sub" }, [sector < 0 ? text("sector.unknown") : payload.sectors[sector].label, membership(actor)].filter(Boolean).join(" · ")),
  ];
  if (!window) return head;
  if (window.secretariat.includes(actor)) return [...head, ...activityList(actor, window)];
  if (!window.roster.includes(actor)) return [...head, element("p", {}, text("card.absent"))];
  return [...head, ...tiesOf(actor, window), steps(), ...activityList(actor, window)];
}

function actorName(actor, label) {
  return state.names ? label : text(isSecretariat.has(actor) ? "secretariat" : "none");
}

function sectorMark(actor) {
  return isSecretariat.has(actor) ? markSample(STAR) : markSample(look(actor));
}

function membership(actor) {
  const { joined, left, left_unknown: unknown } = payload.actors[actor];
  if (unknown) return text("card.member.left");
  if (joined && left) return text("card.member.between", { from: since(joined), until: until(left) });
  if (joined) return text("card.member.from", { from: since(joined) });
  return left ? text("card.member.until", { until: until(left) }) : "";
}

/** Its partners by kind of tie, those it keeps apart from those it loses. */
function tiesOf(actor, window) {
  const { pair, kind, until } = window.ties;
  const mine = [];
  pair.forEach((number, tie) => {
    const [a, b] = [payload.pairs[0][number], payload.pairs[1][number]];
    if (a === actor || b === actor) mine.push({ pair: number, other: a === actor ? b : a, kind: kind[tie], until: until[tie] });
  });
  mine.sort((one, two) => one.kind - two.kind || byName(one.other, two.other));
  const at = window.roster.indexOf(actor);
  const [all, kept] = [window.scenarios.present, figuresNow(window)].map(({ degree }) => degree[at]);
  const stands = standsNow(window);
  const own = window.own.some((number) => payload.own[0][number] === actor || payload.own[1][number] === actor);
  return [
    element("p", { class: "total" }, all ? text("card.ties", { n: all }) : text("card.no_ties"), own ? element("span", { class: "why" }, text("card.with_secretariat")) : null),
    state.scenario === "present" ? null : verdict(kept, all - kept),
    ...["independent", "supported", "carried"].flatMap((name, kind_) => {
      const ties = mine.filter((tie) => tie.kind === kind_);
      return [true, false].map((stays) => partnerList(name, ties.filter((tie) => stands(tie) === stays), !stays));
    }),
    all && !payload.ties ? element("p", { class: "sub" }, text("card.too_many")) : null,
  ];
}

function activityButton(number) {
  const button = element("button", { type: "button", class: "plain" }, named(payload.activities[number].name));
  button.addEventListener("click", () => select({ activity: number }));
  return button;
}

function verdict(kept, lost) {
  return element("p", { class: lost ? "verdict" : "verdict stays" }, `${text("card.kept")} ${number(kept)} · ${text("card.lost")} ${number(lost)}`);
}

/** Whether a tie, {pair, until}, stands in what is shown. */
function standsNow(window) {
  const instead = shownInstead(window);
  if (!instead) return ({ until }) => until >= SCENARIOS.indexOf(state.scenario);
  const stand = tiesThatStand(window, instead.goesOn);
  return ({ pair }) => stand.has(pair);
}

function fate(stays) {
  return element("p", { class: stays ? "verdict stays" : "verdict" }, text(stays ? "card.stays" : "card.lapses"));
}

function partnerList(kind, ties, lapses) {
  if (!ties.length) return null;
  const list = element("ul", { class: "partners" });
  for (const { other, pair } of ties) {
    const button = element("button", { type: "button", class: "plain" }, named(actorName(other, payload.actors[other].label)));
    button.addEventListener("click", () => select({ tie: pair }));
    list.append(element("li", {}, button));
  }
  const place_ = KINDS.indexOf(kind);
  const title = element("h3", {}, lineSample(paint.kinds[place_], KIND_DASHES[place_].join(" "), 4 - place_), `${text(kind)} (${number(ties.length)})`);
  if (lapses) title.append(element("span", { class: "lapses" }, text("table.lapses")));
  return element("section", { class: lapses ? "lost" : "kept" }, title, list);
}

function steps() {
  const row = element("div", { class: "steps", role: "group", "aria-label": text("card.steps") }, element("span", {}, text("card.steps")));
  for (const n of [1, 2, 3]) {
    const button = element("button", { type: "button", "aria-pressed": String(state.steps === n) }, text("card.step", { n }));
    button.addEventListener("click", () => change({ steps: n }));
    row.append(button);
  }
  return row;
}

/** The activities of an actor in the window, those that it leads first. */
function activityList(actor, window) {
  const rows = payload.activities
    .map((activity, number) => ({ activity, number, parts: activity.parts.filter((part) => part.actor === actor && meets(dated(part, activity), window)) }))
    .filter((row) => row.parts.length);
  if (!rows.length) return [];
  const leads = rows.filter((row) => row.parts.some((part) => part.lead));
  rows.sort((one, two) => leads.includes(two) - leads.includes(one) || one.number - two.number);
  const list = element("ul", { class: "evidence" });
  for (const row of rows) {
    const said = row.parts.map(roleOf).find(Boolean);
    list.append(
      element("li", {}, activityButton(row.number), element("span", { class: "why" }, [stretch(row.activity.start, row.activity.end), said].filter(Boolean).join(" · "))),
    );
  }
  const title = [text("card.activities", { n: rows.length })];
  if (leads.length) title.push(text("card.leads", { n: leads.length }));
  return [element("h3", {}, title.join(" · ")), list];
}

/** A part with its dates: its own, or those of the activity. */
function dated(part, activity) {
  return "start" in part ? part : activity;
}

function meets({ start, end }, window) {
  if (!start || !end || !window.start || !window.end) return window.label === "all";
  return start <= window.end && end >= window.start;
}

function tieCard(pair) {
  const [a, b] = payload.pairs.map((side) => side[pair]);
  const window = chosenWindow();
  const who = (actor) => {
    const button = element("button", { type: "button", class: "plain" }, named(actorName(actor, payload.actors[actor].label)));
    button.addEventListener("click", () => select({ actor }));
    return button;
  };
  const head = [element("h2", { class: "two", tabindex: "-1" }, who(a), element("span", { class: "with" }, "—"), who(b))];
  const tie = window ? window.ties.pair.indexOf(pair) : -1;
  if (tie < 0) return [...head, element("p", {}, text("card.no_tie"))];
  const { kind, until, strength } = window.ties;
  const stays = standsNow(window)({ pair, until: until[tie] });
  const name = KINDS[kind[tie]];
  return [
    ...head,
    element("p", { class: "total" }, lineSample(paint.kinds[kind[tie]], KIND_DASHES[kind[tie]].join(" "), 4 - kind[tie]), `${text(name)}: ${text(`${name}.why`)}`),
    state.scenario === "present" ? null : fate(stays),
    element("p", { class: "sub" }, text("card.strength", { x: number(strength[tie], 2) })),
    element("h3", {}, text("card.evidence")),
    element("ul", { class: "evidence" }, ...evidenceOf(window, a, b).map((meeting) => evidenceRow(meeting, [a, b]))),
  ];
}

/** One meeting of two: the activity, when, whether the secretariat was there, and their roles. */
function evidenceRow(meeting, actors) {
  const activity = payload.activities[meeting.activity];
  const involvement = ["none", "present", "led"][meeting.involvement];
  const roles = activity.parts.filter((part) => (actors.includes(part.actor) || part.lead) && overlaps(dated(part, activity), meeting));
  const said = roles
    .filter(roleOf)
    .map((part) => element("span", { class: "why" }, named(actorName(part.actor, payload.actors[part.actor].label)), `: ${roleOf(part)}`));
  const participants = new Set(activity.parts.map((part) => part.actor)).size;
  return element(
    "li",
    {},
    activityButton(meeting.activity),
    element("span", { class: "why" }, `${stretch(meeting.start, meeting.end)} · ${text("participants", { n: participants })}`),
    element("span", { class: `involvement ${involvement}` }, text(`involvement.${involvement}`)),
    ...said,
  );
}

/** A role in the reader's language where it is one that the product knows, else as it was written. */
function roleOf({ role, lead }) {
  if (lead) return text("leads");
  const known = `role.${(role ?? "").toLowerCase()}`;
  return known in payload.words[state.language] ? text(known) : role;
}

function overlaps(part, meeting) {
  if (!part.start || !meeting.start) return true;
  return part.start <= meeting.end && part.end >= meeting.start;
}

function byName(one, two) {
  return payload.actors[one].label.localeCompare(payload.actors[two].label, state.language);
}
