// The address after `#` says all that is shown, so that a link leads back to it.

const VIEWS = { samples: "Samples", compare: "Compare", summary: "Summary" };
const shown = { view: "samples", sample: null, attempt: 0, row: null };
let filter = emptyFilter();

function write(f, at) {
  const parts = new URLSearchParams();
  if (at.view !== "samples") parts.set("view", at.view);
  if (f.run) parts.set("run", f.run);
  if (at.view === "compare" && f.other !== 1) parts.set("other", f.other);
  if (f.by) parts.set("by", f.by);
  if (f.mask) parts.set("status", STATES.filter((_, bit) => (f.mask >> bit) & 1).join(","));
  if (f.flips) parts.set("flips", FLIPS.filter((_, bit) => (f.flips >> bit) & 1).join(","));
  for (const [name, value] of f.slices) parts.append("slice", JSON.stringify([name, value]));
  if (f.fault) parts.set("fault", f.fault);
  if (f.kind) parts.set("kind", f.kind);
  if (f.low !== null) parts.set("low", f.low);
  if (f.high !== null) parts.set("high", f.high);
  if (f.order !== "file") parts.set("order", f.order);
  if (f.query) parts.set("q", f.query);
  if (at.sample !== null) parts.set("sample", at.sample);
  else if (at.row !== null) parts.set("row", at.row + 1);
  if (at.sample !== null && at.attempt) parts.set("attempt", at.attempt + 1);
  return `#${parts}`;
}

const wellFormed = (text) => !/\p{Cs}/u.test(text);

// Where a row is shown: by its sample's id, which holds when rows move, or else by its number.
function placeOf(run, row) {
  const sample = sampleId(run, row);
  const named = wellFormed(sample);
  return { sample: named ? sample : null, attempt: column(run, "attempt")[row], row: named ? null : row };
}

const sampleAddress = (row) => write(filter, { view: shown.view, ...placeOf(filter.run, row) });
const listAddress = (only) => write({ ...emptyFilter(), run: filter.run, by: filter.by, ...only }, { view: "samples", sample: null, attempt: 0, row: null });
const sliceAddress = (name, value) => listAddress({ slices: [[name, value]] });
const checkAddress = (kind) => listAddress({ kind });
const viewAddress = (view) => write(view === "compare" ? { ...filter, other: filter.other === filter.run ? (filter.run + 1) % runs.length : filter.other } : filter, { view, sample: null, attempt: 0, row: null });

const whole = (text, end) => (/^\d{1,9}$/.test(text ?? "") && Number(text) < end ? Number(text) : null);
const share = (text) => (/^[01](\.\d{1,6})?$/.test(text ?? "") && Number(text) <= 1 ? Number(text) : null);
const bits = (text, names) => (text ?? "").split(",").reduce((mask, name) => (names.includes(name) ? mask | (1 << names.indexOf(name)) : mask), 0);

// What the address asks for; whatever it says wrongly is left out.
function read(hash) {
  const parts = new URLSearchParams(hash.slice(1));
  const f = emptyFilter();
  f.run = whole(parts.get("run"), runs.length) ?? 0;
  f.other = whole(parts.get("other"), runs.length) ?? Math.min(1, runs.length - 1);
  f.by = runs.some((run) => run.scores.includes(parts.get("by"))) ? parts.get("by") : "";
  f.mask = bits(parts.get("status"), STATES);
  f.flips = bits(parts.get("flips"), FLIPS);
  for (const given of parts.getAll("slice").slice(0, 24)) f.slices.push(...sliceOf(given));
  f.fault = (parts.get("fault") ?? "").slice(0, 60);
  f.kind = (parts.get("kind") ?? "").slice(0, 200);
  f.low = share(parts.get("low"));
  f.high = share(parts.get("high"));
  f.order = Object.hasOwn(ORDERS, parts.get("order") ?? "") ? parts.get("order") : "file";
  f.query = (parts.get("q") ?? "").slice(0, 200);
  const asked = parts.get("view");
  const view = Object.hasOwn(VIEWS, asked ?? "") && (asked !== "compare" || runs.length > 1) ? asked : "samples";
  const attempt = (whole(parts.get("attempt"), 1e9) ?? 1) - 1;
  const row = whole(parts.get("row"), runs[f.run].rows + 1);
  return { f, at: { view, sample: parts.get("sample"), attempt, row: row ? row - 1 : null } };
}

function sliceOf(given) {
  try {
    const [name, value] = JSON.parse(given);
    return typeof name === "string" && typeof value === "string" ? [[name, value]] : [];
  } catch { return []; }
}
