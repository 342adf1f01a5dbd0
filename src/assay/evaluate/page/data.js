// What lies in the page: the column index (unpacked at once) and the rows (unpacked on demand).

const NO_SCORE = 65535;
const meta = JSON.parse(document.getElementById("meta").textContent);
const SLICE_MS = 12;

// One entry a row in each column; `entries[at[i]..at[i + 1]]` are the kinds of row i, of which
// the first `tops[i]` stand at the top, the others only inside combinators.
const index = { mask: null, responses: null, passes: null, tops: null, score: null, at: null, entries: null };

async function readIndex() {
  const rows = meta.rows;
  for (const name of ["mask", "responses", "passes", "tops"]) index[name] = new Uint8Array(rows);
  index.score = new Uint16Array(rows);
  index.at = new Uint32Array(rows + 1);
  const parts = [];
  const buffers = await Promise.all(Array.from({ length: meta.chunks }, (_, chunk) => unpacked(`index-${chunk}`)));
  let first = 0, total = 0;
  for (const buffer of buffers) {
    const n = Math.min(meta.chunk, rows - first);
    index.mask.set(new Uint8Array(buffer, 0, n), first);
    index.responses.set(new Uint8Array(buffer, n, n), first);
    index.passes.set(new Uint8Array(buffer, 2 * n, n), first);
    const counts = new Uint8Array(buffer, 3 * n, n);
    index.tops.set(new Uint8Array(buffer, 4 * n, n), first);
    index.score.set(words(buffer.slice(5 * n, 7 * n)), first);
    parts.push(words(buffer.slice(7 * n)));
    for (let i = 0; i < n; i++) index.at[first + i + 1] = total += counts[i];
    first += n;
  }
  index.entries = new Uint16Array(index.at[rows]);
  let offset = 0;
  for (const part of parts) { index.entries.set(part, offset); offset += part.length; }
}

function words(buffer) {
  const view = new DataView(buffer);
  const out = new Uint16Array(buffer.byteLength >> 1);
  for (let i = 0; i < out.length; i++) out[i] = view.getUint16(2 * i, true);
  return out;
}

const labelChunk = remember(64, (chunk) => unpackedJson(`labels-${chunk}`));
const block = remember(4, async (number) => (await unpackedText(`block-${number}`)).split("\n"));

function blockOf(row) {
  let low = 0, high = meta.starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (meta.starts[middle] <= row) low = middle; else high = middle;
  }
  return low;
}

async function readRow(row) {
  const number = blockOf(row);
  return JSON.parse((await block(number))[row - meta.starts[number]]);
}

// Rows, in order, whose statuses, kind and score fit; `hits` (from a search) may narrow them.
// With a kind the statuses are those of its verdicts, otherwise those of the responses.
function matching({ kind, mask, bin, order }, hits) {
  const out = new Uint32Array(meta.rows);
  let n = 0;
  for (let row = 0; row < meta.rows; row++) {
    if (hits && !hits[row]) continue;
    if (bin !== null && binOf(index.score[row]) !== bin) continue;
    let statuses = index.mask[row];
    if (kind !== null) {
      statuses = 0;
      for (let i = index.at[row]; i < index.at[row + 1]; i++) {
        if (index.entries[i] >> 4 === kind) { statuses = index.entries[i] & 15; break; }
      }
      if (!statuses) continue;
    }
    if (mask && !(statuses & mask)) continue;
    out[n++] = row;
  }
  return order === "file" ? out.subarray(0, n) : byScore(out.subarray(0, n), order === "high");
}

// A counting sort: stable and linear. Rows without a score come last either way.
function byScore(rows, descending) {
  const key = (row) => {
    const score = index.score[row];
    return score === NO_SCORE ? 10001 : descending ? 10000 - score : score;
  };
  const starts = new Uint32Array(10003);
  for (const row of rows) starts[key(row) + 1]++;
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
  const out = new Uint32Array(rows.length);
  for (const row of rows) out[starts[key(row)]++] = row;
  return out;
}

// Twenty bins up to, but without, 1, and one for exactly 1.
const BINS = 21;
const binOf = (score) => (score === NO_SCORE ? -1 : Math.floor(score / 500));
const binName = (bin) => (bin === BINS - 1 ? "1" : `${(bin / 20).toFixed(2)} to ${((bin + 1) / 20).toFixed(2)}`);

// Everything a reader may search for in a row: its id, prompt, responses and reasons.
function* texts(row) {
  if (row.id !== undefined && row.id !== null) yield String(row.id);
  for (const message of messagesOf(row.prompt)) yield message.text;
  for (const response of responsesOf(row)) for (const message of messagesOf(response)) yield message.text;
  const stack = verdictsOf(row).flat();
  for (let verdict = stack.pop(); verdict; verdict = stack.pop()) {
    yield String(verdict.why ?? "");
    if (Array.isArray(verdict.parts)) stack.push(...verdict.parts);
  }
}

// Marks in `hits` the rows that hold `query`, block by block, never blocking for long.
// Plain ASCII stands in JSON as it is, so most blocks are refused without being parsed.
async function search(query, hits, report, stopped) {
  const needle = query.toLowerCase();
  const plain = /^[ !#-[\]-~]*$/.test(needle);
  let since = performance.now();
  const rest = async (done) => {
    if (performance.now() - since < SLICE_MS) return;
    report(done);
    await pause();
    since = performance.now();
  };
  for (let number = 0; number < meta.starts.length; number++) {
    const text = await unpackedText(`block-${number}`);
    await rest(number / meta.starts.length);
    if (stopped()) return;
    if (plain && !text.toLowerCase().includes(needle)) continue;
    const lines = text.split("\n");
    for (let i = 0; i < lines.length; i++) {
      if (plain && !lines[i].toLowerCase().includes(needle)) continue;
      for (const part of texts(JSON.parse(lines[i]))) {
        if (part.toLowerCase().includes(needle)) { hits[meta.starts[number] + i] = 1; break; }
      }
      await rest(number / meta.starts.length);
      if (stopped()) return;
    }
  }
  report(1);
}
