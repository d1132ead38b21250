// Time: the slider, playing, and a line of the connected share under every window.
// Gives: svgElement(), buildTime(), showTime(), along() for a window's place on the slider, step(),
// play() and pause().

const SVG = "http://www.w3.org/2000/svg";
const SPEEDS = { slow: 4000, normal: 2200, fast: 1000 };
/** Room for half of the largest point above and below the line. */
const SPARK_RIM = 8;
let playing = null;

function svgElement(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function buildTime() {
  byId("time").hidden = !DATED;
  const slider = byId("slider");
  slider.max = Math.max(payload.windows.length - 1, 0);
  slider.disabled = payload.windows.length < 2;
  slider.addEventListener("input", () => change({ window: Number(slider.value) }));
  byId("step-back").addEventListener("click", () => step(-1));
  byId("step-on").addEventListener("click", () => step(1));
  byId("play").addEventListener("click", () => (playing ? pause() : play()));
  byId("speed").addEventListener("change", () => playing && (pause(), play()));
  const sizes = new ResizeObserver(() => (measureStrip(), showTime()));
  for (const id of Object.keys(strip)) sizes.observe(byId(id));
  measureStrip();
}

/** The sizes of what is drawn along the slider, measured when they change and not at each drawing. */
const strip = { line: null, spark: null, "own-lane": null };
let tickFont = null;
function measureStrip() {
  for (const id of Object.keys(strip)) strip[id] = { width: byId(id).clientWidth, height: byId(id).clientHeight };
  const { fontSize, fontFamily } = getComputedStyle(byId("ticks"));
  tickFont = `700 ${fontSize} ${fontFamily}`;
}

function step(by) {
  const window = state.window + by;
  if (window < 0 || window >= payload.windows.length) return false;
  change({ window });
  return true;
}

function play() {
  if (payload.windows.length < 2) return;
  if (state.window === payload.windows.length - 1) change({ window: 0 });
  playing = setInterval(() => {
    if (!step(1)) pause();
  }, SPEEDS[byId("speed").value] ?? SPEEDS.normal);
  showPlaying();
}

function pause() {
  clearInterval(playing);
  playing = null;
  showPlaying();
}

function showPlaying() {
  const label = text(playing ? "pause" : "play");
  byId("play").classList.toggle("on", Boolean(playing));
  byId("play").setAttribute("aria-label", label);
  byId("play").querySelector("[data-t]").textContent = label;
}

function writeTimeTexts() {
  const chosen = byId("speed").value || "normal";
  byId("speed").replaceChildren(
    ...Object.keys(SPEEDS).map((speed) => element("option", { value: speed, selected: speed === chosen }, text(`speed.${speed}`))),
  );
  showPlaying();
}

function showTime() {
  const slider = byId("slider");
  slider.value = state.window;
  const window = chosenWindow();
  slider.setAttribute("aria-valuetext", window ? `${windowName(window)}: ${sentence(window, state.scenario, shownInstead(window)?.figures)}` : "");
  byId("step-back").disabled = state.window <= 0;
  byId("step-on").disabled = state.window >= payload.windows.length - 1;
  byId("play").disabled = payload.windows.length < 2;
  drawSpark();
  drawTicks();
  showOwnLane();
}

/** Where a window stands along the slider, whose thumb stops short of the ends. */
function along(window, width) {
  const thumb = 24;
  const last = payload.windows.length - 1;
  return last < 1 ? thumb / 2 : thumb / 2 + ((width - thumb) * window) / last;
}

function drawSpark() {
  const { width, height } = strip.spark;
  if (!width || !height) return;
  const y = (value) => SPARK_RIM + (height - 2 * SPARK_RIM) * (1 - value);
  const points = (scenario) =>
    payload.windows.map((window, at) => {
      const value = window.scenarios[scenario]?.connectedness;
      return value === null || value === undefined ? null : [along(at, width), y(value)];
    });
  const drawing = svgElement("svg", { width, height, role: "img", "aria-label": text("spark") });
  drawing.append(svgElement("line", { x1: 0, x2: width, y1: y(0), y2: y(0), class: "zero" }));
  if (state.scenario !== "present") drawing.append(sparkLine(points("present"), "before", 1.5));
  drawing.append(sparkLine(points(state.scenario), "now", 2.5));
  points(state.scenario).forEach((point, at) => {
    if (!point) return drawing.append(svgElement("text", { x: along(at, width), y: y(0) - 6, "text-anchor": "middle", class: "gap" }, "×"));
    const here = at === state.window;
    if (!here && payload.windows.length > 40) return undefined;
    return drawing.append(svgElement("circle", { cx: point[0], cy: point[1], r: here ? 5.5 : 3, class: here ? "here" : "there" }));
  });
  byId("spark").replaceChildren(drawing);
}

/** A line that breaks where a window has no figure. */
function sparkLine(points, kind, width) {
  let pen = "M";
  const d = points
    .map((point) => {
      const move = point ? `${pen}${point[0].toFixed(1)} ${point[1].toFixed(1)}` : "";
      pen = point ? "L" : "M";
      return move;
    })
    .join("");
  return svgElement("path", { d, class: kind, "stroke-width": width, "stroke-linejoin": "round", "stroke-linecap": "round" });
}

/** Where the slider names time: at each year, or at each window where these are years; as many as fit. */
function tickNames() {
  const years = payload.windows.map((window) => window.label.slice(0, 4));
  const named = payload.windows.map((window, at) => ({ window, at, name: window.label.length > 4 && /^\d{4}-/.test(window.label) ? years[at] : windowName(window) }));
  return named.filter(({ name, at }) => at === 0 || name !== named[at - 1].name);
}

/** Ticks that have room; the chosen window always has one, and each can be clicked. */
function drawTicks() {
  const { width } = strip.line;
  measuring.font = tickFont;
  const boxOf = ({ at, name }) => {
    const half = measuring.measureText(name).width / 2 + 2;
    const middle = Math.max(half, Math.min(width - half, along(at, width)));
    return { at, name, middle, left: middle - half - 4, right: middle + half + 4 };
  };
  const window = chosenWindow();
  const kept = window ? [boxOf({ at: state.window, name: windowName(window) })] : [];
  for (const tick of tickNames().map(boxOf)) {
    if (kept.every((other) => tick.left >= other.right || other.left >= tick.right)) kept.push(tick);
  }
  byId("ticks").replaceChildren(
    ...kept.map(({ at, name, middle }) => {
      const here = at === state.window;
      const tick = element("span", { class: `tick${here ? " here" : ""}${payload.windows[at].activities ? "" : " empty"}` }, name);
      tick.style.left = `${middle}px`;
      tick.addEventListener("click", () => change({ window: at }));
      return tick;
    }),
  );
}
