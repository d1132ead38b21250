// Swimlanes: a row for each organisation along time, a bar for each part in an activity, by what
// the secretariat did. Ends that the record knows only as a month or a year are soft.
// Gives: showLanes() for all, showOwnLane() for the one selected, under the map.

const LANE = { bar: 6, gap: 2, most: 12, rows: 400 };
const DAY = 86_400_000;
const INVOLVEMENTS = ["none", "present", "led"];

function dayNumber(iso) {
  return Date.parse(`${iso}T00:00:00Z`) / DAY;
}

const span = { from: payload.data.first && dayNumber(payload.data.first), to: payload.data.last && dayNumber(payload.data.last) + 1 };

const barsByActor = new Map();
/** The bars of an actor: {activity, involvement, from, to, surely, until} in days. */
function barsOf(actor) {
  if (!barsByActor.size) for (const stretch of payload.stretches) for (const one of stretch.actors) addBar(one, stretch);
  return barsByActor.get(actor) ?? [];
}

function addBar(actor, { activity, involvement, start, end }) {
  if (!barsByActor.has(actor)) barsByActor.set(actor, []);
  if (!start || !end) return;
  const bars = barsByActor.get(actor);
  const before = bars.at(-1);
  const [from, to] = [dayNumber(start), dayNumber(end) + 1];
  if (before?.activity === activity && before.involvement === involvement && before.to === from) {
    Object.assign(before, { to, end, until: surelyUntil(end) });
    return;
  }
  const latest = payload.activities[activity].parts.filter((part) => part.actor === actor && part.latest && (part.start ?? payload.activities[activity].start) === start).map((part) => part.latest);
  bars.push({ activity, involvement, start, end, from, to, surely: latest.length ? dayNumber(latest.sort()[0]) + 1 : from, until: surelyUntil(end) });
}

/** The day until which a part surely lasted: an end of December is known as a year, of a month as a month. */
function surelyUntil(end) {
  if (end.endsWith("-12-31")) return dayNumber(`${end.slice(0, 4)}-01-01`);
  return isLastOfMonth(end) ? dayNumber(`${end.slice(0, 7)}-01`) : dayNumber(end) + 1;
}

/** Bars in rows where none covers another. */
function stacked(bars) {
  const ends = [];
  return [...bars].sort((one, two) => one.from - two.from || one.to - two.to).map((bar) => {
    const free = ends.findIndex((end) => end <= bar.from);
    const row = Math.min(free < 0 ? ends.length : free, LANE.most - 1);
    ends[row] = Math.max(bar.to, ends[row] ?? 0);
    return { ...bar, row };
  });
}

/** A lane as an SVG: the soft ends pale, what is sure in full, a dot where it is short. */
function laneOf(actor, width, along, high = null) {
  const bars = stacked(barsOf(actor));
  const rows = Math.max(1, ...bars.map((bar) => bar.row + 1));
  const height = high ?? rows * (LANE.bar + LANE.gap) + LANE.gap;
  const step = (height - LANE.gap) / rows;
  const bar = Math.max(2, Math.min(LANE.bar + 2, step - LANE.gap));
  const lane = svgElement("svg", { width, height, class: "lane", "aria-hidden": "true" });
  for (const one of bars) {
    const y = LANE.gap + one.row * step;
    const colour = paint.carried[[0, 1, 3][one.involvement]];
    const [x0, x1] = [along(one.from), along(one.to)];
    const group = svgElement("g", {}, svgElement("title", {}, barSays(one)));
    if (x1 - x0 < bar * 1.4) group.append(svgElement("circle", { cx: (x0 + x1) / 2, cy: y + bar / 2, r: bar * 0.7, fill: colour }));
    else {
      group.append(svgElement("rect", { x: x0, y, width: x1 - x0, height: bar, rx: bar / 2, fill: colour, opacity: 0.38 }));
      const [sure, until] = [along(one.surely), along(one.until)];
      if (until > sure) group.append(svgElement("rect", { x: sure, y, width: until - sure, height: bar, fill: colour }));
    }
    group.addEventListener("click", () => select({ activity: one.activity }));
    lane.append(group);
  }
  return lane;
}

function barSays({ activity, start, end, involvement }) {
  return `${apart(payload.activities[activity].name)} · ${stretch(start, end)} · ${text(`involvement.${INVOLVEMENTS[involvement]}`)}`;
}

/** The years as lines behind the lanes, with their names. */
function laneYears(along) {
  const years = [];
  for (let year = Number(payload.data.first.slice(0, 4)); year <= Number(payload.data.last.slice(0, 4)); year += 1) years.push(year);
  return years.map((year) => ({ year, x: Math.max(0, along(dayNumber(`${year}-01-01`))) }));
}

function showLanes() {
  byId("lanes").hidden = state.view !== "lanes";
  if (state.view !== "lanes") return;
  if (span.from === null) return byId("lanes").replaceChildren(element("p", {}, text("no_windows")));
  const names = window.innerWidth > 620 ? 260 : 120;
  const width = Math.max(200, byId("lanes").clientWidth - names - 60);
  const along = (day) => ((day - span.from) / Math.max(1, span.to - span.from)) * width;
  const shown = payload.actors.map((_, actor) => actor).filter((actor) => (barsOf(actor).length || isSecretariat.has(actor)) && !state.hiddenSectors.has(place(actor).sector));
  shown.sort((one, two) => isSecretariat.has(two) - isSecretariat.has(one) || place(one).sector - place(two).sector || byName(one, two));
  const years = laneYears(along).map(({ year, x }) => {
    const label = element("span", { class: "year" }, String(year));
    label.style.left = `${x}px`;
    return label;
  });
  const axis = element("div", { class: "years" }, ...years);
  axis.style.marginLeft = `${names}px`;
  const rows = shown.slice(0, LANE.rows).map((actor) => {
    const who = element("button", { type: "button", class: "plain", "aria-pressed": null }, named(actorName(actor, place(actor).label)));
    who.addEventListener("click", () => select({ actor }));
    const head = element("div", { class: "who" }, sectorMark(actor), who);
    head.style.width = `${names}px`;
    const said = element("span", { class: "unseen" }, barsOf(actor).map(barSays).join("; "));
    return element("li", { class: actor === state.selected.actor ? "here" : null }, head, laneOf(actor, width, along), said);
  });
  const key = INVOLVEMENTS.map((involvement, at) => element("span", { class: "choice" }, lineSample(paint.carried[[0, 1, 3][at]], null, 7), text(`involvement.${involvement}`)));
  byId("lanes").replaceChildren(element("p", { class: "lanes-key" }, ...key, element("span", {}, text("lanes.soft"))), axis, element("ul", {}, ...rows));
  if (shown.length > LANE.rows) byId("lanes").append(element("p", {}, text("and_more", { n: shown.length - LANE.rows })));
  return undefined;
}

/** The lane of the organisation that is selected, along the slider's own time. */
function showOwnLane() {
  const host = byId("own-lane");
  const { actor } = state.selected;
  const { width, height } = strip["own-lane"];
  if (actor === null || !width || span.from === null) return host.replaceChildren();
  const dated = payload.windows.filter((window) => window.start && window.end);
  if (!dated.length) return host.replaceChildren();
  const centre = (window) => along(payload.windows.indexOf(window), width);
  const half = dated.length > 1 ? (centre(dated[1]) - centre(dated[0])) / 2 : width / 2;
  const [from, to] = [dayNumber(dated[0].start), dayNumber(dated.at(-1).end) + 1];
  const [left, right] = [centre(dated[0]) - half, centre(dated.at(-1)) + half];
  const at = (day) => Math.max(0, Math.min(width, left + ((day - from) / (to - from)) * (right - left)));
  return host.replaceChildren(laneOf(actor, width, at, height || 30));
}
