// Names on the map: the same size on the screen at every zoom, and never on top of each other.
// Gives: labelSize(), inLines(), placeLabels(), boldRows(), FONT and `measuring` for the width of a text.

const FONT = '"Segoe UI", -apple-system, "Noto Sans", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const LINE_LENGTH = 21;
/** How far from its mark a name may stand, in pixels. */
const FARTHEST = 520;
/** A name in less and less room: letters in a line, and lines. */
const SHORTER = [[LINE_LENGTH, 2], [12, 2], [13, 1]];
/** How many pixels further off a name goes rather than have a line through it, or draw its own through another. */
const CROSSING = 80;
/** Names, the most important first, for which others move. */
const MOVED_AT_MOST = 120;
/** After so many names in a row without a place there is none for the rest of thousands. */
const IN_VAIN = 1000;
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
 * Find a place for each name around its mark; a name without any is left out.
 *
 * First each takes a place beside its mark, in order. Then whoever found none, or only one that cuts the name, has its
 * neighbours go to another side of theirs. What is left stands further off, where no line goes through another name.
 *
 * `wanted` is in order of importance: {key, label, x, y, radius, bold, far, kept} in pixels of the
 * screen; `far` lets it stand further off with a line to its mark, `kept` is the place it had.
 * Instead of a label `texts` may give the lines to choose from, the best first, of which so many
 * are a `heading`.
 * `marks` are the circles that no name may cover, `rim` the box to keep within. Gives a Map from
 * key to {left, right, top, bottom, lines, align, spot, from}.
 */
function placeLabels(wanted, marks, size, rim = null) {
  const seats = new Seats(marks, rim);
  const names = [];
  let inVain = 0;
  for (const want of wanted) {
    if (want.texts) {
      // Figures are read, so they move off before they are left out; a name is cut before it does.
      const choices = want.texts.map((lines) => ({ want, sizes: [shapeOf(lines, size, want.heading)] }));
      choices.some((one) => seats.beside(one) || (want.far && seats.furtherOff(one)));
      continue;
    }
    const one = { want, sizes: SHORTER.map((room) => labelShape(want.label, size, want.bold, room)) };
    names.push(one);
    inVain = seats.beside(one) ? 0 : inVain + 1;
    if (inVain > IN_VAIN) break;
  }
  for (const one of names.slice(0, MOVED_AT_MOST)) seats.makeRoom(one);
  for (const one of names) if (one.want.far && !seats.placed.has(one.want.key)) seats.furtherOff(one);
  return seats.placed;
}

/** Where names stand so far, and what else takes room. */
class Seats {
  constructor(marks, rim) {
    this.grid = new Grid();
    this.rim = rim;
    this.placed = new Map();
    for (const { key, x, y, radius } of marks) {
      const half = radius * 0.85;
      this.grid.add({ left: x - half, right: x + half, top: y - half, bottom: y + half, owner: key });
    }
  }

  put(one, at, spot) {
    const { want, sizes } = one;
    const box = { left: spot.left - APART.x, right: spot.right + APART.x, top: spot.top - APART.y, bottom: spot.bottom + APART.y, owner: null, name: want.key };
    this.grid.add(box);
    const { lines, height } = sizes[at];
    this.placed.set(want.key, { ...spot, lines, height, bold: want.bold, heading: want.heading, from: want, seat: { one, at, spot, box } });
  }

  takeAway(key) {
    const { seat } = this.placed.get(key);
    this.grid.remove(seat.box);
    this.placed.delete(key);
    return seat;
  }

  within(spot) {
    const { rim } = this;
    return !rim || (spot.left >= rim.left && spot.right <= rim.right && spot.top >= rim.top && spot.bottom <= rim.bottom);
  }

  free(spot, { want }) {
    return this.within(spot) && this.grid.free(spot, want.key);
  }

  /** Put a name beside its mark, in the largest size that has a place; `most` is the smallest size that will do. */
  beside(one, most = one.sizes.length - 1) {
    return one.sizes.slice(0, most + 1).some((shape, at) => {
      const spots = nearSpots(one.want, shape);
      const kept = spots.filter(({ spot }) => spot === one.want.kept && at === 0);
      const spot = [...kept, ...spots].find((each) => this.free(wider(each), one)) ?? spots.find((each) => this.free(each, one));
      if (spot) this.put(one, at, spot);
      return Boolean(spot);
    });
  }

  /** Have one or two neighbours go to another side of their marks, so that a name stands beside its own, and is cut less. */
  makeRoom(one) {
    const now = this.placed.get(one.want.key)?.seat;
    const better = one.sizes.slice(0, now?.at);
    if (!better.length) return;
    if (now) this.takeAway(one.want.key);
    const found = better.some((shape, at) => nearSpots(one.want, shape).some((spot) => this.within(spot) && this.swapped(one, at, spot)));
    if (now && !found) this.put(one, now.at, now.spot);
  }

  swapped(one, at, spot) {
    const inTheWay = this.grid.meeting(spot, one.want.key);
    if (inTheWay.length > 2 || inTheWay.some(({ name }) => name === undefined)) return false;
    const before = inTheWay.map(({ name }) => this.takeAway(name));
    this.put(one, at, spot);
    const moved = before.filter((seat) => this.beside(seat.one, seat.at));
    if (moved.length === before.length) return true;
    for (const { want } of [one, ...moved.map((seat) => seat.one)]) this.takeAway(want.key);
    for (const seat of before) this.put(seat.one, seat.at, seat.spot);
    return false;
  }

  /** Put a name further off, in the largest size that has a place: near, and where lines go through few names. */
  furtherOff(one) {
    const labels = [...this.placed.values()];
    const leads = labels.filter(({ led }) => led).map(leadOf);
    const crossings = (spot) => {
      const lead = leadOf({ ...spot, from: one.want });
      return leads.filter((other) => clipped(other, spot)).length + labels.filter((other) => clipped(lead, other)).length;
    };
    return one.sizes.some((shape, at) => {
      let [best, least] = [null, Infinity];
      for (const spot of farSpots(one.want, shape)) {
        if (spot.led >= least) break;
        if (!this.free(spot, one)) continue;
        const cost = spot.led + CROSSING * crossings(spot);
        if (cost < least) [best, least] = [spot, cost];
      }
      if (best) this.put(one, at, best);
      return Boolean(best);
    });
  }
}

/** A box with room around it, so that a name is not read as that of another mark. */
function wider(box) {
  return { ...box, left: box.left - 4, right: box.right + 4 };
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
      yield { left, right: left + width, top, bottom: top + height, align: "center", led: distance };
    }
  }
}

function touches(box, other, owner) {
  return !(other.owner === owner && owner !== null) && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
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

  remove(box) {
    this.some(box, (key) => {
      this.squares.set(key, this.squares.get(key).filter((other) => other !== box));
    });
  }

  free(box, owner) {
    return !this.some(box, (key) => this.squares.get(key)?.some((other) => touches(box, other, owner)));
  }

  /** What a box meets, but for what belongs to its owner. */
  meeting(box, owner) {
    const found = new Set();
    this.some(box, (key) => {
      for (const other of this.squares.get(key) ?? []) if (touches(box, other, owner)) found.add(other);
    });
    return [...found];
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
