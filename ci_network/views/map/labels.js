// Names on the map: the same size on the screen at every zoom, and never on top of each other.
// Gives: labelSize(), inLines(), placeLabels(), FONT and `measuring` for the width of a text.

const FONT = '"Segoe UI", -apple-system, "Noto Sans", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const LINE_LENGTH = 21;
/** How far from its mark a name may stand, in pixels. */
const FARTHEST = 520;
/** A name in less and less room: letters in a line, and lines. */
const SHORTER = [[LINE_LENGTH, 2], [12, 2], [13, 1]];
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
  if (!shapes.has(key)) {
    const lines = inLines(label, length, most);
    measuring.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
    const width = Math.max(...lines.map((line) => measuring.measureText(line).width));
    shapes.set(key, { lines, width: Math.ceil(width), height: Math.ceil(lines.length * size * 1.2) });
  }
  return shapes.get(key);
}

/**
 * Find a place for each name around its mark, nearer ones first; a name without any is left out.
 *
 * `wanted` is in order of importance: {key, label, x, y, radius, bold, far, kept} in pixels of the
 * screen; `far` lets it stand further off with a line to its mark, `kept` is the place it had.
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
  const tryTo = (want, shape, candidates) => {
    for (const spot of candidates) {
      if ((rim && !fitsIn(spot, rim)) || !grid.free(spot, want.key)) continue;
      grid.add({ left: spot.left - APART.x, right: spot.right + APART.x, top: spot.top - APART.y, bottom: spot.bottom + APART.y, owner: null });
      placed.set(want.key, { ...spot, lines: shape.lines, height: shape.height, bold: want.bold, from: want });
      return true;
    }
    return false;
  };
  for (const want of wanted) {
    const sizes = SHORTER.map((room) => labelShape(want.label, size, want.bold, room));
    const near = nearSpots(want, sizes[0]);
    if (tryTo(want, sizes[0], [...near.filter((spot) => spot.spot === want.kept), ...near])) continue;
    const found = sizes.slice(1).some((shape) => tryTo(want, shape, nearSpots(want, shape)));
    if (!found && want.far) sizes.some((shape) => tryTo(want, shape, farSpots(want, shape)));
  }
  return placed;
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

  keys(box) {
    const keys = [];
    for (let i = Math.floor(box.left / this.side); i <= Math.floor(box.right / this.side); i += 1) {
      for (let j = Math.floor(box.top / this.side); j <= Math.floor(box.bottom / this.side); j += 1) keys.push(i * 65536 + j);
    }
    return keys;
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(box);
    }
  }

  free(box, owner) {
    for (const key of this.keys(box)) {
      for (const other of this.squares.get(key) ?? []) {
        if (other.owner === owner && owner !== null) continue;
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
      }
    }
    return true;
  }
}

/** A name with a rim of the ground, so that it is read above lines; a thin line leads it to its mark. */
function drawLabel(context, label, origin, size, tone) {
  if (label.led) drawLead(context, label, origin);
  context.font = `${label.bold ? "600 " : ""}${size}px ${FONT}`;
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
  context.strokeStyle = paint.soft;
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
