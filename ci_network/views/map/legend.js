// The key: what each mark and line means, and the filters that it is.

function buildLegend() {
  byId("legend").replaceChildren(kindsKey(), sectorsKey(), marksKey(), strengthKey(), sizeKey(), showKey());
}

function group(title, ...children) {
  return element("fieldset", {}, element("legend", {}, title), ...children);
}

/** A row of the key that switches something on and off. */
function choice(picture, label, why, on, flip) {
  const box = element("input", { type: "checkbox" });
  box.checked = on;
  box.addEventListener("change", () => flip(box.checked));
  const words = element("span", { class: "words" }, label);
  if (why) words.append(element("span", { class: "why" }, why));
  return element("label", { class: "choice" }, box, picture, words);
}

function lineSample(colour, dash, width = 3.5) {
  const line = { x1: 1, x2: 39, y1: 9, y2: 9, stroke: colour, "stroke-width": width };
  if (dash) line["stroke-dasharray"] = dash;
  return svgElement("svg", { width: 40, height: 18, "aria-hidden": "true", class: "sample" }, svgElement("line", line));
}

function markSample({ shape, colour, edge }, { hollow = false, dash = null } = {}) {
  const path = { d: markPath(shape, 11, 11, 7.5), fill: hollow ? "#fff" : colour, stroke: edge, "stroke-width": hollow ? 2.2 : 1.2 };
  if (dash) path["stroke-dasharray"] = dash;
  return svgElement("svg", { width: 22, height: 22, "aria-hidden": "true", class: "sample" }, svgElement("path", path));
}

function without(set, key, on) {
  const next = new Set(set);
  if (on) next.delete(key);
  else next.add(key);
  return next;
}

const KIND_DASHES = [null, "11 6", "2.5 5"];

function kindsKey() {
  const rows = ["independent", "supported", "carried"].map((kind, place) =>
    choice(lineSample(INK[place], KIND_DASHES[place], 4 - place), text(kind), text(`${kind}.why`), !state.hiddenKinds.has(place), (on) =>
      change({ hiddenKinds: without(state.hiddenKinds, place, on) }),
    ),
  );
  if (payload.secretariat) {
    rows.push(
      choice(lineSample("#c9b37c", null, 1.5), text("own"), null, !state.hiddenKinds.has(3), (on) =>
        change({ hiddenKinds: without(state.hiddenKinds, 3, on) }),
      ),
      choice(lineSample(GHOST, null, 2), text("lapsed"), text("lapsed.why"), state.ghosts, (ghosts) => change({ ghosts })),
    );
  }
  return group(text("classes"), ...rows);
}

function sectorsKey() {
  const counts = new Map();
  for (const actor of chosenWindow()?.roster ?? []) {
    counts.set(payload.actors[actor].sector, (counts.get(payload.actors[actor].sector) ?? 0) + 1);
  }
  const known = payload.sectors.map((sector, place) => ({ ...sector, place, label: named(sector.label) }));
  if (payload.actors.some((actor) => actor.sector < 0)) {
    known.push({ ...look(payload.actors.findIndex((actor) => actor.sector < 0)), place: -1, label: text("sector.unknown") });
  }
  const rows = known.map((sector) => {
    const words = element("span", {}, sector.label, element("span", { class: "n" }, ` ${number(counts.get(sector.place) ?? 0)}`));
    return choice(markSample(sector), words, null, !state.hiddenSectors.has(sector.place), (on) =>
      change({ hiddenSectors: without(state.hiddenSectors, sector.place, on) }),
    );
  });
  return group(text("sectors"), ...rows, levelButton());
}

/** Between organisations and sectors as marks, where there are sectors. */
function levelButton() {
  if (payload.sectors.length < 2 || payload.only_sectors) return null;
  const other = state.level === "sectors" ? "actors" : "sectors";
  const button = element("button", { type: "button", class: "plain" }, text(`${other}.view`));
  button.addEventListener("click", () => change({ level: other, hiddenSectors: new Set(), selected: NOBODY }));
  return button;
}

function cutSample() {
  return svgElement(
    "svg",
    { width: 40, height: 22, "aria-hidden": "true", class: "sample" },
    svgElement("rect", { x: 1, y: 2, width: 38, height: 18, rx: 9, fill: CUT.fill, stroke: CUT.line, "stroke-width": 1.6 }),
    svgElement("circle", { cx: 11, cy: 11, r: 4.5, fill: "#9aa5b1" }),
    svgElement("circle", { cx: 29, cy: 11, r: 4.5, fill: "#9aa5b1" }),
  );
}

const STAR = { shape: "star", colour: SECRETARIAT, edge: SECRETARIAT };

function marksKey() {
  const grey = { shape: "dot", colour: "#9aa5b1", edge: "#5b6673" };

  const row = (sample, words) => element("p", { class: "choice" }, sample, element("span", { class: "words" }, words));
  return group(
    text("marks"),
    row(markSample(grey, { hollow: true }), text("alone")),
    row(cutSample(), text("cut_off")),
    payload.secretariat ? row(markSample(STAR), text("secretariat")) : null,
    payload.secretariat ? row(markSample(STAR, { hollow: true, dash: "3 2.5" }), text("secretariat.gone")) : null,
    state.changes ? row(lineSample("#007a58", null, 4), text("joined")) : null,
    state.changes ? row(lineSample("#C04F12", "3 5", 2), text("gone")) : null,
  );
}

function strengthKey() {
  const steps = [0, 0.1, 0.25, 0.5, 1, 2].filter((x) => x === 0 || x < payload.scale.strength_of_tie);
  const label = (x) => (x === 0 ? text("minimum.all") : text("minimum.from", { x: number(x, 2) }));
  return pick("minimum", steps.map((x) => [String(x), label(x)]), String(state.minimum), (value) => change({ minimum: Number(value) }), text("strength.why"));
}

function sizeKey() {
  return pick("size", SIZES.map((size) => [size, text(`size.${size}`)]), state.size, (size) => change({ size }));
}

/** A list to choose from, with its label. */
function pick(key, options, chosen, choose, why = null) {
  const list = element("select", { id: `pick-${key}` }, ...options.map(([value, label]) => element("option", { value, selected: value === chosen }, label)));
  list.addEventListener("change", () => choose(list.value));
  const row = element("p", { class: "pick" }, element("label", { for: list.id }, text(key)), list);
  if (why) row.append(element("span", { class: "why" }, why));
  return row;
}

function showKey() {
  return group(
    text("show"),
    ...["names", "changes", "large"].map((key) => choice(null, text(`show.${key}`), null, state[key], (on) => change({ [key]: on }))),
  );
}

/** Draw the key again, and keep the keyboard where it was. */
function showLegend() {
  const fields = [...byId("legend").querySelectorAll("input, select, button")];
  const at = fields.indexOf(document.activeElement);
  const scrolled = byId("drawer").scrollTop;
  buildLegend();
  if (at >= 0) byId("legend").querySelectorAll("input, select, button")[at]?.focus({ preventScroll: true });
  byId("drawer").scrollTop = scrolled;
}
