// Tens of thousands of lines, set point by point: a canvas takes several times as long for them.
// Gives: rasterLayers() on a canvas, clipped() a line to a box.

/** The part of a line within a box, as two shares of its way; null where it is outside. */
function clipped({ x1, y1, x2, y2 }, { left, right, top, bottom }) {
  let [enter, leave] = [0, 1];
  for (const [from, by, low, high] of [[x1, x2 - x1, left, right], [y1, y2 - y1, top, bottom]]) {
    if (!by && (from < low || from > high)) return null;
    if (!by) continue;
    const [one, other] = [(low - from) / by, (high - from) / by];
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
  }
  return enter <= leave ? [enter, leave] : null;
}

/** Draw layers of lines without soft edges; what is pale is mixed with the ground beforehand. */
function rasterLayers(context, layers, enlarge) {
  const { width, height } = context.canvas;
  const image = new ImageData(width, height);
  const points = new Uint32Array(image.data.buffer);
  const transform = context.getTransform();
  for (const { colour, alpha, lines, width: broad } of layers) {
    const thick = Math.max(1, Math.round(broad * enlarge * transform.a));
    const packed = packedColour(colour, alpha);
    for (const line of lines) setLine(points, width, height, onCanvas(line, transform), thick, packed);
  }
  const sheet = element("canvas", { width, height });
  sheet.getContext("2d").putImageData(image, 0, 0);
  context.save();
  context.resetTransform();
  context.drawImage(sheet, 0, 0);
  context.restore();
}

function onCanvas({ from, to }, { a: scale, e, f }) {
  return { x1: from.x * scale + e, y1: from.y * scale + f, x2: to.x * scale + e, y2: to.y * scale + f };
}

/** Step along the longer side of a line, and set so many points across it. */
function setLine(points, width, height, line, thick, colour) {
  const inside = clipped(line, { left: thick, right: width - 1 - thick, top: thick, bottom: height - 1 - thick });
  if (!inside) return;
  const [dx, dy] = [line.x2 - line.x1, line.y2 - line.y1];
  let [x, y] = [line.x1 + dx * inside[0], line.y1 + dy * inside[0]];
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) * (inside[1] - inside[0])));
  const [byX, byY] = [(dx * (inside[1] - inside[0])) / steps, (dy * (inside[1] - inside[0])) / steps];
  const across = Math.abs(dx) > Math.abs(dy) ? width : 1;
  const [first, last] = [across * -(thick >> 1), across * ((thick - 1) >> 1)];
  for (let step = 0; step <= steps; step += 1) {
    const at = (y | 0) * width + (x | 0);
    for (let point = at + first; point <= at + last; point += across) points[point] = colour;
    x += byX;
    y += byY;
  }
}

/** A colour as the four bytes of a point, mixed with the ground as far as it is pale. */
function packedColour(colour, alpha) {
  const part = (of, place) => parseInt(of.slice(1 + 2 * place, 3 + 2 * place), 16);
  const bytes = [0, 1, 2].map((place) => Math.round(alpha * part(colour, place) + (1 - alpha) * part(paint.ground, place)));
  return new Uint32Array(Uint8Array.of(...bytes, 255).buffer)[0];
}
