// Which rows the filters leave, and in what order. Works in slices of a few milliseconds.

const ORDERS = {
  file: "As in the file", item: "By sample, then attempt", low: "Lowest score first", high: "Highest score first",
  tokens: "Most tokens first", seconds: "Slowest first", cost: "Dearest first",
};
const MOST_KEY = 2 ** 32 - 1;
const ROOM = 2 ** 21;

function emptyFilter() {
  return { run: 0, other: 1, by: "", mask: 0, flips: 0, slices: [], fault: "", kind: "", low: null, high: null, order: "file", query: "" };
}

const isFiltered = (f) => Boolean(f.mask || f.flips || f.fault || f.kind || f.query || f.low !== null || f.high !== null || f.slices.length);

const STRETCH = 16384;

// One test for each filter that is set: a column, and for each value it may have whether it fits.
function tests(f, run) {
  const out = [];
  if (f.mask) out.push([statusColumn(run, f.by), fitting(256, (status) => status < 32 && (f.mask >> status) & 1)]);
  if (f.fault) {
    const code = runs[run].faults.indexOf(f.fault);
    out.push([column(run, "fault"), fitting(256, (value) => value === code && code > 0)]);
  }
  if (f.kind) {
    const found = againstColumn(run, f.by, f.kind);
    out.push(found ? [found.values, fitting(256, (value) => (value >> found.bit) & 1)] : [column(run, "fault"), fitting(256, () => false)]);
  }
  for (const [name, value] of f.slices) {
    const code = (runs[run].slices.get(name) ?? []).indexOf(value);
    out.push([column(run, `slice ${name}`) ?? column(run, "fault"), fitting(256, (given) => given === code && code > 0)]);
  }
  if (f.low !== null || f.high !== null) {
    const low = Math.round((f.low ?? 0) * 10000), high = Math.round((f.high ?? 1) * 10000);
    out.push([scoreColumn(run, f.by), fitting(65536, (score) => score !== NO_SCORE && score >= low && score <= high)]);
  }
  return out;
}

const fitting = (size, fits) => Uint8Array.from({ length: size }, (_, value) => (fits(value) ? 1 : 0));

const fitsAll = (asked, row) => asked.every(([values, table]) => table[values[row]]);

function narrow(kept, values, table, from, to) {
  for (let row = from; row < to; row++) kept[row] &= table[values[row]];
}

function collect(kept, out, n, from, to) {
  for (let row = from; row < to; row++) { out[n] = row; n += kept[row]; }
  return n;
}

// For each row of the run 1 where it fits all filters, else 0; `hits` are those of a search.
async function fittingRows(f, hits, rest, stopped) {
  const rows = runs[f.run].rows;
  const kept = hits ? new Uint8Array(rows) : new Uint8Array(rows).fill(1);
  if (hits) kept.set(hits.subarray(0, rows));
  for (const [values, table] of tests(f, f.run)) {
    for (let from = 0; from < rows; from += STRETCH) {
      narrow(kept, values, table, from, Math.min(from + STRETCH, rows));
      await rest();
      if (stopped()) return null;
    }
  }
  return kept;
}

async function matching(f, hits, stopped) {
  const rest = breather();
  const kept = await fittingRows(f, hits && (hits[f.run] ?? new Uint8Array(0)), rest, stopped);
  if (!kept) return null;
  const out = new Uint32Array(kept.length + 1); // one more, for what is written last and not kept
  let n = 0;
  for (let from = 0; from < kept.length; from += STRETCH) {
    n = collect(kept, out, n, from, Math.min(from + STRETCH, kept.length));
    await rest();
    if (stopped()) return null;
  }
  return f.order === "file" ? out.subarray(0, n) : ordered(out.subarray(0, n), keysOf(f), rest, stopped);
}

// A whole number from 0 to `MOST_KEY` for each row, lowest first; rows without a value come last.
function keysOf(f) {
  const scaled = (values, scale) => (row) => (values[row] < 0 ? MOST_KEY : MOST_KEY - 1 - Math.min(MOST_KEY - 1, Math.round(values[row] * scale)));
  if (f.order === "item") {
    const item = column(f.run, "item"), attempt = column(f.run, "attempt");
    return (row) => item[row] * 2048 + Math.min(attempt[row], 2047);
  }
  if (f.order === "low" || f.order === "high") {
    const score = scoreColumn(f.run, f.by);
    return (row) => (score[row] === NO_SCORE ? MOST_KEY : f.order === "low" ? score[row] : 10000 - score[row]);
  }
  if (f.order === "tokens") {
    const tokens = column(f.run, "tokens"), status = column(f.run, "status");
    return (row) => (statusName(status[row]) === "fault" ? MOST_KEY : MOST_KEY - 1 - Math.min(tokens[row], MOST_KEY - 1));
  }
  return f.order === "seconds" ? scaled(column(f.run, "seconds"), 1e4) : scaled(column(f.run, "cost"), 1e8);
}

// Sorts by packing key and place into one exact number: pieces natively, then merged in pairs.
async function ordered(rows, key, rest, stopped) {
  let packed = new Float64Array(rows.length), spare = new Float64Array(rows.length);
  for (let from = 0; from < rows.length; from += STRETCH) {
    const to = Math.min(from + STRETCH, rows.length);
    for (let i = from; i < to; i++) packed[i] = key(rows[i]) * ROOM + i;
    packed.subarray(from, to).sort();
    await rest();
    if (stopped()) return null;
  }
  for (let size = STRETCH; size < rows.length; size *= 2) {
    for (let from = 0; from < rows.length; from += 2 * size) {
      const middle = Math.min(from + size, rows.length), to = Math.min(from + 2 * size, rows.length);
      for (let i = from, j = middle, at = from; at < to; at++) {
        spare[at] = j >= to || (i < middle && packed[i] <= packed[j]) ? packed[i++] : packed[j++];
        if (!(at & 16383)) { await rest(); if (stopped()) return null; }
      }
    }
    [packed, spare] = [spare, packed];
  }
  const out = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = rows[packed[i] % ROOM];
  return out;
}

// Two runs joined by sample and attempt. What became of each pair: see FLIPS.
const FLIPS = ["both pass", "lost", "gained", "both fail", "other"];
const pairs = { key: "", a: new Uint32Array(0), b: new Uint32Array(0), flip: new Uint8Array(0), alone: [0, 0], counts: [] };

async function joinRuns(f, stopped) {
  const key = [f.run, f.other, f.by, runs[f.run].epoch, runs[f.run].rows, runs[f.other].epoch, runs[f.other].rows].join();
  if (pairs.key === key) return true;
  const rest = breather();
  const keyOf = (run) => {
    const item = column(run, "item"), attempt = column(run, "attempt");
    return (row) => item[row] * ROOM + attempt[row];
  };
  const [keyA, keyB] = [keyOf(f.run), keyOf(f.other)];
  const places = new Map();
  for (let row = 0; row < runs[f.other].rows; row++) {
    if (!(row & 4095)) { await rest(); if (stopped()) return false; }
    places.set(keyB(row), row);
  }
  const size = Math.min(runs[f.run].rows, runs[f.other].rows);
  const a = new Uint32Array(size), b = new Uint32Array(size), flip = new Uint8Array(size);
  const [one, two] = [statusColumn(f.run, f.by), statusColumn(f.other, f.by)];
  const [asked, askedThere] = [column(f.run, "cluster"), column(f.other, "cluster")];
  const counts = FLIPS.map(() => 0);
  let n = 0;
  for (let row = 0; row < runs[f.run].rows; row++) {
    if (!(row & 4095)) { await rest(); if (stopped()) return false; }
    const place = places.get(keyA(row));
    if (place === undefined) continue;
    const [x, y] = [one[row], two[place]];
    flip[n] = x > 1 || y > 1 || asked[row] !== askedThere[place] ? 4 : 2 * x + y;
    counts[flip[n]]++;
    a[n] = row;
    b[n++] = place;
  }
  const alone = [runs[f.run].rows - n, runs[f.other].rows - n];
  Object.assign(pairs, { key, a: a.subarray(0, n), b: b.subarray(0, n), flip: flip.subarray(0, n), alone, counts });
  return true;
}

// The pairs whose first row fits the filters and whose flip is wanted. A search may hit either row,
// and what went wrong (a fault, a check) may have gone wrong in either.
async function matchingPairs(f, hits, stopped) {
  if (!(await joinRuns(f, stopped))) return null;
  const rest = breather();
  const kept = await fittingRows({ ...f, mask: 0, fault: "", kind: "" }, null, rest, stopped);
  if (!kept) return null;
  const wrong = { ...emptyFilter(), by: f.by, fault: f.fault, kind: f.kind };
  const [wrongHere, wrongThere] = [tests(wrong, f.run), tests(wrong, f.other)];
  const one = hits?.[f.run], other = hits?.[f.other];
  const out = new Uint32Array(pairs.a.length);
  let n = 0;
  for (let i = 0; i < pairs.a.length; i++) {
    if (!(i & 4095)) { await rest(); if (stopped()) return null; }
    if (!kept[pairs.a[i]] || (f.flips && !((f.flips >> pairs.flip[i]) & 1))) continue;
    if (!fitsAll(wrongHere, pairs.a[i]) && !fitsAll(wrongThere, pairs.b[i])) continue;
    if (hits && !one?.[pairs.a[i]] && !other?.[pairs.b[i]]) continue;
    out[n++] = i;
  }
  const found = out.subarray(0, n);
  if (f.order === "file") return found;
  const key = keysOf(f);
  return ordered(found, (i) => key(pairs.a[i]), rest, stopped);
}
