// The map to take home: one SVG of what is shown, as a file, as a PNG of 3840 pixels, or on paper.

const PNG_WIDTH = 3840;

/** What the open pane shows, as an SVG with title, key and note that stands on its own. */
function picture(width = 1600, height = 1131) {
  const drawn = scene(state.window, state.scenario);
  const drawing = svgElement("svg", {
    xmlns: SVG,
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    "font-family": FONT.replaceAll('"', "'"),
    role: "img",
  });
  drawing.append(svgElement("title", {}, payload.title || text("title")), svgElement("desc", {}, describe(drawn)));
  drawing.append(svgElement("rect", { width, height, fill: "#fff" }));
  drawing.append(...heading(width), ...mapOf(drawn, { left: 20, top: 150, width: width - 40, height: height - 150 - 120 }), ...keyOf(width, height));
  return drawing;
}

function write(value, attributes) {
  return svgElement("text", { fill: "#17212b", ...attributes }, value);
}

function heading(width) {
  const window = chosenWindow();
  return [
    write(payload.title || text("title"), { x: 28, y: 40, "font-size": 20, fill: "#46525e" }),
    write(window ? `${windowName(window)} · ${scenarioName(state.scenario)}` : "", { x: width - 28, y: 40, "font-size": 20, fill: "#46525e", "text-anchor": "end" }),
    write(window ? sentence(window, state.scenario) : text("no_windows"), { x: 28, y: 92, "font-size": 40, "font-weight": 600 }),
    write(asides(window, state.scenario).join(" · "), { x: 28, y: 126, "font-size": 20, fill: "#46525e" }),
  ];
}

/** The map within a box: the same scale along both axes. */
function mapOf(drawn, box) {
  if (!drawn.figures) return [];
  const frame = frameOf(state.level);
  const scale = Math.min((box.width - 220) / Math.max(frame.right - frame.left, 1), (box.height - 110) / Math.max(frame.bottom - frame.top, 1));
  const middle = { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 };
  const at = (point) => ({ x: box.left + box.width / 2 + (point.x - middle.x) * scale, y: box.top + box.height / 2 + (point.y - middle.y) * scale });
  const grow = Math.min(1.3, Math.max(scale, 0.55));
  if (drawn.sectors) return sectorsOf(drawn, at, scale);
  const of = (actor) => at(place(actor));
  return [
    ...drawn.groups.map((group) => outlineOf(group, drawn, of, grow)),
    linesOf(drawn.spokes, of, { stroke: "#c9b37c", "stroke-width": 1.2 }),
    linesOf(drawn.ghosts, of, { stroke: GHOST, "stroke-width": 1.2 }),
    linesOf(drawn.dissolved ?? [], of, { stroke: "#C04F12", "stroke-width": 1.6, "stroke-dasharray": "3 5" }),
    ...tiesOfKind(drawn, of, grow),
    ...[...drawn.marks.values()].map((mark) => markOf(mark, of(mark.actor), grow)),
    ...(state.names ? namesOf(drawn, of, grow) : []),
  ].filter(Boolean);
}

function linesOf(lines, of, attributes) {
  if (!lines.length) return null;
  const point = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  const d = lines.map(({ a, b }) => `M${point(of(a))}L${point(of(b))}`).join("");
  return svgElement("path", { d, fill: "none", ...attributes });
}

function tiesOfKind(drawn, of, grow) {
  const lines = [...drawn.lines.values()].sort((one, two) => two.kind - one.kind);
  return lines.map((line) =>
    linesOf([line], of, {
      stroke: line.fresh ? "#007a58" : INK[line.kind],
      "stroke-width": (line.width * grow).toFixed(2),
      opacity: line.dim ? 0.1 : 1,
      ...(drawn.dashes && KIND_DASHES[line.kind] && !line.fresh ? { "stroke-dasharray": KIND_DASHES[line.kind] } : {}),
    }),
  );
}

function outlineOf({ actors, lines }, drawn, of, grow) {
  const layer = (colour, extra) => [
    linesOf(lines.map(([a, b]) => ({ a, b })), of, { stroke: colour, "stroke-width": 2 * (GROUP_MARGIN * grow + extra), "stroke-linecap": "round" }),
    ...actors.map((actor) => {
      const { x, y } = of(actor);
      const r = ((drawn.marks.get(actor)?.radius ?? MARK.smallest) + GROUP_MARGIN) * grow + extra;
      return svgElement("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1), fill: colour });
    }),
  ];
  return svgElement("g", {}, ...[...layer(CUT.line, 1.8), ...layer(CUT.fill, 0)].filter(Boolean));
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

function namesOf(drawn, of, grow) {
  const size = 16;
  const circle = (actor) => ({ key: actor, ...of(actor), radius: drawn.marks.get(actor).radius * grow });
  const shown = byImportance.filter((actor) => drawn.marks.has(actor) && !drawn.marks.get(actor).dim);
  const placed = placeLabels(shown.map((actor) => ({ ...circle(actor), label: place(actor).label, bold: isSecretariat.has(actor) })), shown.map(circle), size);
  return [...placed].map(([actor, label]) => nameOf(label, size, drawn.marks.get(actor)));
}

function nameOf(label, size, mark) {
  const x = { left: label.left, right: label.right, center: (label.left + label.right) / 2 }[label.align];
  const attributes = {
    "font-size": size,
    "font-weight": label.bold ? 600 : 400,
    "text-anchor": { left: "start", right: "end", center: "middle" }[label.align],
    stroke: "#fff",
    "stroke-width": 3.5,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
    fill: mark?.gone ? "#5b6673" : "#17212b",
  };
  const y = (row) => label.top + (row + 0.8) * size * 1.2;
  const lines = label.lines.map((line, row) => svgElement("tspan", { x: x.toFixed(1), y: y(row).toFixed(1) }, line));
  const name = svgElement("text", attributes, ...lines);
  if (!mark?.gone) return name;
  const strikes = label.lines.map((_, row) => svgElement("line", { x1: label.left, x2: label.right, y1: y(row) - size * 0.3, y2: y(row) - size * 0.3, stroke: "#5b6673", "stroke-width": 1.3 }));
  return svgElement("g", {}, name, ...strikes);
}

function sectorsOf(drawn, at, scale) {
  const lines = drawn.sectorLines.map(({ a, b, width }) => {
    const [from, to] = [at(a), at(b)];
    return svgElement("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: "#8796a5", "stroke-width": width * scale });
  });
  const marks = drawn.sectors.flatMap((mark) => {
    const { x, y } = at(mark);
    const radius = mark.radius * scale;
    return [
      svgElement("path", { d: markPath(mark.shape, x, y, radius), fill: mark.colour, stroke: mark.edge, "stroke-width": 2 }),
      write(inLines(mark.label).join(" "), { x, y: y + radius * 1.1 + 18, "text-anchor": "middle", "font-size": 16, "font-weight": 600 }),
      write(text("sectors.size", { n: mark.n }), { x, y: y + radius * 1.1 + 38, "text-anchor": "middle", "font-size": 14 }),
    ];
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
  KINDS.slice(0, 3).forEach((kind, place) => put(lineSample(INK[place], KIND_DASHES[place], 4 - place), `${text(kind)}: ${text(`${kind}.why`)}`, 48));
  if (state.scenario !== "present") put(lineSample(GHOST, null, 2), text("lapsed"), 48);
  [x, row] = [28, height - 50];
  const grey = { shape: "dot", colour: "#9aa5b1", edge: "#5b6673" };
  for (const sector of payload.sectors.slice(0, 12)) {
    if (x < width - 220) put(markSample(sector), sector.label.slice(0, 40), 28);
  }
  if (payload.actors.some((actor) => actor.sector < 0) && x < width - 220) put(markSample(grey), text("sector.unknown"), 28);
  if (x < width - 180) put(markSample(grey, { hollow: true }), text("alone"), 28);
  if (payload.secretariat && x < width - 160) put(markSample(STAR), text("secretariat"), 28);
  if (chosenWindow()?.scenarios[state.scenario]?.cut_off && x < width - 220) put(cutSample(), text("cut_off"), 48);
  pieces.push(write(dataNote(), { x: 28, y: height - 18, "font-size": 15, fill: "#46525e" }));
  return pieces;
}

function dataNote() {
  const { activities, partners, undated, first, last } = payload.data;
  const note = text("note", {
    activities: text("note.activities", { n: activities }),
    partners: text("note.partners", { n: partners }),
    period: stretch(first, last),
  });
  const filtered = state.hiddenSectors.size || state.hiddenKinds.size || state.minimum;
  const left = undated ? text("note.undated", { n: undated }) : "";
  return [note, left, filtered ? text("note.filtered") : ""].filter(Boolean).join(" ");
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

function fillSheet() {
  const today = new Intl.DateTimeFormat(state.language, { dateStyle: "long" }).format(new Date());
  byId("sheet").replaceChildren(picture(1600, 1060), element("p", {}, text("note.printed", { date: today })));
}
