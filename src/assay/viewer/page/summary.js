// The summary: what was run, how much of it holds, by slice, by attempts, by confidence.

const summaryPane = document.getElementById("summary");
const MOST_CHECKS = 15;

async function drawSummary(f) {
  if (!summaryPane.childElementCount) summaryPane.append(h("p", { class: "empty", role: "status" }, "Counting …"));
  const all = await Promise.all(runs.map((_, run) => source.numbers(run)));
  const numbers = all.map((given) => own(given, f.by) ?? { measures: [], slices: {}, statuses: {}, unknown: `not judged by ${f.by}` });
  const names = state.runs.map((run) => run.name);
  drawAgain([h("h2", { class: "hidden" }, "Summary"),
    scorings(["", ...new Set(runs.flatMap((run) => run.scores))], f.by, { judge: (by) => refilter({ by }) }),
    ...state.runs.map((run, i) => runCard(run, numbers[i], i)),
    h("div", { class: "plots" }, ...sliceTables(numbers, names), passCurve(numbers, names), checksTable(f, names), reliability(numbers, names), riskCoverage(numbers, names), measuresTable(numbers, names))]);
}

// A run that goes on is drawn again and again: what is open stays open, and the reader in place.
function drawAgain(children) {
  const boxes = () => [...summaryPane.querySelectorAll("details")], stops = () => [...summaryPane.querySelectorAll("a, button, summary, [tabindex]")];
  const open = boxes().map((box) => box.open), focused = stops().indexOf(document.activeElement), above = summaryPane.scrollTop;
  summaryPane.replaceChildren(...children.filter(Boolean));
  boxes().forEach((box, i) => { box.open = Boolean(open[i]); });
  stops()[focused]?.focus({ preventScroll: true });
  summaryPane.scrollTop = above;
}

const measureOf = (numbers, name) => (numbers.measures ?? []).find((measure) => measure.name === name || measure.name.startsWith(`${name}:`));
const rateOf = (measure) => measure && { rate: measure.value, low: measure.low, high: measure.high, n: measure.n };
const curveOf = (numbers, name) => (numbers.measures ?? []).find((measure) => measure.name.startsWith(name) && measure.curve)?.curve ?? [];

function runCard(run, numbers, number) {
  const { info } = run;
  const rate = rateOf(measureOf(numbers, "accuracy"));
  const heading = h("h3", { class: "run-name" }, runs.length > 1 ? h("i", { class: `swatch series-${number % 4}` }) : null, visible(run.name));
  const big = isNumber(rate?.rate)
    ? [h("p", { class: "big" }, percent(rate.rate), h("small", {}, " % pass")), h("p", { class: "quiet" }, `of ${count(rate.n)} decided${intervalOf(rate)}`)]
    : [h("p", { class: "big quiet" }, "–"), h("p", { class: "quiet" }, numbers.unknown ? visible(numbers.unknown) : info.status === "running" ? "nothing decided yet" : "nothing was decided")];
  return h("section", { class: "run-card", "aria-label": run.name }, heading, h("div", { class: "run-grid" }, h("div", {}, big, statusBar(numbers.statuses)), facts(info)),
    h("details", {}, h("summary", {}, "Settings"), h("pre", { class: "raw" }, shortJson(info))));
}

function facts(info) {
  const totals = info.totals ?? {};
  const terms = [
    ["task", [info.task?.title || info.task?.name, info.task?.version && `version ${info.task.version}`].filter(Boolean).join(", ")], ["model", info.model?.title || info.model?.name],
    ["status", info.why ? `${info.status}: ${info.why}` : info.status], ["begun", info.created], ["attempts", info.n > 1 ? `${count(info.n)} a sample` : null], ["seed", isNumber(info.seed) ? String(info.seed) : null], ["samples", totals.samples ? count(totals.samples) : null],
    ["answers", totals.answers ? count(totals.answers) : null], ["faults", totals.faults ? count(totals.faults) : null],
    ["tokens", totals.tokens ? count(totals.tokens) : null], ["cost", isNumber(totals.cost) ? dollars(totals.cost) : null],
    ["time", totals.seconds ? duration(totals.seconds) : null], ["Assay", info.assay],
  ];
  return h("dl", { class: "terms" }, terms.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, visible(String(value))))));
}

function statusBar(statuses) {
  const total = STATES.reduce((sum, name) => sum + (statuses?.[name] || 0), 0);
  if (!total) return null;
  const strip = h("div", { class: "stack", role: "img", "aria-label": "Share of each status" });
  const legend = h("ul", { class: "legend" });
  for (const name of STATES) {
    const n = statuses[name] || 0;
    if (!n) continue;
    const piece = h("i", { class: `f-${name}`, title: `${name}: ${count(n)}` });
    piece.style.flex = `${n} 1 0`;
    strip.append(piece);
    legend.append(h("li", {}, glyph(name), " ", h("b", {}, count(n)), ` ${name} `, h("span", { class: "quiet" }, `${percent(n / total)} %`)));
  }
  return h("div", {}, strip, legend);
}

// For each slice a table: a value a row, a bar a run.
function sliceTables(numbers, names) {
  const keys = [...new Set(numbers.flatMap((one) => Object.keys(one.slices ?? {})))];
  return keys.map((key) => {
    const found = numbers.map((one) => new Map((own(one.slices, key) ?? []).map(({ value, rate }) => [value, rate])));
    const values = [...new Set(found.flatMap((one) => [...one.keys()]))].sort(naturally);
    if (values.length < 2) return null;
    const rows = values.map((value) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: sliceAddress(key, value) }, visible(value))),
      h("td", { class: "plot-cell" }, found.map((one, i) => bar(one.get(value), i % 4))),
      h("td", {}, found.map((one) => h("div", {}, isNumber(one.get(value)?.rate) ? `${percent(one.get(value).rate)} %` : "–"))),
      h("td", { class: "quiet" }, found.map((one) => h("div", {}, count(one.get(value)?.n ?? 0))))));
    return h("figure", { class: "figure slices" }, h("figcaption", {}, h("h3", {}, "Accuracy by ", visible(key)), legendOf(names)),
      h("table", { class: "numbers" }, h("thead", {}, h("tr", {}, ["value", "rate, with its 95 % interval", "", "decided"].map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows)));
  }).filter(Boolean);
}

// Which kinds of checks did not pass, the most frequent first, a bar a run.
function checksTable(f, names) {
  const found = runs.map((_, run) => new Map(kindCounts(run, f.by)));
  const most = (kind) => Math.max(...found.map((one, run) => (one.get(kind) ?? 0) / runs[run].rows));
  const kinds = [...new Set(found.flatMap((one) => [...one.keys()]))].sort((a, b) => most(b) - most(a));
  if (!kinds.length) return null;
  const rows = kinds.slice(0, MOST_CHECKS).map((kind) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: checkAddress(kind) }, visible(kind))),
    h("td", { class: "plot-cell" }, found.map((one, run) => bar({ rate: (one.get(kind) ?? 0) / Math.max(1, runs[run].rows) }, run % 4))),
    h("td", {}, found.map((one) => h("div", {}, count(one.get(kind) ?? 0))))));
  const left = kinds.length - MOST_CHECKS;
  return h("figure", { class: "figure slices" }, h("figcaption", {}, h("h3", {}, "Checks that did not pass"), legendOf(names)),
    h("table", { class: "numbers" }, h("thead", {}, h("tr", {}, ["kind", "share of all attempts", "attempts"].map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows)),
    left > 0 ? h("p", { class: "quiet fine" }, `and ${count(left)} more kinds; the filters of the list have all`) : null);
}

const naturally = (a, b) => a.localeCompare(b, "en", { numeric: true });

function passCurve(numbers, names) {
  const curves = numbers.map((one) => curveOf(one, "pass"));
  const most = Math.max(0, ...curves.map((curve) => curve.at(-1)?.x ?? 0));
  if (most < 2) return null;
  const at = (k) => Math.log2(k) / Math.log2(most);
  const ticks = [...new Set(curves.flatMap((curve) => curve.map(({ x }) => x)))].sort((a, b) => a - b);
  const draw = (width) => {
    const labelled = ticks.filter((k) => ticks.length < 9 || Number.isInteger(Math.log2(k)) || k === most);
    const frame = axes(width, 280, labelled.map((k) => [at(k), `${k}`]), { label: "pass at k", x: "attempts k", y: "pass, %" });
    curves.forEach((curve, i) => series(frame, curve.map((point) => ({ at: at(point.x), value: point.y, low: point.low, high: point.high,
      name: `${names[i]}, pass@${point.x}: ${percent(point.y)} %${intervalOf(point)}` })), i % 4));
    return frame.plot;
  };
  const rows = ticks.map((k) => [k, ...curves.map((curve) => pointText(curve.find((point) => point.x === k)))]);
  return figure("pass@k: the chance that one of k attempts passes", draw, ["k", ...names], rows, legendOf(names));
}

const pointText = (point) => (point ? `${percent(point.y)} %${isNumber(point.low) ? ` (${percent(point.low)} to ${percent(point.high)})` : ""}` : "–");

function reliability(numbers, names) {
  const curves = numbers.map((one) => curveOf(one, "ece"));
  if (!curves.some((curve) => curve.length)) return null;
  const draw = (width) => {
    const frame = axes(width, 300, [0, 0.25, 0.5, 0.75, 1].map((v) => [v, `${v * 100}`]), { label: "reliability curve", x: "confidence, %", y: "right, %" });
    frame.plot.append(s("path", { class: "diagonal", d: `M${frame.x(0)} ${frame.y(0)}L${frame.x(1)} ${frame.y(1)}` }));
    curves.forEach((curve, i) => series(frame, curve.map((point) => ({ at: point.x, value: point.y, low: point.low, high: point.high,
      name: `${names[i]}, confidence ${percent(point.x)} %: ${pointText(point)} of ${count(point.n)} pass` })), i % 4, false));
    return frame.plot;
  };
  const rows = curves.flatMap((curve, i) => curve.map((point) => [names[i], `${percent(point.x)} %`, pointText(point), count(point.n)]));
  const scores = numbers.map((one, i) => {
    const found = ["ece", "brier"].map((name) => measureOf(one, name)).filter((measure) => isNumber(measure?.value));
    return found.length ? h("p", { class: "quiet" }, names.length > 1 ? [visible(names[i]), ": "] : null, found.map((measure) => `${measure.name} ${measure.value.toFixed(3)}`).join(", ")) : null;
  });
  return figure("Calibration: how often a confidence is right", draw, ["run", "confidence", "accuracy", "answers"], rows, [legendOf(names), ...scores].filter(Boolean));
}

// Answering only where the confidence is high: what share is wrong among those that are answered.
function riskCoverage(numbers, names) {
  const curves = numbers.map((one) => curveOf(one, "aurc"));
  if (!curves.some((curve) => curve.length > 1)) return null;
  const draw = (width) => {
    const frame = axes(width, 280, [0, 0.25, 0.5, 0.75, 1].map((v) => [v, `${v * 100}`]), { label: "risk and coverage", x: "answered, %, the surest first", y: "wrong, %" });
    curves.forEach((curve, i) => series(frame, curve.map((point) => ({ at: point.x, value: point.y, low: point.low, high: point.high,
      name: `${names[i]}, ${percent(point.x)} % answered: ${pointText(point)} wrong` })), i % 4));
    return frame.plot;
  };
  const rows = curves.flatMap((curve, i) => curve.map((point) => [names[i], `${percent(point.x)} %`, pointText(point)]));
  return figure("Risk and coverage: what is wrong among the surest answers", draw, ["run", "answered", "wrong"], rows, legendOf(names));
}

const measureText = (value, unit) => {
  if (!isNumber(value)) return "–";
  if (unit === "share") return `${percent(value)} %`;
  if (unit === "usd") return dollars(value);
  if (unit === "seconds") return duration(value);
  return unit === "tokens" ? `${count(Math.round(value))} tokens` : value.toFixed(3);
};

// An interval with its unit once, where both ends have the same.
function rangeText({ low, high, unit }) {
  const [from, to] = [low, high].map((value) => measureText(value, unit).split(/ (?=[^ ]+$)/));
  return `${from[1] === to[1] ? from[0] : from.join(" ")} to ${to.join(" ")}`;
}

function measuresTable(numbers, names) {
  const found = [...new Set(numbers.flatMap((one) => one.measures.map((measure) => measure.name)))];
  const several = found.some((name) => name.startsWith("pass@") && name !== "pass@1");
  const all = found.filter((name) => several || name !== "pass@1"); // which is the accuracy again
  if (!all.length) return null;
  const cell = (measure) => (measure ? h("td", { title: measure.why || null }, measureText(measure.value, measure.unit),
    isNumber(measure.low) ? h("small", { class: "quiet" }, ` ${rangeText(measure)}`) : null) : h("td", {}, "–"));
  return h("figure", { class: "figure" }, h("figcaption", {}, h("h3", {}, "Measures, with 95 % intervals")),
    h("div", { class: "wide-table", tabindex: 0, role: "region", "aria-label": "Measures" }, h("table", { class: "numbers" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "measure"), names.map((name) => h("th", { scope: "col" }, visible(name))))),
      h("tbody", {}, all.map((name) => h("tr", {}, h("th", { scope: "row" }, name, name.startsWith("cost") ? h("small", { class: "quiet" }, " of a correct answer") : null), numbers.map((one) => cell(one.measures.find((measure) => measure.name === name)))))))));
}
