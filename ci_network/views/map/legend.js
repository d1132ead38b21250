// The key: what each mark and line means, and the filters that it is.
// Gives: showLegend(), lineSample(), markSample(), cutSample(), STAR, without().

function buildLegend() {
  // The strength of a tie and the size of a mark belong to the map of ties.
  const ofTies = state.level === "ties" ? [strengthKey(), sizeKey()] : state.level === "activities" ? [sizeKey()] : [];
  byId("legend").replaceChildren(kindsKey(), sectorsKey(), marksKey(), ...ofTies, showKey());
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
  const path = { d: markPath(shape, 11, 11, 7.5), fill: hollow ? paint.hollow : colour, stroke: edge, "stroke-width": hollow ? 2.2 : 1.2 };
  if (dash) path["stroke-dasharray"] = dash;
  return svgElement("svg", { width: 22, height: 22, "aria-hidden": "true", class: "sample" }, svgElement("path", path));
}

function without(set, key, on) {
  const next = new Set(set);
  if (on) next.delete(key);
  else next.add(key);
  return next;
}

function kindsKey() {
  const boxed = state.level === "activities";
  const rows = ["independent", "supported", "carried"].map((kind, at) => {
    const sample = boxed ? boxSample([0, 1, 3][at]) : lineSample(paint.kinds[at], KIND_DASHES[at].join(" "), 4 - at);
    const label = boxed ? text(`box.${["without", "partner", "secretariat"][at]}`) : text(kind);
    return choice(sample, label, boxed ? null : text(`${kind}.why`), !state.hiddenKinds.has(at), (on) =>
      change({ hiddenKinds: without(state.hiddenKinds, at, on) }),
    );
  });
  if (boxed) rows.splice(2, 0, element("p", { class: "choice" }, boxSample(2), element("span", { class: "words" }, text("box.unknown"))));
  if (payload.secretariat && state.level !== "sectors") {
    rows.push(
      choice(lineSample(paint.own, null, 1.8), text("own"), null, !state.hiddenKinds.has(3), (on) =>
        change({ hiddenKinds: without(state.hiddenKinds, 3, on) }),
      ),
      choice(lineSample(paint.ghost, null, 2), text("lapsed"), text("lapsed.why"), state.ghosts, (ghosts) => change({ ghosts })),
    );
  }
  return group(text(boxed ? "activities" : "classes"), ...rows);
}

function boxSample(standing) {
  const box = { x: 20, y: 9, side: 8, standing, stays: true };
  const { fill, stroke } = boxLook(box, paint);
  const parts = [svgElement("path", { d: boxPath(box), fill, stroke, "stroke-width": 1.5 })];
  if (standing === 2) parts.push(svgElement("text", { x: 20, y: 12.5, "text-anchor": "middle", "font-size": 10, "font-weight": 700, fill: "#fff" }, "?"));
  return svgElement("svg", { width: 40, height: 18, "aria-hidden": "true", class: "sample" }, ...parts);
}

function sectorsKey() {
  const counts = new Map();
  for (const actor of chosenWindow()?.roster ?? []) {
    counts.set(payload.actors[actor].sector, (counts.get(payload.actors[actor].sector) ?? 0) + 1);
  }
  const known = payload.sectors.map((sector, place) => ({ ...sectorLook(place), place, label: named(sector.label) }));
  if (payload.actors.some((actor) => actor.sector < 0)) known.push({ ...sectorLook(-1), place: -1 });
  const rows = known.map((sector) => {
    const words = element("span", {}, sector.label, element("span", { class: "n" }, ` ${number(counts.get(sector.place) ?? 0)}`));
    return choice(markSample(sector), words, null, !state.hiddenSectors.has(sector.place), (on) =>
      change({ hiddenSectors: without(state.hiddenSectors, sector.place, on) }),
    );
  });
  return group(text("sectors"), ...rows);
}

function cutSample() {
  return svgElement(
    "svg",
    { width: 40, height: 22, "aria-hidden": "true", class: "sample" },
    svgElement("rect", { x: 1, y: 2, width: 38, height: 18, rx: 9, fill: paint.cut.fill, stroke: paint.cut.line, "stroke-width": 1.6 }),
    svgElement("circle", { cx: 11, cy: 11, r: 4.5, fill: "#9aa5b1" }),
    svgElement("circle", { cx: 29, cy: 11, r: 4.5, fill: "#9aa5b1" }),
  );
}

const STAR = { shape: "star", get colour() { return paint.secretariat; }, get edge() { return paint.secretariat; } };

function marksKey() {
  const row = (sample, words) => element("p", { class: "choice" }, sample, element("span", { class: "words" }, words));
  return group(
    text("marks"),
    row(markSample(UNKNOWN_SECTOR, { hollow: true }), text("alone")),
    row(cutSample(), text("cut_off")),
    payload.secretariat ? row(markSample(STAR), text("secretariat")) : null,
    payload.secretariat ? row(markSample(STAR, { hollow: true, dash: "3 2.5" }), text("secretariat.gone")) : null,
    state.changes ? row(lineSample(paint.fresh, null, 4), text("joined")) : null,
    state.changes ? row(lineSample(paint.lost, "3 5", 2), text("gone")) : null,
  );
}

function strengthKey() {
  const steps = [0, 0.1, 0.25, 0.5, 1, 2].filter((x) => x === 0 || x < payload.scale.strength_of_tie);
  const label = (x) => (x === 0 ? text("minimum.all") : text("minimum.from", { x: number(x, 2) }));
  return pick("minimum", steps.map((x) => [String(x), label(x)]), String(state.minimum), (value) => change({ minimum: Number(value) }), text("strength.why"));
}

function sizeKey() {
  return pick("size", (payload.ties ? SIZES : ["ties", "equal"]).map((size) => [size, text(`size.${size}`)]), state.size, (size) => change({ size }));
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
    ...["names", ...(DATED ? ["changes"] : []), "large"].map((key) => choice(null, text(`show.${key}`), null, state[key], (on) => change({ [key]: on }))),
  );
}

let legendOf = null;
/** Draw the key again where what it says has changed, and keep the keyboard where it was. */
function showLegend() {
  const { window, level, language, minimum, size, ghosts, names, changes, large, hiddenSectors, hiddenKinds } = state;
  const of = JSON.stringify([window, level, language, minimum, size, ghosts, names, changes, large, [...hiddenSectors], [...hiddenKinds], paint === DARK]);
  if (of === legendOf) return;
  legendOf = of;
  const fields = [...byId("legend").querySelectorAll("input, select, button")];
  const at = fields.indexOf(document.activeElement);
  buildLegend();
  if (at >= 0) byId("legend").querySelectorAll("input, select, button")[at]?.focus({ preventScroll: true });
}
