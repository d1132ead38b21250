// The view of activities: each a box among those who took part, with a spoke to each of them.
// Gives: addBoxes() to a scene, withinBoxes(), drawBox() on a canvas, boxPath(), BOX_KINDS.

/** Who carries an activity, by the standing of its stretches. */
const BOX_KINDS = ["without", "partner", "unknown", "secretariat"];
const BOX = { smallest: 7, largest: 33 };
const mostInBox = Math.max(2, ...payload.windows.flatMap((window) => boxesOf(window).slice(0, 1).map((box) => box.actors.size)));

/** Half the side of a box: its area follows the number of participants, on one scale for all windows. */
function boxSide(actors) {
  return Math.max(BOX.smallest, BOX.largest * Math.sqrt(actors / Math.max(mostInBox, 20)));
}

function addBoxes(drawn, shown) {
  const { window, goesOn, scenario } = drawn;
  const wanted = (kind) => !state.hiddenKinds.has(kind);
  drawn.boxes = boxesOf(window)
    .filter((box) => wanted([0, 1, 1, 2][box.standing]))
    .map((box) => {
      const { x, y, name } = payload.activities[box.activity];
      const stays = box.stretches.some(goesOn);
      const side = boxSide(box.actors.size);
      return { ...box, x, y, label: name, stays, side, ending: drawn.ending?.some((stretch) => stretch.activity === box.activity), lines: [] };
    });
  for (const box of drawn.boxes) {
    for (const actor of box.actors) {
      const secretariat = isSecretariat.has(actor) && window.secretariat.includes(actor);
      if (!secretariat && !shown(actor)) continue;
      const own = box.stretches.filter((stretch) => stretch.actors.includes(actor));
      const line = { a: actor, activity: box.activity, from: place(actor), to: box, kind: 0, colour: box.standing + 1, width: 1.6, strength: box.actors.size };
      if (secretariat) {
        if (scenario === "present" && wanted(KINDS.indexOf("own"))) drawn.spokes.push(line);
        else if (scenario === "present") continue;
      } else if (own.some(goesOn)) drawn.lines.push(line);
      else if (state.ghosts) drawn.ghosts.push(line);
      if (box.ending && !secretariat) drawn.flash.push(line);
      box.lines.push(line);
    }
  }
  const all = tieLines(window);
  drawn.hidden = all.length && state.hiddenKinds.size ? all.filter((line) => !wanted(line.kind)).length : 0;
}

/** The actors within a number of activities of one, and the activities on the way. */
function withinBoxes(steps, actor, drawn) {
  const reached = new Set([actor]);
  drawn.reached = new Set();
  const boxOf = new Map(drawn.boxes.map((box) => [box.activity, box]));
  const standing = new Set(drawn.lines);
  let edge = new Set([actor]);
  for (let step = 0; step < steps; step += 1) {
    const next = new Set();
    for (const line of drawn.lines) {
      if (!edge.has(line.a) || drawn.reached.has(line.activity)) continue;
      drawn.reached.add(line.activity);
      for (const other of boxOf.get(line.activity).lines) {
        if (reached.has(other.a) || !standing.has(other)) continue;
        reached.add(other.a);
        next.add(other.a);
      }
    }
    edge = next;
  }
  for (const line of drawn.ghosts) {
    if (line.a === actor) boxOf.get(line.activity).lines.forEach((other) => reached.add(other.a));
  }
  return reached;
}

/** The corners of a box; one that ends has tipped over. */
function boxCorners({ x, y, side, stays, ending }) {
  const turn = stays && !ending ? 0 : 0.3;
  const [wide, high] = [side * 1.15, side * 0.85];
  return [[-wide, -high], [wide, -high], [wide, high], [-wide, high]].map(([dx, dy]) => [
    x + dx * Math.cos(turn) - dy * Math.sin(turn),
    y + dx * Math.sin(turn) + dy * Math.cos(turn),
  ]);
}

function boxPath(box, at = (point) => point, grow = 1) {
  const centre = at(box);
  const corners = boxCorners({ ...box, ...centre, side: box.side * grow });
  return `M${corners.map((corner) => corner.map((c) => c.toFixed(1)).join(" ")).join("L")}Z`;
}

/** What a box is filled with: whole colour where it stands, white with a broken rim where not. */
function boxLook(box, colours) {
  const colour = colours.carried[box.standing];
  return { fill: box.stays ? colour : colours.hollow, stroke: box.ending ? colours.lost : colour, dash: box.stays ? [] : [4, 3], alpha: box.dim ? 0.2 : 1 };
}

function drawBox(context, box, enlarge) {
  const { fill, stroke, dash, alpha } = boxLook(box, paint);
  const path = new Path2D(boxPath({ ...box, side: box.side * enlarge }));
  context.save();
  context.globalAlpha = alpha;
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.lineWidth = (box.ending ? 3.5 : 1.8) * enlarge;
  context.setLineDash(dash);
  context.fill(path);
  context.stroke(path);
  if (box.standing === 2 && box.stays) {
    context.fillStyle = "#ffffff";
    context.font = `700 ${box.side * 1.1 * enlarge}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("?", box.x, box.y);
  }
  context.restore();
}
