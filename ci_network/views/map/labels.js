// Names on the map: the same size on the screen at every zoom, and never on top of each other.

const FONT = '"Segoe UI", -apple-system, "Noto Sans", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const LINE_LENGTH = 21;
const measuring = document.createElement("canvas").getContext("2d");

function labelSize() {
  const base = window.innerWidth >= 1700 ? 17 : window.innerWidth >= 1400 ? 15 : 14;
  return state.large ? base + 6 : base;
}

/** A name in at most two lines, cut with an ellipsis where it is longer. */
function inLines(label) {
  const words = label.replace(/\s+/g, " ").trim().split(" ");
  const lines = [""];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > LINE_LENGTH) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  const cut = (line, length) => {
    const letters = [...line];
    return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : line;
  };
  if (lines.length <= 2) return lines.map((line) => cut(line, LINE_LENGTH + 3));
  return [cut(lines[0], LINE_LENGTH + 3), cut(lines.slice(1).join(" "), LINE_LENGTH)];
}

const shapes = new Map();
/** A name's lines and their size on the screen. */
function labelShape(label, size, bold) {
  const key = `${size} ${bold} ${label}`;
  if (!shapes.has(key)) {
    const lines = inLines(label);
    measuring.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
    const width = Math.max(...lines.map((line) => measuring.measureText(line).width));
    shapes.set(key, { lines, width: Math.ceil(width), height: Math.ceil(lines.length * size * 1.2) });
  }
  return shapes.get(key);
}

/**
 * Find a place for each name around its mark; a name without a free place is left out.
 *
 * `wanted` is in order of importance: {key, label, x, y, radius, bold} in pixels of the screen.
 * `marks` are the circles that no name may cover, `taken` the boxes of names that stand,
 * `rim` the box to keep within. Gives a Map from key to {left, right, top, lines, align}.
 */
function placeLabels(wanted, marks, size, taken = [], rim = null) {
  const grid = new Grid();
  for (const box of taken) grid.add({ ...box, owner: null });
  for (const mark of marks) {
    const half = mark.radius * 0.85;
    grid.add({ left: mark.x - half, right: mark.x + half, top: mark.y - half, bottom: mark.y + half, owner: mark.key });
  }
  const placed = new Map();
  for (const want of wanted) {
    const shape = labelShape(want.label, size, want.bold);
    for (const spot of spots(want, shape)) {
      if (rim && !fitsIn(spot, rim)) continue;
      if (!grid.free(spot, want.key)) continue;
      grid.add({ ...spot, owner: null });
      placed.set(want.key, { ...spot, lines: shape.lines, height: shape.height, bold: want.bold });
      break;
    }
  }
  return placed;
}

function fitsIn(box, rim) {
  return box.left >= rim.left && box.right <= rim.right && box.top >= rim.top && box.bottom <= rim.bottom;
}

/** The boxes to try: below, above, right, left. */
function spots({ x, y, radius }, { width, height }) {
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
  ];
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
      for (let j = Math.floor(box.top / this.side); j <= Math.floor(box.bottom / this.side); j += 1) keys.push(`${i} ${j}`);
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
