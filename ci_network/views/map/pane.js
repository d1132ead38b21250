// A pane: vis-network with our lines, boxes and outlines beneath its marks and our names above.
// Gives: Pane, markPath(), frameOf(), namesIn() a scene for a picture.

const GROUP_MARGIN = 11;
/** Lines above which a moved picture is redrawn only when the hand rests. */
const MANY_LINES = 3000;

/** The outline of a mark as the path of an SVG; a canvas draws the same path. */
function markPath(shape, x, y, radius) {
  const r = radius * (FILLS[shape] ?? 1);
  const closed = (points) => `M${points.map((p) => p.map((c) => Math.round(c * 100) / 100).join(" ")).join("L")}Z`;
  const turned = (n, at) =>
    Array.from({ length: n }, (_, i) => [x + at(i) * Math.sin((2 * Math.PI * i) / n), y - at(i) * Math.cos((2 * Math.PI * i) / n)]);
  if (shape === "square") return closed([[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]);
  if (shape === "diamond") return closed([[x, y - r], [x + r, y], [x, y + r], [x - r, y]]);
  if (shape === "triangle") return closed(triangle(x, y + 0.275 * r * 1.15, r * 1.15, 1));
  if (shape === "triangleDown") return closed(triangle(x, y - 0.275 * r * 1.15, r * 1.15, -1));
  if (shape === "star") return closed(turned(10, (i) => r * 0.82 * (i % 2 ? 0.5 : 1.3)));
  if (shape === "hexagon") {
    return closed(Array.from({ length: 6 }, (_, i) => [x + r * Math.cos((Math.PI * i) / 3), y + r * Math.sin((Math.PI * i) / 3)]));
  }
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

function triangle(x, y, r, up) {
  const inner = (Math.sqrt(3) / 3) * r;
  const height = Math.sqrt(3) * r;
  return [[x, y - up * (height - inner)], [x + r, y + up * inner], [x - r, y + up * inner]];
}

/** The frame that holds every actor and activity of every window, or every sector, so that nothing jumps. */
function frameOf(level) {
  const sectors = level === "sectors";
  const places = sectors ? payload.sector_places : [...payload.actors, ...payload.activities.filter((one) => one.x !== undefined)];
  const margin = sectors ? 60 : 0;
  const range = (values) => [values.reduce((a, b) => Math.min(a, b), Infinity) - margin, values.reduce((a, b) => Math.max(a, b), -Infinity) + margin];
  if (!places.length) return { left: -1, right: 1, top: -1, bottom: 1 };
  const [left, right] = range(places.map(({ x }) => x));
  const [top, bottom] = range(places.map(({ y }) => y));
  return { left, right, top, bottom };
}
const frame = frameOf("ties");

/** How much a name weighs when there is room for few: the most ties it ever had. */
const importance = payload.actors.map(() => 0);
for (const window of payload.windows) {
  window.roster.forEach((actor, at) => {
    importance[actor] = Math.max(importance[actor], window.scenarios.present?.degree[at] ?? 0);
  });
  for (const actor of window.secretariat) importance[actor] = Infinity;
}
const byImportance = payload.actors.map((_, actor) => actor).sort((a, b) => importance[b] - importance[a] || a - b);

/** Marks up to which those that stand alone may have their name further off too. */
const LEAD_ALL_UP_TO = 60;
/** Names that may stand further off, of those that are left: more lines could not be followed. */
const LED_AT_MOST = 100;

/** What wants a name in a scene, the most wanted first: marks by number, activities as "a" and theirs, sectors as "s". */
function wantedNames(drawn) {
  if (drawn.sectors) return drawn.sectors.map(sectorName);
  const chosen = ({ actor }) => actor === state.selected.actor || state.found.has(actor) || Boolean(drawn.lit && !drawn.found && drawn.lit.has(actor));
  const rank = (mark) => (chosen(mark) ? 0 : mark.secretariat ? 1 : mark.hollow || mark.dim ? 4 : 2);
  const marks = byImportance.flatMap((actor) => drawn.marks.get(actor) ?? []).filter((mark) => !mark.dim);
  marks.sort((one, two) => rank(one) - rank(two));
  const names = marks.map((mark, at) => ({
    key: mark.actor, label: place(mark.actor).label, x: place(mark.actor).x, y: place(mark.actor).y,
    radius: mark.radius, bold: Boolean(mark.secretariat), rank: rank(mark), far: (rank(mark) < 4 && at < LED_AT_MOST) || marks.length <= LEAD_ALL_UP_TO, tone: mark.gone ? "gone" : mark.hollow ? "soft" : "ink",
  }));
  const activities = (drawn.boxes ?? []).filter((box) => !box.dim).map((box, at) => ({
    key: `a${box.activity}`, label: box.label, x: box.x, y: box.y, radius: box.side, bold: true, italic: true,
    rank: box.ending || box.activity === state.selected.activity ? 0 : at < 3 ? 1 : box.stays ? 3 : 5, far: at < 3 || box.ending, tone: box.stays ? "ink" : "gone",
  }));
  return [...names, ...activities].sort((one, two) => one.rank - two.rank);
}

/** A sector's name with its figures, or with fewer of them where there is no room. */
function sectorName(mark) {
  const name = inLines(mark.label);
  const facts = sectorFacts(mark);
  return { key: `s${mark.sector}`, x: mark.x, y: mark.y, radius: mark.radius, heading: name.length, texts: [[...name, ...facts], [...name, ...facts.slice(0, 2)], name], far: true, tone: "ink" };
}

/** The circles that no name of another may cover: marks, and the boxes of activities or the sectors. */
function circlesOf(drawn) {
  if (drawn.sectors) return drawn.sectors.map(({ sector, x, y, radius }) => ({ key: `s${sector}`, x, y, radius }));
  const marks = [...drawn.marks.values()].filter((mark) => !mark.dim);
  const boxed = (drawn.boxes ?? []).filter((box) => !box.dim);
  return [
    ...marks.map((mark) => ({ key: mark.actor, x: place(mark.actor).x, y: place(mark.actor).y, radius: mark.radius })),
    ...boxed.map((box) => ({ key: `a${box.activity}`, x: box.x, y: box.y, radius: box.side })),
  ];
}

class Pane {
  constructor(host) {
    this.host = host;
    this.home = true;
    this.enlarge = 1;
    this.spots = new Map();
    this.signatures = new Map();
    this.nodes = new vis.DataSet(networkNodes.map(({ id, x, y }) => ({ id, x, y, hidden: true })));
    this.view = element("div", { class: "view" });
    this.tip = element("div", { class: "tip", hidden: true, "aria-hidden": "true" });
    host.setAttribute("role", "img");
    host.append(this.view, this.tip);
    this.network = new vis.Network(this.view, { nodes: this.nodes, edges: new vis.DataSet([]) }, networkOptions);
    // Nothing is drawn before the first view is chosen.
    this.waits = true;
    this.network.on("beforeDrawing", (context) => this.drawUnder(context));
    this.network.on("afterDrawing", (context) => this.drawOver(context));
    // vis-network sets its own view after it has told of the new size.
    this.network.on("resize", () => requestAnimationFrame(() => this.home && this.fit()));
    for (const event of ["zoom", "dragging"]) {
      this.network.on(event, () => {
        this.home = false;
        this.onMove?.();
      });
    }
    this.listen();
  }

  /** A pane that waits draws nothing: vis-network would draw all anew, now and in the next frame, at every step. */
  get waits() {
    return !this.network.renderer.allowRedraw;
  }

  set waits(waits) {
    this.network.body.emitter.emit(waits ? "_blockRedraw" : "_allowRedraw");
  }

  /** The hand: a click that is no drag takes what is under it, and the pointer says what that is. */
  listen() {
    let down = null;
    const at = (event) => {
      const box = this.host.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    this.view.addEventListener("pointerdown", (event) => (down = at(event)), true);
    this.view.addEventListener("click", (event) => {
      const point = at(event);
      if (!down || Math.hypot(point.x - down.x, point.y - down.y) < 6) this.click(point);
    });
    this.view.addEventListener("pointermove", (event) => event.buttons || this.point(at(event)));
    this.view.addEventListener("pointerleave", () => this.point(null));
  }

  /** Show all places, with room for the names at the rim. Marks grow where the screen is small. */
  fit() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!width || !height) return;
    const frame = frameOf(state.level);
    const margin = { x: Math.min(130, width * 0.15), y: Math.min(58, height * 0.13) };
    const scale = Math.min(
      (width - 2 * margin.x) / Math.max(frame.right - frame.left, 1),
      (height - 2 * margin.y) / Math.max(frame.bottom - frame.top, 1),
      1.6,
    );
    this.home = true;
    const enlarge = Math.min(1.7, Math.max(1, 0.62 / scale));
    this.waits = true;
    if (Math.abs(enlarge - this.enlarge) > 0.05) {
      this.enlarge = enlarge;
      if (this.scene) this.draw(this.scene);
    }
    const position = { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 };
    const spare = { x: (width / scale - (frame.right - frame.left)) / 2, y: (height / scale - (frame.bottom - frame.top)) / 2 };
    this.room = { left: frame.left - spare.x, right: frame.right + spare.x, top: frame.top - spare.y, bottom: frame.bottom + spare.y };
    this.network.moveTo({ position, scale, animation: false });
    this.waits = false;
    this.network.redraw();
  }

  zoom(factor) {
    this.home = false;
    this.network.moveTo({ scale: Math.min(6, Math.max(0.05, this.network.getScale() * factor)), animation: false });
    this.onMove?.();
  }

  follow(other) {
    this.home = other.home;
    this.network.moveTo({ position: other.network.getViewPosition(), scale: other.network.getScale(), animation: false });
  }

  /** Draw a scene: one update of the marks that differ, and all lines. */
  draw(drawn) {
    this.scene = drawn;
    this.lines = null;
    this.nameKey = null;
    const sectors = Boolean(drawn.sectors);
    const changed = payload.actors.map((_, actor) => this.node(actor, sectors ? null : drawn.marks.get(actor))).filter((node) => {
      const signature = JSON.stringify(node);
      if (this.signatures.get(node.id) === signature) return false;
      this.signatures.set(node.id, signature);
      return true;
    });
    this.host.setAttribute("aria-label", describe(drawn));
    const { waits } = this;
    this.waits = true;
    if (changed.length) this.nodes.update(changed);
    this.waits = waits;
    this.network.redraw();
  }

  node(actor, mark) {
    if (!mark) return { id: actor, hidden: true };
    const background = mark.hollow ? paint.hollow : mark.colour;
    return {
      id: actor,
      hidden: false,
      shape: mark.shape,
      size: mark.radius * this.enlarge * (FILLS[mark.shape] ?? 1),
      color: { background, border: mark.edge },
      borderWidth: (mark.hollow ? 2.6 : 1.5) * Math.sqrt(this.enlarge),
      opacity: mark.dim ? 0.16 : 1,
      shapeProperties: { borderDashes: mark.gone ? [5, 4] : false },
    };
  }

  drawUnder(context) {
    const drawn = this.scene;
    if (!drawn?.figures || drawn.sectors) return;
    this.drawLines(context, drawn);
    for (const box of drawn.boxes ?? []) drawBox(context, box, this.enlarge);
    for (const mark of drawn.marks.values()) this.ring(context, mark);
  }

  /** Lines and outlines are kept as a picture, so that a pointer that moves costs nothing. */
  drawLines(context, drawn) {
    const { a: scale, e: x, f: y } = context.getTransform();
    const { width, height } = context.canvas;
    const fits = this.lines && this.lines.scale === scale && this.lines.x === x && this.lines.y === y && this.lines.canvas.width === width && this.lines.canvas.height === height;
    if (!fits) {
      const many = drawn.lines.length + drawn.ghosts.length > MANY_LINES;
      if (many && this.lines && !this.resting) this.restLater();
      else this.renderLines(context, drawn);
    }
    const { canvas, ...was } = this.lines;
    const k = scale / was.scale;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(canvas, x - was.x * k, y - was.y * k, canvas.width * k, canvas.height * k);
    context.restore();
  }

  renderLines(context, drawn) {
    const { width, height } = context.canvas;
    const transform = context.getTransform();
    this.sheet ??= element("canvas", {});
    const canvas = this.sheet;
    const own = canvas.getContext("2d");
    // A canvas of the size that it has is only wiped: to make one takes longer than to draw on it.
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    own.resetTransform();
    own.clearRect(0, 0, width, height);
    own.setTransform(transform);
    for (const group of drawn.groups) this.outline(own, group);
    drawLayers(own, layersOf(drawn, paint), this.enlarge);
    this.lines = { canvas, scale: transform.a, x: transform.e, y: transform.f };
    this.resting = false;
  }

  restLater() {
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      this.resting = true;
      this.network.redraw();
    }, 120);
  }

  /** One soft shape around a group: broad lines along its ties and circles around its marks. */
  outline(context, { actors, lines }) {
    const path = new Path2D();
    for (const { from, to } of lines) {
      path.moveTo(from.x, from.y);
      path.lineTo(to.x, to.y);
    }
    context.save();
    context.lineCap = "round";
    for (const [colour, extra] of [[paint.cut.line, 2 * this.enlarge], [paint.cut.fill, 0]]) {
      context.strokeStyle = colour;
      context.fillStyle = colour;
      context.lineWidth = 2 * (GROUP_MARGIN * this.enlarge + extra);
      context.stroke(path);
      for (const actor of actors) {
        const radius = (this.scene.marks.get(actor)?.radius ?? MARK.smallest) * this.enlarge;
        context.beginPath();
        context.arc(place(actor).x, place(actor).y, radius + GROUP_MARGIN * this.enlarge + extra, 0, 2 * Math.PI);
        context.fill();
      }
    }
    context.restore();
  }

  ring(context, mark) {
    const chosen = mark.actor === state.selected.actor || state.found.has(mark.actor);
    if (!chosen && !mark.fresh) return;
    context.save();
    context.beginPath();
    context.arc(place(mark.actor).x, place(mark.actor).y, (mark.radius * 1.25 + 7) * this.enlarge, 0, 2 * Math.PI);
    context.lineWidth = 4 * this.enlarge;
    context.strokeStyle = chosen ? paint.chosen : paint.fresh;
    context.stroke();
    context.restore();
  }

  drawOver(context) {
    const drawn = this.scene;
    if (!drawn?.figures) return;
    if (drawn.sectors) drawSectors(context, drawn, this.enlarge);
    const scale = this.network.getScale();
    const ratio = context.getTransform().a / scale;
    const origin = this.network.canvasToDOM({ x: 0, y: 0 });
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const size = labelSize();
    if (drawn.sectors || state.names) {
      for (const label of this.names(scale, size).values()) drawLabel(context, label, origin, size, label.from.tone);
    }
    context.restore();
  }

  /** Names by key, placed again for each scene and zoom; each keeps its side of the mark where that is free. */
  names(scale, size) {
    const key = `${scale} ${size} ${this.enlarge}`;
    if (this.nameKey !== key) {
      this.nameKey = key;
      const grow = scale * (this.scene.sectors ? 1 : this.enlarge);
      const onScreen = (one) => ({ ...one, x: one.x * scale, y: one.y * scale, radius: one.radius * grow });
      const wanted = wantedNames(this.scene).map((one) => ({ ...onScreen(one), kept: this.spots.get(one.key) }));
      const circles = circlesOf(this.scene).map(onScreen);
      if (this.home) circles.push(this.zoomButtons());
      const { left, right, top, bottom } = this.room ?? frame;
      const rim = { left: left * scale + 3, right: right * scale - 3, top: top * scale + 2, bottom: bottom * scale - 2 };
      this.shownNames = placeLabels(wanted, circles, size, rim);
      for (const [name, { spot }] of this.shownNames) if (spot !== undefined) this.spots.set(name, spot);
    }
    return this.shownNames;
  }

  /** The circle that the buttons for zooming take, which no name shall stand under. */
  zoomButtons() {
    const [own, host] = [byId("zoom").getBoundingClientRect(), this.host.getBoundingClientRect()];
    const origin = this.network.canvasToDOM({ x: 0, y: 0 });
    return { key: "zoom", x: own.x + own.width / 2 - host.x - origin.x, y: own.y + own.height / 2 - host.y - origin.y, radius: own.height / 1.7 };
  }

  /** What is under a point: a mark, a name, an activity, a tie, a sector; null where nothing is. */
  under(point) {
    const drawn = this.scene;
    if (!drawn?.figures) return null;
    const at = this.network.DOMtoCanvas(point);
    const scale = this.network.getScale();
    const distance = (one) => Math.hypot(one.x - at.x, one.y - at.y);
    if (drawn.sectors) {
      const mark = drawn.sectors.find((one) => distance(one) < one.radius * 1.2);
      return mark ? { sector: mark.sector } : this.nameAt(point);
    }
    const marks = [...drawn.marks.values()].filter((mark) => distance(place(mark.actor)) < mark.radius * this.enlarge + 3 / scale);
    if (marks.length) return { actor: marks.sort((one, two) => distance(place(one.actor)) - distance(place(two.actor)))[0].actor };
    const named = this.nameAt(point);
    if (named) return named;
    const boxes = (drawn.boxes ?? []).filter((box) => distance(box) < box.side * this.enlarge * 1.2 + 3 / scale);
    if (boxes.length) return { activity: boxes.sort((one, two) => distance(one) - distance(two))[0].activity };
    const line = nearestLine(at, drawn, NEAR / scale);
    return line ? (line.activity === undefined ? { tie: line.pair } : { activity: line.activity, spoke: line }) : null;
  }

  /** Whose name stands at a point. */
  nameAt(point) {
    const origin = this.network.canvasToDOM({ x: 0, y: 0 });
    const at = { x: point.x - origin.x, y: point.y - origin.y };
    const shown = state.names || this.scene.sectors ? [...(this.shownNames ?? [])] : [];
    const found = shown.find(([, { left, right, top, bottom }]) => at.x >= left && at.x <= right && at.y >= top && at.y <= bottom);
    if (!found) return null;
    const [key] = found;
    if (typeof key === "number") return { actor: key };
    const number = Number(key.slice(1));
    return key.startsWith("s") ? { sector: number } : { activity: number };
  }

  click(point) {
    const found = this.under(point);
    if (found?.sector !== undefined) return showSector(found.sector);
    const { spoke, ...chosen } = found ?? {};
    return select(chosen);
  }

  point(point) {
    const found = point && this.under(point);
    const says = found ? tipOf(found, this.scene) : null;
    this.host.classList.toggle("pointing", Boolean(found));
    this.tip.hidden = !says;
    if (!says) return;
    this.tip.replaceChildren(...says);
    const { clientWidth: width, clientHeight: height } = this.host;
    const [own, high] = [this.tip.offsetWidth, this.tip.offsetHeight];
    this.tip.style.left = `${Math.max(4, Math.min(width - own - 4, point.x + 14))}px`;
    this.tip.style.top = `${Math.max(4, point.y + 18 + high > height ? point.y - high - 10 : point.y + 18)}px`;
  }
}

const TIP_LINES = 6;
/** What the pointer is told: the whole name, or the two of a tie and the activities that it rests on. */
function tipOf({ actor, activity, tie, sector }, drawn) {
  const name = (one) => named(actorName(one, place(one).label), "strong");
  if (sector !== undefined) return [named(payload.sectors[sector]?.label ?? text("sector.unknown"), "strong")];
  if (actor !== undefined) return state.names ? [name(actor)] : null;
  if (activity !== undefined) {
    const box = boxOfActivity(drawn.window, activity);
    const facts = box ? `${text("participants", { n: box.actors.size })} · ${text(`box.${BOX_KINDS[box.standing]}`)}` : "";
    return [named(payload.activities[activity].name, "strong"), element("span", {}, facts)];
  }
  const [a, b] = payload.pairs.map((side) => side[tie]);
  const names = [...new Set(evidenceOf(drawn.window, a, b).map((meeting) => payload.activities[meeting.activity].name))];
  const rest = names.length - TIP_LINES;
  return [
    element("span", {}, name(a), " — ", name(b)),
    ...names.slice(0, TIP_LINES).map((one) => named(one, "span")),
    ...(rest > 0 ? [element("span", {}, text("and_more", { n: rest }))] : []),
  ];
}

function showSector(sector) {
  const others = [-1, ...payload.sectors.keys()].filter((other) => other !== sector);
  const level = payload.ties || !LEVELS.includes("activities") ? "ties" : "activities";
  change({ level, hiddenSectors: new Set(others) });
}

function drawSectors(context, drawn, enlarge) {
  context.save();
  context.lineCap = "round";
  context.strokeStyle = paint.kinds[2];
  for (const { from, to, width } of drawn.sectorLines) {
    context.lineWidth = width * enlarge;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  for (const mark of drawn.sectors) {
    context.lineWidth = 2 * enlarge;
    for (const { path, fill } of sectorPaths(mark, paint)) {
      context.fillStyle = fill;
      context.strokeStyle = mark.edge;
      const shape = new Path2D(path);
      context.fill(shape);
      context.stroke(shape);
    }
  }
  context.restore();
}

/** A sector's mark: the whole hollow, and inside, by area, those that hang together. */
function sectorPaths(mark, colours, at = mark, scale = 1) {
  const path = (share) => markPath(mark.shape, at.x, at.y, mark.radius * scale * Math.sqrt(share));
  const whole = { path: path(1), fill: mark.together === mark.n ? mark.colour : colours.hollow };
  return mark.together && mark.together < mark.n ? [whole, { path: path(mark.together / mark.n), fill: mark.colour }] : [whole];
}

function sectorFacts(mark) {
  return [
    text("partners", { n: mark.n }),
    text("sectors.together", { n: mark.together }),
    ...(mark.inside ? [text("sectors.inside", { n: mark.inside })] : []),
  ];
}

