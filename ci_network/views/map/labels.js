// Names on the map: the same size on the screen at every zoom, and never on top of each other.
// Gives: labelSize(), inLines(), placeLabels(), boldRows(), FONT and `measuring` for the width of a text.

const FONT = '"Segoe UI", -apple-system, "Noto Sans", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const LINE_LENGTH = 21;
/** How far from its mark a name may stand, in pixels. */
const FARTHEST = 520;
/** A name in less and less room: letters in a line, and lines. */
const SHORTER = [[LINE_LENGTH, 2], [12, 2], [13, 1]];
/** Places further off that are looked at for one that no line goes through, after the first that is free. */
const LOOKS = 48;
/** Room around a name, so that two beside each other are never read as one. */
const APART = { x: 7, y: 1 };
const measuring = document.createElement("canvas").getContext("2d");

function labelSize() {
  const wide = window.innerWidth;
  const base = wide >= 1700 ? 17 : wide >= 1400 ? 15 : wide > 1100 ? 14 : 13;
  return state.large ? base + 6 : base;
}

/** A name in at most two lines, cut with an ellipsis where it is longer. */
function inLines(label, length = LINE_LENGTH, most = 2) {
  const words = label.replace(/\s+/g, " ").trim().split(" ");
  const lines = [""];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > length) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  const cut = (line, room) => {
    const letters = [...line];
    return letters.length > room ? `${letters.slice(0, room - 1).join("")}…` : line;
  };
  if (most === 1) return [cut(lines.join(" "), length + 1)];
  if (lines.length <= 2) return lines.map((line) => cut(line, length + 3));
  return [cut(lines[0], length + 3), cut(lines.slice(1).join(" "), length)];
}

const shapes = new Map();
/** A name's lines and their size on the screen. */
function labelShape(label, size, bold, [length, most]) {
  const key = `${size} ${bold} ${length} ${most} ${label}`;
  if (!shapes.has(key)) shapes.set(key, shapeOf(inLines(label, length, most), size, bold ? Infinity : 0));
  return shapes.get(key);
}

/** Lines with their size on the screen; so many of them in bold. */
function shapeOf(lines, size, bold) {
  const width = lines.map((line, row) => {
    measuring.font = `${row < bold ? "600 " : ""}${size}px ${FONT}`;
    return measuring.measureText(line).width;
  });
  return { lines, width: Math.ceil(Math.max(...width)), height: Math.ceil(lines.length * size * 1.2) };
}

/** How many lines of a label are bold: all of a name that is, and of a heading with facts only the heading. */
function boldRows({ bold, heading = 0 }) {
  return bold ? Infinity : heading;
}

/**
 * Find a place for each name around its mark, nearer ones first; a name without any is left out.
 * A name that no line of another goes through is better than a near one.
 *
 * `wanted` is in order of importance: {key, label, x, y, radius, bold, far, kept} in pixels of the
 * screen; `far` lets it stand further off with a line to its mark, `kept` is the place it had.
 * Instead of a label `texts` may give the lines to choose from, the best first, of which so many
 * are a `heading`.
 * `marks` are the circles that no name may cover, `rim` the box to keep within. Gives a Map from
 * key to {left, right, top, bottom, lines, align, spot, from}.
 */
function placeLabels(wanted, marks, size, rim = null) {
  const grid = new Grid();
  for (const mark of marks) {
    const half = mark.radius * 0.85;
    grid.add({ left: mark.x - half, right: mark.x + half, top: mark.y - half, bottom: mark.y + half, owner: mark.key });
  }
  const placed = new Map();
  const leads = [];
  const crossesName = (lead) => [...placed.values()].some((other) => clipped(lead, other));
  const clear = (spot, want) =>
    leads.every((lead) => !clipped(lead, spot)) && !(spot.led && crossesName(leadOf({ ...spot, from: want })));
  const put = (want, shape, spot) => {
    grid.add({ left: spot.left - APART.x, right: spot.right + APART.x, top: spot.top - APART.y, bottom: spot.bottom + APART.y, owner: null });
    const label = { ...spot, lines: shape.lines, height: shape.height, bold: want.bold, heading: want.heading, from: want };
    placed.set(want.key, label);
    if (spot.led) leads.push(leadOf(label));
  };
  const free = (spot, want) => (!rim || fitsIn(spot, rim)) && grid.free(spot, want.key);
  /** Put a name at the first place that is good, in the largest size that has one. */
  const take = (want, sizes, spots, good) =>
    sizes.some((shape, at) => {
      const spot = good(spots[at], want);
      if (spot) put(want, shape, spot);
      return Boolean(spot);
    });
  for (const want of wanted) {
    // A name gives way to its neighbours before it moves off; figures are read, and move off before they are left out.
    const choices = want.texts
      ? want.texts.map((lines) => [shapeOf(lines, size, want.heading)])
      : [SHORTER.map((room) => labelShape(want.label, size, want.bold, room))];
    choices.some((sizes) => {
      const near = sizes.map((shape) => nearSpots(want, shape));
      near[0].unshift(...near[0].filter((spot) => spot.spot === want.kept));
      const found =
        take(want, sizes, near, (spots) => spots.find((spot) => free(spot, want) && clear(spot, want))) ||
        take(want, sizes, near, (spots) => spots.find((spot) => free(spot, want)));
      if (found || !want.far) return found;
      const far = sizes.map((shape) => farSpots(want, shape));
      return take(want, sizes, far, (spots) => clearest(spots, (spot) => free(spot, want), (spot) => clear(spot, want)));
    });
  }
  return placed;
}

/** The first place that is free and clear, or the first that is free where none of the next ones is. */
function clearest(spots, free, clear) {
  let [spare, looked] = [null, 0];
  for (const spot of spots) {
    if (spare && (looked += 1) > LOOKS) break;
    if (!free(spot)) continue;
    if (clear(spot)) return spot;
    spare ??= spot;
  }
  return spare;
}

function fitsIn(box, rim) {
  return box.left >= rim.left && box.right <= rim.right && box.top >= rim.top && box.bottom <= rim.bottom;
}

/** The boxes beside a mark: below, above, right, left, and between. */
function nearSpots({ x, y, radius }, { width, height }) {
  const gap = radius + 4;
  const box = (left, top, align) => ({ left, right: left + width, top, bottom: top + height, align });
  return [
    box(x - width / 2, y + gap - 1, "center"),
    box(x - width / 2, y - gap - height, "center"),
    box(x + gap + 2, y - height / 2, "left"),
    box(x - gap - 2 - width, y - height / 2, "right"),
    box(x + radius * 0.7 + 3, y + radius * 0.7, "left"),
    box(x - radius * 0.7 - 3 - width, y + radius * 0.7, "right"),
    box(x + radius * 0.7 + 3, y - radius * 0.7 - height, "left"),
    box(x - radius * 0.7 - 3 - width, y - radius * 0.7 - height, "right"),
    box(x - width / 4, y + gap - 1, "center"),
    box(x - (3 * width) / 4, y + gap - 1, "center"),
    box(x - width / 4, y - gap - height, "center"),
    box(x - (3 * width) / 4, y - gap - height, "center"),
  ].map((one, spot) => ({ ...one, spot }));
}

/** Boxes further off, on ever wider rings; a line leads from them to the mark. */
function* farSpots({ x, y, radius }, { width, height }) {
  for (let distance = 14; distance < FARTHEST; distance *= 1.18) {
    for (let turn = 0; turn < 24; turn += 1) {
      const [dx, dy] = [Math.sin((turn * Math.PI) / 12), -Math.cos((turn * Math.PI) / 12)];
      const reach = radius + distance;
      const [left, top] = [x + dx * (reach + width / 2) - width / 2, y + dy * (reach + height / 2) - height / 2];
      yield { left, right: left + width, top, bottom: top + height, align: "center", led: true };
    }
  }
}

/** Boxes in squares of the plane, so that only near ones are compared. */
class Grid {
  constructor(side = 96) {
    this.side = side;
    this.squares = new Map();
  }

  /** Call for the key of each square that a box lies in, until one answers yes. */
  some(box, act) {
    const [left, right, top, bottom] = [box.left, box.right, box.top, box.bottom].map((at) => Math.floor(at / this.side));
    for (let i = left; i <= right; i += 1) {
      for (let j = top; j <= bottom; j += 1) if (act(i * 65536 + j)) return true;
    }
    return false;
  }

  add(box) {
    this.some(box, (key) => {
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(box);
    });
  }

  free(box, owner) {
    const meets = (other) =>
      !(other.owner === owner && owner !== null) && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    return !this.some(box, (key) => this.squares.get(key)?.some(meets));
  }
}

/** A name with a rim of the ground, so that it is read above lines; a thin line leads it to its mark. */
function drawLabel(context, label, origin, size, tone) {
  if (label.led) drawLead(context, label, origin);
  context.textAlign = label.align;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = paint.ground;
  context.fillStyle = { gone: paint.gone, soft: paint.soft }[tone] ?? paint.ink;
  const anchor = { left: label.left, right: label.right, center: (label.left + label.right) / 2 }[label.align];
  const x = origin.x + anchor;
  label.lines.forEach((line, row) => {
    const y = origin.y + label.top + (row + 0.5) * size * 1.2;
    context.font = `${row < boldRows(label) ? "600 " : ""}${size}px ${FONT}`;
    context.strokeText(line, x, y);
    context.fillText(line, x, y);
    if (tone === "gone") strike(context, line, x, y, label.align);
  });
}

/** The point of a name's box that is nearest to its mark, and the mark. */
function leadOf({ left, right, top, bottom, from }) {
  const x = Math.max(left, Math.min(right, from.x));
  const y = Math.max(top, Math.min(bottom, from.y));
  return { x1: x, y1: y, x2: from.x, y2: from.y };
}

function drawLead(context, label, origin) {
  const { x1, y1, x2, y2 } = leadOf(label);
  context.strokeStyle = paint.lead;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(origin.x + x1, origin.y + y1);
  context.lineTo(origin.x + x2, origin.y + y2);
  context.stroke();
}

function strike(context, line, x, y, align) {
  const width = context.measureText(line).width;
  const left = { left: x, right: x - width, center: x - width / 2 }[align];
  context.fillRect(left, y - 0.5, width, 1.5);
}
