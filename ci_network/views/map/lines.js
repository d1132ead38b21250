// Lines: drawn all of a kind in one go, and found again under the pointer.
// Gives: paint, the colours of the map; layersOf() a scene; drawLayers() on a canvas;
// nearestLine() to a point.

const LIGHT = {
  ground: "#ffffff", ink: "#17212b", soft: "#46525e", gone: "#5b6673",
  kinds: ["#17324a", "#5d6d7a", "#7f8c97"], own: "#96803f", ghost: "#ae8c7b", manyGhosts: "#d8c6bc", lost: "#b4531d", fresh: "#007a58",
  chosen: "#0b4f7d", lead: "#808c96", hollow: "#ffffff", cut: { line: "#B3541E", fill: "#fdf1e6" }, secretariat: "#111820",
  carried: ["#17324a", "#0b7a75", "#8a8f98", "#c2571a"], edge: ({ edge }) => edge,
};
const DARK = {
  ground: "#000000", ink: "#ffffff", soft: "#d7dde2", gone: "#b6bec6",
  kinds: ["#ffffff", "#b9c6d1", "#8b9aa7"], own: "#c9b37c", ghost: "#6d5f57", manyGhosts: "#2e2723", lost: "#ff9d66", fresh: "#4fe0b5",
  chosen: "#7cc7ff", lead: "#808c96", hollow: "#000000", cut: { line: "#ff9d66", fill: "#33200f" }, secretariat: "#ffffff",
  carried: ["#9fd0ff", "#4fe0b5", "#b6bec6", "#ff9d66"], edge: ({ colour }) => colour,
};
const highContrast = matchMedia("(forced-colors: active)");
const darkScheme = matchMedia("(prefers-color-scheme: dark)");
/** The colours of the screen: dark only where the system forces a dark ground on every page. */
let paint = LIGHT;
function choosePaint() {
  paint = highContrast.matches && darkScheme.matches ? DARK : LIGHT;
}
choosePaint();

const KIND_DASHES = [[], [11, 6], [2.5, 5]];
/** Above this many ties, dashes cost too much and none could be followed: what is lost is a ground then. */
const DASHES_UP_TO = 1500;
const NEAR = 8;
/** Lines in one stroke: a path of more is slower than several. */
const IN_ONE_GO = 100;
/** Lines of an order from which on they are set point by point. */
const RASTER_FROM = 3000;

/** The lines of a scene from the ground up: {colour, width, dash, alpha, lines}. */
function layersOf(drawn, colours) {
  const layers = new Map();
  let last = null;
  const add = (order, line, colour, width, dash = [], alpha = 1) => {
    const rounded = Math.max(1, Math.round(width * 2) / 2);
    // Lines of a kind come one after the other: the key is made where something differs.
    if (last?.order !== order || last.colour !== colour || last.width !== rounded || last.alpha !== alpha) {
      const key = `${order} ${colour} ${rounded} ${alpha}`;
      if (!layers.has(key)) layers.set(key, { order, colour, width: rounded, dash, alpha, lines: [] });
      last = layers.get(key);
    }
    last.lines.push(line);
  };
  const faint = drawn.lit ? 0.2 : 1;
  const dashed = drawn.lines.length + drawn.ghosts.length <= DASHES_UP_TO;
  const isLit = (line) => !drawn.lit || drawn.litLines.has(line);
  for (const line of drawn.spokes) add(1, line, colours.own, 1.3, [], isLit(line) ? 1 : faint);
  for (const line of drawn.ghosts) {
    if (drawn.lit && isLit(line)) add(3, line, colours.lost, 1.8, [7, 5]);
    else add(0, line, dashed ? colours.ghost : colours.manyGhosts, 1, [], drawn.lit ? faint : 1);
  }
  for (const line of drawn.dissolved) add(4, line, colours.lost, 1.6, [3, 5]);
  for (const line of drawn.lines) {
    const dash = dashed && !line.fresh && !drawn.boxes ? KIND_DASHES[line.kind] : [];
    const colour = line.colour ? colours.carried[line.colour - 1] : colours.kinds[line.kind];
    add(8 - line.kind, line, drawn.fresh?.has(line.pair) ? colours.fresh : colour, line.width, dash, isLit(line) ? 1 : 0.12);
  }
  for (const line of drawn.flash) add(9, line, colours.lost, Math.max(2.2, line.width));
  return [...layers.values()].sort((one, two) => one.order - two.order);
}

/** Layers from the ground up, order by order. */
function drawLayers(context, layers, enlarge) {
  for (const order of new Set(layers.map((layer) => layer.order))) {
    const some = layers.filter((layer) => layer.order === order);
    const lines = some.reduce((sum, layer) => sum + layer.lines.length, 0);
    (lines < RASTER_FROM ? strokeLayers : rasterLayers)(context, some, enlarge);
  }
}

function strokeLayers(context, layers, enlarge) {
  context.save();
  for (const { colour, width, dash, alpha, lines } of layers) {
    context.strokeStyle = colour;
    context.lineWidth = width * enlarge;
    context.setLineDash(dash);
    context.globalAlpha = alpha;
    for (let begin = 0; begin < lines.length; begin += IN_ONE_GO) {
      context.beginPath();
      for (const { from, to } of lines.slice(begin, begin + IN_ONE_GO)) {
        context.moveTo(from.x, from.y);
        context.lineTo(to.x, to.y);
      }
      context.stroke();
    }
  }
  context.restore();
}

/** The line nearest to a point within reach: one that stays before one that is gone, then the strongest. */
function nearestLine(point, drawn, reach) {
  const near = [];
  const look = (lines, rank) => {
    for (const line of lines) {
      const { from, to } = line;
      if (Math.min(from.x, to.x) - reach > point.x || Math.max(from.x, to.x) + reach < point.x) continue;
      if (Math.min(from.y, to.y) - reach > point.y || Math.max(from.y, to.y) + reach < point.y) continue;
      const distance = fromLine(point, from, to);
      if (distance <= reach) near.push({ line, distance, rank });
    }
  };
  look(drawn.lines, 0);
  look(drawn.ghosts, 1);
  const ring = ({ distance }) => Math.floor((distance / reach) * 8);
  near.sort((one, two) => ring(one) - ring(two) || one.rank - two.rank || (two.line.strength ?? 0) - (one.line.strength ?? 0));
  return near[0]?.line;
}

function fromLine(point, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}
