// The data of the page, and its words, numbers and dates in the language that is switched on.
// Gives: payload and networkNodes, text() and parts() by key, number(), share(), stretch(),
// windowName(), fold(), and element(), named(), byId() to build the page with.

const networkOptions = JSON.parse(document.getElementById("network-options").textContent);
const [networkNodes, held, columns] = await Promise.all([
  readData("network-nodes"), readData("payload"), inflated("columns"), loadLibrary(),
]);
const payload = unpack(held, columnsOf(columns));

/** Data as it stands in the page; what is large is compressed, and no JSON to look at. */
async function readData(id) {
  const place = document.getElementById(id);
  const plain = place.type === "application/json";
  return JSON.parse(plain ? place.textContent : new TextDecoder().decode(await inflated(id)));
}

/** What the page holds compressed, as bytes. */
async function inflated(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
}

/** Run vis-network: the policy of the page allows this very text. */
async function loadLibrary() {
  const library = document.createElement("script");
  library.textContent = new TextDecoder().decode(await inflated("library"));
  document.head.append(library);
}

/** Each column: its width in bytes, its length, its numbers. */
function columnsOf(buffer) {
  const head = new DataView(buffer);
  const kinds = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
  const found = [];
  for (let at = 0; at < buffer.byteLength; ) {
    const width = head.getUint8(at);
    const begin = at + 5;
    at = begin + width * head.getUint32(at + 1, true);
    found.push(new kinds[width](buffer.slice(begin, at)));
  }
  return found;
}

/** Put what several windows have in common back into each of them, and the ties beside it. */
function unpack({ shared, strengths, ...packed }, read) {
  const sums = (steps) => {
    let sum = 0;
    return Uint32Array.from(steps, (step) => (sum += step));
  };
  const next = read.values();
  const column = () => next.next().value;
  const keys = sums(column());
  const actors = Math.max(packed.actors.length, 1);
  const pairs = [keys.map((key) => Math.floor(key / actors)), keys.map((key) => key % actors)];
  const windows = packed.windows.map((window) => {
    const [pair, kinds, strength, activities, formed, dissolved] = Array.from({ length: 6 }, column);
    return {
      ...window,
      roster: shared[window.roster],
      stretches: shared[window.stretches],
      own: shared[window.own],
      exits: shared[window.exits],
      open: shared[window.open],
      sectors: shared[window.sectors],
      scenarios: Object.fromEntries(Object.entries(window.scenarios).map(([key, at]) => [key, shared[at]])),
      ties: {
        pair: sums(pair),
        kind: kinds.map((one) => one % 4),
        until: kinds.map((one) => Math.floor(one / 4)),
        strength: Float64Array.from(strength, (place) => strengths[place]),
        activities,
      },
      changes: window.changes && { ...window.changes, formed: sums(formed), dissolved: sums(dissolved) },
    };
  });
  return { ...packed, pairs, pairKeys: keys, windows };
}

const LANGUAGES = Object.keys(payload.words);
const pluralRules = Object.fromEntries(LANGUAGES.map((language) => [language, new Intl.PluralRules(language)]));

/** Marks that keep a name from turning the text around it, whatever its script. */
const apart = (value) => `\u2068${value}\u2069`;

/** The template of a key; `n` chooses the form of a plural. */
function template(key, n) {
  const forms = payload.words[state.language][key];
  if (forms.length === 1 || n === undefined) return forms[0];
  return pluralRules[state.language].select(n) === "one" ? forms[0] : forms[1];
}

/** A text with its values filled in. Numbers are written the way of the language. */
function text(key, values = {}) {
  return parts(key, values)
    .map((part) => part.value)
    .join("");
}

/** The same as a list, so that a number can be shown larger than the words around it. */
function parts(key, values = {}) {
  const filled = template(key, values.n)
    .split(/\{(\w+)\}/)
    .map((piece, place) => {
      if (place % 2 === 0) return { value: piece, filled: false };
      const value = values[piece];
      return { value: typeof value === "number" ? number(value) : String(value), filled: true };
    });
  return filled.filter((part) => part.value !== "");
}

const formats = new Map();
/** A way of writing numbers in the language, made once: making one takes longer than writing many. */
function format(style, digits) {
  const key = `${state.language} ${style} ${digits}`;
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(state.language, { style, maximumFractionDigits: digits }));
  return formats.get(key);
}

function number(value, digits = 0) {
  return format("decimal", digits).format(value);
}

/** A number that may be undefined, with few digits. */
function figure(value, digits = 2) {
  return value === null || value === undefined ? text("none") : number(value, digits);
}

/** A share in whole per cent; 0 % and 100 % only where they are exactly true. */
function share(value) {
  if (value === null || value === undefined) return text("none");
  const percent = (x) => format("percent", 0).format(x);
  if (value > 0 && value < 0.005) return text("under", { share: percent(0.01) });
  if (value < 1 && value >= 0.995) return text("over", { share: percent(0.99) });
  return percent(value);
}

/** A stretch of days in as few words as say it: a year, a month, a day, or from – to. */
function stretch(start, end) {
  if (!start || !end) return text("undated");
  if (start === end) return day(start);
  if (start.endsWith("-01-01") && end.endsWith("-12-31")) {
    const years = [start.slice(0, 4), end.slice(0, 4)];
    return years[0] === years[1] ? years[0] : `${years[0]} – ${years[1]}`;
  }
  if (start.endsWith("-01") && start.slice(0, 7) === end.slice(0, 7) && isLastOfMonth(end)) {
    return written(start, { year: "numeric", month: "long" });
  }
  return `${since(start)} – ${until(end)}`;
}

/** The start of a stretch, no more exact than it may be known: the first of a year may be any day of it. */
function since(iso) {
  if (iso.endsWith("-01-01")) return iso.slice(0, 4);
  return iso.endsWith("-01") ? written(iso, { year: "numeric", month: "short" }) : day(iso);
}

/** The end of a stretch in the same way. */
function until(iso) {
  if (iso.endsWith("-12-31")) return iso.slice(0, 4);
  return isLastOfMonth(iso) ? written(iso, { year: "numeric", month: "short" }) : day(iso);
}

function isLastOfMonth(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.getUTCDate() === 1;
}

function day(iso) {
  return written(iso, { year: "numeric", month: "short", day: "numeric" });
}

function written(iso, parts_) {
  const date = new Date(`${iso}T00:00:00Z`);
  return new Intl.DateTimeFormat(state.language, { ...parts_, timeZone: "UTC" }).format(date);
}

/** A window's name for people. */
function windowName({ label, start }) {
  if (label === "all") return text("window.all");
  const [year, part] = label.split("-");
  if (/^Q\d$/.test(part)) return text("window.quarter", { quarter: part[1], year });
  if (/^H\d$/.test(part)) return text("window.half", { half: part[1], year });
  return part ? written(start, { year: "numeric", month: "short" }) : label;
}

/** Fold a text for searching: case and accents go, and æ, ø, å become the letters given. */
function foldTo(value, letters) {
  return value
    .normalize("NFC")
    .toLowerCase()
    .replace(/aa|ae|oe|[æøåäö]/g, (found) => letters[found] ?? found)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .trim();
}

/** Both ways of writing Danish letters without them: Ålykke as aalykke, and as alykke. */
function fold(value) {
  const [ae, oe, aa] = ["\u0001", "\u0002", "\u0003"];
  return [
    foldTo(value, { æ: ae, ä: ae, ae, ø: oe, ö: oe, oe, å: aa, aa }),
    foldTo(value, { æ: "ae", ä: "a", ø: "o", ö: "o", å: "a" }),
  ];
}

/** Make an element with text, never with markup. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** An element that holds a name from the data, kept apart from the direction of its neighbours. */
function named(label, tag = "bdi") {
  return element(tag, { dir: "auto" }, label);
}

function byId(id) {
  return document.getElementById(id);
}

/** Write every fixed text of the page in the language of the state. */
function writeFixedTexts() {
  document.documentElement.lang = state.language;
  document.title = payload.title || text("title");
  byId("title").textContent = payload.title || text("title");
  for (const place of document.querySelectorAll("[data-t]")) {
    place.textContent = text(place.dataset.t);
  }
  for (const place of document.querySelectorAll("[data-label]")) {
    place.setAttribute("aria-label", text(place.dataset.label));
    if (place.tagName === "BUTTON") place.title = text(place.dataset.label);
  }
  byId("search").placeholder = text("search");
  byId("search").setAttribute("aria-label", text("search"));
  byId("found").setAttribute("aria-label", text("search"));
}
