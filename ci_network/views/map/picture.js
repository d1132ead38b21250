// The map to take home: one SVG of what is shown, as a file, as a PNG of 3840 pixels, or on paper.
// Gives: picture(), dataNote(), download(), saveSvg(), savePng().

const PNG_WIDTH = 3840;

/** What the open panes show, as an SVG with title, key and note that stands on its own. */
function picture(width = 1600, height = 1131) {
  const was = paint;
  paint = LIGHT;
  const shown = [{ at: state.window, scenario: state.scenario }];
  if (state.compare) shown.unshift({ at: state.leftWindow ?? state.window, scenario: state.leftScenario });
  const scenes = shown.map(({ at, scenario }) => scene(at, scenario));
  const drawing = svgElement("svg", {
    xmlns: SVG,
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    "font-family": FONT.replaceAll('"', "'"),
    role: "img",
  });
  drawing.append(svgElement("title", {}, payload.title || text("title")), svgElement("desc", {}, scenes.map(describe).join(" ")));
  drawing.append(svgElement("rect", { width, height, fill: "#fff" }));
  const each = width / scenes.length;
  scenes.forEach((drawn, at) => {
    const left = at * each;
    drawing.append(...heading(drawn, left, each), ...mapOf(drawn, { left: left + 20, top: 150, width: each - 40, height: height - 150 - 120 }));
  });
  if (scenes.length > 1) drawing.append(svgElement("line", { x1: each, x2: each, y1: 60, y2: height - 110, stroke: "#d5dbe1", "stroke-width": 2 }));
  drawing.append(...keyOf(width, height));
  paint = was;
  return drawing;
}

function write(value, attributes) {
  return svgElement("text", { fill: "#17212b", ...attributes }, value);
}

/** Title, period, sentence with its range, and the smaller facts; smaller where two stand side by side. */
function heading(drawn, left, width) {
  const { window, scenario, figures } = drawn;
  const [first, last] = [left === 0, left + 28];
  const size = width < 1000 ? 27 : 40;
  const when = window ? `${windowName(window)} · ${scenarioName(scenario)}` : "";
  const whole = width >= 1000;
  return [
    first ? write(payload.title || text("title"), { x: 28, y: 36, "font-size": 20, fill: "#46525e" }) : null,
    write(when, { x: whole ? width - 28 : last, y: whole ? 36 : 62, "font-size": 20, fill: "#46525e", "text-anchor": whole ? "end" : "start" }),
    write(window ? sentence(window, scenario, figures ?? undefined) : text("no_windows"), { x: last, y: 98, "font-size": size, "font-weight": 600 }),
    write([scenario === "present" || first ? rangeOf(window) : "", ...factsOf(drawn)].filter(Boolean).join(" · "), { x: last, y: 130, "font-size": whole ? 20 : 16, fill: "#46525e" }),
  ].filter(Boolean);
}

/** The map within a box: the same scale along both axes. */
function mapOf(drawn, box) {
  if (!drawn.figures) return [];
  const frame = frameOf(state.level);
  const scale = Math.min((box.width - 220) / Math.max(frame.right - frame.left, 1), (box.height - 110) / Math.max(frame.bottom - frame.top, 1));
  const middle = { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 };
  const at = (point) => ({ x: box.left + box.width / 2 + (point.x - middle.x) * scale, y: box.top + box.height / 2 + (point.y - middle.y) * scale });
  const grow = Math.min(1.3, Math.max(scale, 0.55));
  if (drawn.sectors) return [...sectorsOf(drawn, at, scale), ...namesOf(drawn, at, scale, box)];
  return [
    ...drawn.groups.map((group) => outlineOf(group, drawn, at, grow)),
    ...layersOf(drawn, paint).map((layer) => layerOf(layer, at, grow)),
    ...(drawn.boxes ?? []).map((one) => boxOf(one, at, grow)),
    ...[...drawn.marks.values()].map((mark) => markOf(mark, at(place(mark.actor)), grow)),
    ...(state.names ? namesOf(drawn, at, grow, box) : []),
  ].filter(Boolean);
}

function linesOf(lines, at, attributes) {
  if (!lines.length) return null;
  const point = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  const d = lines.map(({ from, to }) => `M${point(at(from))}L${point(at(to))}`).join("");
  return svgElement("path", { d, fill: "none", ...attributes });
}

function layerOf({ colour, width, dash, alpha, lines }, at, grow) {
  const attributes = { stroke: colour, "stroke-width": (width * grow).toFixed(2), opacity: alpha };
  if (dash.length) attributes["stroke-dasharray"] = dash.join(" ");
  return linesOf(lines, at, attributes);
}

function boxOf(box, at, grow) {
  const { fill, stroke, dash, alpha } = boxLook(box, paint);
  const attributes = { d: boxPath(box, at, grow), fill, stroke, "stroke-width": 1.6, opacity: alpha };
  if (dash.length) attributes["stroke-dasharray"] = dash.join(" ");
  return svgElement("path", attributes);
}

function outlineOf({ actors, lines }, drawn, at, grow) {
  const layer = (colour, extra) => [
    linesOf(lines, at, { stroke: colour, "stroke-width": 2 * (GROUP_MARGIN * grow + extra), "stroke-linecap": "round" }),
    ...actors.map((actor) => {
      const { x, y } = at(place(actor));
      const r = ((drawn.marks.get(actor)?.radius ?? MARK.smallest) + GROUP_MARGIN) * grow + extra;
      return svgElement("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1), fill: colour });
    }),
  ];
  return svgElement("g", {}, ...[...layer(paint.cut.line, 1.8), ...layer(paint.cut.fill, 0)].filter(Boolean));
}

function markOf(mark, { x, y }, grow) {
  const attributes = {
    d: markPath(mark.shape, x, y, mark.radius * grow),
    fill: mark.hollow ? "#fff" : mark.colour,
    stroke: mark.edge,
    "stroke-width": mark.hollow ? 2.6 : 1.4,
    opacity: mark.dim ? 0.2 : 1,
  };
  if (mark.gone) attributes["stroke-dasharray"] = "5 4";
  return svgElement("path", attributes);
}

function namesOf(drawn, at, grow, box) {
  const size = 16;
  const onPaper = (one) => ({ ...one, ...at(one), radius: one.radius * grow });
  const rim = { left: box.left, right: box.left + box.width, top: box.top, bottom: box.top + box.height };
  const placed = placeLabels(wantedNames(drawn).map(onPaper), circlesOf(drawn).map(onPaper), size, rim);
  return [...placed.values()].map((label) => nameOf(label, size));
}

function nameOf(label, size) {
  const x = { left: label.left, right: label.right, center: (label.left + label.right) / 2 }[label.align];
  const gone = label.from.tone === "gone";
  const attributes = {
    "font-size": size,
    "text-anchor": { left: "start", right: "end", center: "middle" }[label.align],
    stroke: "#fff",
    "stroke-width": 3.5,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
    fill: gone ? paint.gone : paint.ink,
  };
  const y = (row) => label.top + (row + 0.8) * size * 1.2;
  const lines = label.lines.map((line, row) => svgElement("tspan", { x: x.toFixed(1), y: y(row).toFixed(1), "font-weight": row < boldRows(label) ? 600 : 400 }, line));
  const extra = label.led ? [svgElement("line", { ...leadOf(label), stroke: paint.lead, "stroke-width": 1 })] : [];
  if (gone) extra.push(...label.lines.map((_, row) => svgElement("line", { x1: label.left, x2: label.right, y1: y(row) - size * 0.3, y2: y(row) - size * 0.3, stroke: paint.gone, "stroke-width": 1.3 })));
  return svgElement("g", {}, svgElement("text", attributes, ...lines), ...extra);
}

function sectorsOf(drawn, at, scale) {
  const lines = drawn.sectorLines.map((line) => linesOf([line], at, { stroke: paint.kinds[2], "stroke-width": line.width * scale }));
  const marks = drawn.sectors.flatMap((mark) => {
    const paths = sectorPaths(mark, paint, at(mark), scale);
    return paths.map(({ path, fill }) => svgElement("path", { d: path, fill, stroke: mark.edge, "stroke-width": 2 }));
  });
  return [...lines, ...marks];
}

/** The key at the foot: kinds of ties, sectors, the note on the data. */
function keyOf(width, height) {
  const pieces = [];
  let x = 28;
  const put = (sample, label, room) => {
    sample.setAttribute("x", x);
    sample.setAttribute("y", row - 15);
    pieces.push(sample, write(label, { x: x + room, y: row, "font-size": 16 }));
    measuring.font = `16px ${FONT}`;
    x += room + measuring.measureText(label).width + 30;
  };
  let row = height - 82;
  if (state.level === "activities") BOX_KINDS.forEach((kind, at) => put(boxSample(at), text(`box.${kind}`), 48));
  else KINDS.slice(0, 3).forEach((kind, at) => put(lineSample(paint.kinds[at], KIND_DASHES[at].join(" "), 4 - at), `${text(kind)}: ${text(`${kind}.why`)}`, 48));
  if (state.scenario !== "present") put(lineSample(paint.ghost, null, 2), text("lapsed"), 48);
  [x, row] = [28, height - 50];
  for (const sector of payload.sectors.slice(0, 12)) {
    if (x < width - 220) put(markSample(sector), sector.label.slice(0, 40), 28);
  }
  if (payload.actors.some((actor) => actor.sector < 0) && x < width - 220) put(markSample(UNKNOWN_SECTOR), text("sector.unknown"), 28);
  if (x < width - 180) put(markSample(UNKNOWN_SECTOR, { hollow: true }), text("alone"), 28);
  if (payload.secretariat && x < width - 160) put(markSample(STAR), text("secretariat"), 28);
  if (chosenWindow()?.scenarios[state.scenario]?.apart.length && x < width - 220) put(cutSample(), text("cut_off"), 48);
  pieces.push(write(dataNote(), { x: 28, y: height - 18, "font-size": 15, fill: "#46525e" }));
  return pieces;
}

function dataNote() {
  const { activities, partners, undated, first, last } = payload.data;
  const note = text("note", {
    activities: text("note.activities", { n: activities }),
    partners: text("partners", { n: partners }),
    period: stretch(first, last),
  });
  const filtered = isFiltered();
  const left = undated ? text("note.undated", { n: undated }) : "";
  return [note, left, filtered ? text("note.filtered") : ""].filter(Boolean).join(" ");
}

function isFiltered() {
  return Boolean(state.hiddenSectors.size || state.hiddenKinds.size || state.minimum);
}

/** A name for a file that holds nothing from the data but figures and letters of the period. */
function fileName(kind) {
  const period = (chosenWindow()?.label ?? "").replace(/[^0-9A-Za-z]+/g, "-").slice(0, 20);
  return `ci-network-${period}-${state.scenario}.${kind}`;
}

function asFile(drawing) {
  const source = new XMLSerializer().serializeToString(drawing);
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${source}`], { type: "image/svg+xml;charset=utf-8" });
}

function download(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function saveSvg() {
  download(asFile(picture()), fileName("svg"));
}

async function savePng() {
  const drawing = picture(1920, 1080);
  drawing.setAttribute("width", PNG_WIDTH);
  drawing.setAttribute("height", (PNG_WIDTH * 1080) / 1920);
  const image = new Image();
  image.src = URL.createObjectURL(asFile(drawing));
  await image.decode();
  const canvas = element("canvas", { width: PNG_WIDTH, height: (PNG_WIDTH * 1080) / 1920 });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => download(blob, fileName("png")), "image/png");
}
