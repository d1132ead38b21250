// A pane: vis-network with our outlines beneath its marks and our names above them.

const GROUP_MARGIN = 11;
const NEAR = 7;

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

const place = (actor) => payload.actors[actor];

/** The frame that holds every actor of every window, or every sector, so that nothing jumps. */
function frameOf(level) {
  const places = level === "sectors" ? payload.sector_places : payload.actors;
  const margin = level === "sectors" ? 60 : 0;
  const range = (values) => [values.reduce((a, b) => Math.min(a, b), Infinity) - margin, values.reduce((a, b) => Math.max(a, b), -Infinity) + margin];
  if (!places.length) return { left: -1, right: 1, top: -1, bottom: 1 };
  const [left, right] = range(places.map(({ x }) => x));
  const [top, bottom] = range(places.map(({ y }) => y));
  return { left, right, top, bottom };
}
const frame = frameOf("actors");

/** How much a name weighs when there is room for few: the most ties it ever had. */
const importance = payload.actors.map(() => 0);
for (const window of payload.windows) {
  window.roster.forEach((actor, at) => {
    importance[actor] = Math.max(importance[actor], window.scenarios.present?.degree[at] ?? 0);
  });
  for (const actor of window.secretariat) importance[actor] = Infinity;
}
const byImportance = payload.actors.map((_, actor) => actor).sort((a, b) => importance[b] - importance[a] || a - b);

class Pane {
  constructor(host) {
    this.host = host;
    this.home = true;
    this.enlarge = 1;
    this.hovered = null;
    this.signatures = { nodes: new Map(), edges: new Map() };
    this.nodes = new vis.DataSet(networkNodes.map(({ id, x, y }) => ({ id, x, y, hidden: true })));
    this.edges = new vis.DataSet(networkEdges.map((edge) => ({ ...edge, hidden: true })));
    const view = element("div", { class: "view" });
    host.append(view);
    this.network = new vis.Network(view, { nodes: this.nodes, edges: this.edges }, networkOptions);
    for (const inner of host.querySelectorAll("[tabindex]")) inner.setAttribute("tabindex", "-1");
    host.setAttribute("role", "img");
    this.listen();
  }

  listen() {
    this.network.on("beforeDrawing", (context) => this.drawUnder(context));
    this.network.on("afterDrawing", (context) => this.drawOver(context));
    this.network.on("click", (event) => this.click(event.pointer.DOM));
    this.network.on("hoverNode", (event) => this.hover(event.node));
    this.network.on("blurNode", () => this.hover(null));
    this.network.on("hoverEdge", () => this.host.classList.add("pointing"));
    this.network.on("blurEdge", () => this.host.classList.remove("pointing"));
    this.network.on("resize", () => this.home && this.fit());
    for (const event of ["zoom", "dragging"]) {
      this.network.on(event, () => {
        this.home = false;
        this.onMove?.();
      });
    }
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
    this.margin = margin;
    this.home = true;
    const enlarge = Math.min(1.7, Math.max(1, 0.62 / scale));
    if (Math.abs(enlarge - this.enlarge) > 0.05) {
      this.enlarge = enlarge;
      if (this.scene) this.draw(this.scene);
    }
    const position = { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 };
    this.network.moveTo({ position, scale, animation: false });
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

  /** Draw a scene: one update of the marks and one of the lines, of those that differ. */
  draw(drawn) {
    this.scene = drawn;
    const sectors = Boolean(drawn.sectors);
    if (!payload.only_sectors) this.drawActors(drawn, sectors);
    this.host.setAttribute("aria-label", describe(drawn));
    this.network.redraw();
  }

  drawActors(drawn, sectors) {
    const nodes = payload.actors.map((_, actor) => this.node(actor, sectors ? null : drawn.marks.get(actor)));
    const edges = payload.pairs[0].map((_, pair) => this.edge(pair, sectors ? null : drawn.lines.get(pair), drawn.dashes));
    this.update(this.nodes, nodes, this.signatures.nodes);
    this.update(this.edges, edges, this.signatures.edges);
  }

  update(set, items, signatures) {
    const changed = items.filter((item) => {
      const signature = JSON.stringify(item);
      if (signatures.get(item.id) === signature) return false;
      signatures.set(item.id, signature);
      return true;
    });
    if (changed.length) set.update(changed);
  }

  node(actor, mark) {
    if (!mark) return { id: actor, hidden: true };
    const background = mark.hollow ? "#ffffff" : mark.colour;
    const color = { background, border: mark.edge, hover: { background, border: mark.edge } };
    return {
      id: actor,
      hidden: false,
      shape: mark.shape,
      size: mark.radius * this.enlarge * (FILLS[mark.shape] ?? 1),
      color,
      borderWidth: (mark.hollow ? 2.6 : 1.5) * Math.sqrt(this.enlarge),
      opacity: mark.dim ? 0.16 : 1,
      shapeProperties: { borderDashes: mark.gone ? [5, 4] : false },
    };
  }

  edge(pair, line, dashes) {
    if (!line) return { id: pair, hidden: true };
    const colour = line.fresh ? "#007a58" : INK[line.kind];
    return {
      id: pair,
      hidden: false,
      width: line.width * this.enlarge + (line.fresh ? 1.5 : 0),
      color: { color: colour, hover: colour, opacity: line.dim ? 0.07 : 1 },
      dashes: dashes && !line.fresh ? [false, [11, 6], [2.5, 5]][line.kind] : false,
    };
  }

  drawUnder(context) {
    const drawn = this.scene;
    if (!drawn?.figures || drawn.sectors) return;
    for (const group of drawn.groups) this.outline(context, group);
    this.strokeLines(context, drawn.spokes, "#c9b37c", 1.2, []);
    const lost = drawn.lit ? drawn.ghosts.filter((line) => !line.dim) : [];
    this.strokeLines(context, drawn.ghosts, GHOST, 1.3, []);
    this.strokeLines(context, lost, LOST, 1.8, [7, 5]);
    this.strokeLines(context, drawn.dissolved ?? [], "#C04F12", 1.6, [3, 5]);
    for (const mark of drawn.marks.values()) this.ring(context, mark);
  }

  strokeLines(context, lines, colour, width, dash) {
    if (!lines.length) return;
    const [clear, dim] = [new Path2D(), new Path2D()];
    for (const { a, b, dim: isDim } of lines) {
      const path = isDim ? dim : clear;
      path.moveTo(place(a).x, place(a).y);
      path.lineTo(place(b).x, place(b).y);
    }
    context.save();
    context.strokeStyle = colour;
    context.lineWidth = width * this.enlarge;
    context.setLineDash(dash);
    context.stroke(clear);
    context.globalAlpha = 0.25;
    context.stroke(dim);
    context.restore();
  }

  /** One soft shape around a group: broad lines along its ties and circles around its marks. */
  outline(context, { actors, lines }) {
    const path = new Path2D();
    for (const [a, b] of lines) {
      path.moveTo(place(a).x, place(a).y);
      path.lineTo(place(b).x, place(b).y);
    }
    context.save();
    context.lineCap = "round";
    for (const [colour, extra] of [[CUT.line, 2 * this.enlarge], [CUT.fill, 0]]) {
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
    context.strokeStyle = chosen ? "#0b4f7d" : "#007a58";
    context.stroke();
    context.restore();
  }

  drawOver(context) {
    const drawn = this.scene;
    if (!drawn?.figures) return;
    if (drawn.sectors) this.drawSectors(context, drawn);
    const scale = this.network.getScale();
    const ratio = context.getTransform().a / scale;
    const origin = this.network.canvasToDOM({ x: 0, y: 0 });
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!drawn.sectors) this.drawNames(context, scale, origin);
    context.restore();
  }

  drawNames(context, scale, origin) {
    const size = labelSize();
    if (state.names) {
      for (const [actor, label] of this.names(scale, size)) {
        drawLabel(context, label, origin, size, this.scene.marks.get(actor));
      }
    }
    if (state.names && this.hovered !== null && this.scene.marks.has(this.hovered)) this.drawFullName(context, scale, origin, size);
  }

  /** Places for names: first where they would stand if all windows were shown, so that they keep it. */
  names(scale, size) {
    const at = (actor) => ({
      key: actor,
      x: place(actor).x * scale,
      y: place(actor).y * scale,
      radius: largestRadius(actor) * this.enlarge * scale,
    });
    const want = (actor) => ({ ...at(actor), label: place(actor).label, bold: isSecretariat.has(actor) });
    const key = `${scale} ${size} ${this.enlarge} ${state.size}`;
    if (this.nameKey !== key) {
      this.nameKey = key;
      this.allNames = placeLabels(byImportance.map(want), byImportance.map(at), size, [], this.rimAt(scale));
      this.shownScene = null;
    }
    if (this.shownScene !== this.scene) {
      this.shownScene = this.scene;
      this.shownNames = this.visibleNames(at, want, size);
    }
    return this.shownNames;
  }

  /** The box that names keep within: what is seen when everything is shown. */
  rimAt(scale) {
    const { x, y } = this.margin ?? { x: 100, y: 60 };
    this.rim = { left: frame.left * scale - x + 3, right: frame.right * scale + x - 3, top: frame.top * scale - y + 2, bottom: frame.bottom * scale + y - 2 };
    return this.rim;
  }

  visibleNames(at, want, size) {
    const { marks, lit } = this.scene;
    const shown = byImportance.filter((actor) => marks.has(actor) && (!lit || lit.has(actor)));
    const kept = new Map(shown.filter((actor) => this.allNames.has(actor)).map((actor) => [actor, this.allNames.get(actor)]));
    const first = shown.filter((actor) => actor === state.selected.actor || state.found.has(actor));
    const rest = [...first, ...shown].filter((actor) => !kept.has(actor));
    const taken = [...kept.values()];
    const circles = shown.map(at);
    const added = placeLabels([...new Set(rest)].map(want), circles, size, taken, this.rim);
    return new Map([...kept, ...added]);
  }

  drawFullName(context, scale, origin, size) {
    const mark = this.scene.marks.get(this.hovered);
    const label = place(this.hovered).label.slice(0, 120);
    context.font = `600 ${size}px ${FONT}`;
    const width = context.measureText(label).width + 20;
    const limit = this.host.clientWidth - width - 4;
    const x = Math.max(4, Math.min(limit, origin.x + place(this.hovered).x * scale - width / 2));
    const y = origin.y + place(this.hovered).y * scale - mark.radius * this.enlarge * scale - size - 20;
    context.fillStyle = "#17212b";
    context.beginPath();
    context.roundRect(x, Math.max(2, y), width, size + 14, 6);
    context.fill();
    context.fillStyle = "#ffffff";
    context.textBaseline = "middle";
    context.textAlign = "left";
    context.fillText(label, x + 10, Math.max(2, y) + size / 2 + 7.5);
  }

  drawSectors(context, drawn) {
    context.save();
    context.lineCap = "round";
    for (const line of drawn.sectorLines) {
      context.strokeStyle = "#8796a5";
      context.lineWidth = line.width * this.enlarge;
      context.beginPath();
      context.moveTo(line.a.x, line.a.y);
      context.lineTo(line.b.x, line.b.y);
      context.stroke();
    }
    for (const mark of drawn.sectors) {
      const path = new Path2D(markPath(mark.shape, mark.x, mark.y, mark.radius));
      context.fillStyle = mark.colour;
      context.strokeStyle = mark.edge;
      context.lineWidth = 2 * this.enlarge;
      context.fill(path);
      context.stroke(path);
    }
    const scale = this.network.getScale();
    const ratio = context.getTransform().a / scale;
    const origin = this.network.canvasToDOM({ x: 0, y: 0 });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const size = labelSize();
    for (const mark of drawn.sectors) {
      const at = { x: origin.x + mark.x * scale, y: origin.y + (mark.y + mark.radius * 1.12) * scale + 4 };
      const name = inLines(mark.label);
      const facts = [text("sectors.size", { n: mark.n }), ...(mark.inside ? [text("sectors.inside", { n: mark.inside })] : [])];
      drawLabel(context, { left: 0, right: 0, top: 0, lines: name, align: "center", bold: true }, at, size, {});
      drawLabel(context, { left: 0, right: 0, top: name.length * size * 1.2, lines: facts, align: "center" }, at, size, {});
    }
    context.restore();
  }

  hover(actor) {
    this.hovered = actor;
    this.host.classList.toggle("pointing", actor !== null);
    this.network.redraw();
  }

  click(point) {
    if (this.scene?.sectors) return this.clickSector(point);
    const actor = this.network.getNodeAt(point);
    if (actor !== undefined) return select({ actor });
    const tie = this.network.getEdgeAt(point) ?? this.ghostAt(point);
    return select(tie === undefined ? {} : { tie });
  }

  /** The lapsed tie nearest to a point, if one is near. */
  ghostAt(point) {
    const at = this.network.DOMtoCanvas(point);
    const reach = NEAR / this.network.getScale();
    let nearest = { pair: undefined, distance: reach };
    for (const { a, b, pair } of this.scene?.ghosts ?? []) {
      const distance = fromLine(at, place(a), place(b));
      if (distance < nearest.distance) nearest = { pair, distance };
    }
    return nearest.pair;
  }

  clickSector(point) {
    const at = this.network.DOMtoCanvas(point);
    const mark = this.scene.sectors.find((m) => Math.hypot(m.x - at.x, m.y - at.y) < m.radius * 1.2);
    if (!mark || payload.only_sectors) return;
    const others = [-1, ...payload.sectors.keys()].filter((sector) => sector !== mark.sector);
    change({ level: "actors", hiddenSectors: new Set(others) });
  }
}

function fromLine(point, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}

const isSecretariat = new Set(payload.windows.flatMap((window) => window.secretariat));

const largest = new Map();
/** The largest that a mark ever gets by the chosen metric, so that names keep their places. */
function largestRadius(actor) {
  if (!largest.has(state.size)) {
    const sizes = payload.actors.map(() => MARK.smallest);
    for (const window of payload.windows) {
      for (const figures of Object.values(window.scenarios)) {
        window.roster.forEach((who, at) => {
          sizes[who] = Math.max(sizes[who], radius(figures, at));
        });
      }
      for (const who of window.secretariat) sizes[who] = Math.max(sizes[who], MARK.secretariat);
    }
    largest.set(state.size, sizes);
  }
  return largest.get(state.size)[actor];
}

/** A name with a white rim, so that it is read above lines. */
function drawLabel(context, label, origin, size, mark) {
  context.font = `${label.bold ? "600 " : ""}${size}px ${FONT}`;
  context.textAlign = label.align;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = "rgba(255,255,255,.92)";
  context.fillStyle = mark?.gone ? "#5b6673" : mark?.hollow ? "#46525e" : "#17212b";
  const anchor = { left: label.left, right: label.right, center: (label.left + label.right) / 2 }[label.align];
  const x = origin.x + anchor;
  label.lines.forEach((line, row) => {
    const y = origin.y + label.top + (row + 0.5) * size * 1.2;
    context.strokeText(line, x, y);
    context.fillText(line, x, y);
    if (mark?.gone) strike(context, line, x, y, label.align);
  });
}

function strike(context, line, x, y, align) {
  const width = context.measureText(line).width;
  const left = { left: x, right: x - width, center: x - width / 2 }[align];
  context.fillRect(left, y - 0.5, width, 1.5);
}
