// The columns of each run: typed arrays with an entry a row (see `columns.py` for the format).

const STATES = [...STATUSES, "fault"];
const NOT_SCORED = STATES.length;
const NO_SCORE = 65535;
const TYPES = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, f8: Float64Array };
GLYPHS.fault = "M13.5 3L6 13.5h5.5L10.5 21L18 10.5h-5.5z";
GLYPHS.none = "M7 12h10";

let state = null;
let items = [];
const runs = [];

function readIndex(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const columns = new Map();
  let offset = 4 + length;
  for (const [name, type] of head.columns) {
    const size = (head.rows - head.from) * TYPES[type].BYTES_PER_ELEMENT;
    columns.set(name, new TYPES[type](buffer.slice(offset, offset + size)));
    offset += size + ((4 - (size % 4)) % 4);
  }
  return { head, columns };
}

// Takes in a piece that begins where the run ends so far; one from row 0 replaces all.
function takeIn(number, buffer) {
  const { head, columns } = readIndex(buffer);
  const before = runs[number];
  if (head.from && (head.epoch !== before.epoch || head.from !== before.rows)) return false;
  const run = { number, rows: head.rows, epoch: head.epoch, columns: new Map(), slices: new Map(Object.entries(head.slices)), faults: head.faults, scores: head.scores, kinds: head.kinds, alone: new Set(head.alone) };
  for (const [name, fresh] of columns) {
    const joined = head.from ? new fresh.constructor(head.rows) : fresh;
    if (head.from) {
      const old = before.columns.get(name);
      if (old) joined.set(old);
      joined.set(fresh, head.from);
    }
    run.columns.set(name, joined);
  }
  runs[number] = run;
  return true;
}

// What an object from outside holds under a name that came from outside, too.
const own = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);

const column = (run, name) => runs[run].columns.get(name);

// Status and score as the run's own checks decided, or as those did that judged it later.
const statusColumn = (run, by) => (by ? column(run, `status ${by}`) ?? blank(run, Uint8Array, NOT_SCORED) : column(run, "status"));
const scoreColumn = (run, by) => (by ? column(run, `score ${by}`) ?? blank(run, Uint16Array, NO_SCORE) : column(run, "score"));

// The column and the bit that say whether a kind did not pass; nothing where no row has it.
function againstColumn(run, by, kind) {
  const number = runs[run].kinds.indexOf(kind);
  const values = number < 0 ? null : column(run, `against ${number >> 3}${by ? ` ${by}` : ""}`);
  return values ? { values, bit: number & 7 } : null;
}

// How many rows each kind did not pass: [kind, rows], the most first.
function kindCounts(run, by) {
  const out = [];
  const places = new Map();
  for (const kind of runs[run].kinds) {
    const found = againstColumn(run, by, kind);
    if (!found) continue;
    if (!places.has(found.values)) places.set(found.values, histogram(found.values));
    const rows = places.get(found.values).reduce((sum, n, value) => sum + ((value >> found.bit) & 1 ? n : 0), 0);
    if (rows) out.push([kind, rows]);
  }
  return out.sort((a, b) => b[1] - a[1]);
}

function histogram(values) {
  const out = new Uint32Array(256);
  for (const value of values) out[value]++;
  return out;
}

// A column of a run that those checks have not judged.
function blank(run, type, value) {
  const { columns, rows } = runs[run];
  if (!columns.has(type)) columns.set(type, new type(rows).fill(value));
  return columns.get(type);
}

const statusName = (code) => STATES[code] ?? "none";

const sampleId = (run, row) => String(items[column(run, "item")[row]] ?? "");

// The row of an attempt, or -1.
function rowOf(run, id, attempt) {
  const number = items.indexOf(id);
  if (number < 0) return -1;
  const item = column(run, "item"), attempts = column(run, "attempt");
  for (let row = item.indexOf(number); row >= 0; row = item.indexOf(number, row + 1)) {
    if (attempts[row] === attempt) return row;
  }
  return -1;
}

// The rows of all attempts of a row's sample, in their order.
function siblings(run, row) {
  const item = column(run, "item"), attempts = column(run, "attempt");
  const out = [];
  for (let at = item.indexOf(item[row]); at >= 0; at = item.indexOf(item[row], at + 1)) out.push(at);
  return out.sort((a, b) => attempts[a] - attempts[b]);
}

// Reads what is new of every run; true where something was.
async function readRuns() {
  const fresh = await source.state();
  let changed = !state;
  const known = state;
  state = fresh;
  for (let run = 0; run < fresh.runs.length; run++) {
    const { epoch, rows } = fresh.runs[run];
    const before = runs[run];
    if (before && before.epoch === epoch && before.rows === rows) continue;
    const from = before && before.epoch === epoch ? before.rows : 0;
    if (!takeIn(run, await source.index(run, from, epoch))) takeIn(run, await source.index(run, 0, epoch));
    changed = true;
  }
  if (!known || known.items !== fresh.items || items.length < fresh.items) items = await source.items();
  return changed;
}
