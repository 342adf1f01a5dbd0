// The summary: rates with their intervals, counts, a histogram of scores, a table of kinds.

const MANY_KINDS = 10;
const percent = (value) => (value * 100).toFixed(1);
const isRate = (value) => Boolean(value) && typeof value.rate === "number";

function drawSummary(filters) {
  const given = meta.summary || {};
  document.getElementById("about").append(about(given));
  document.getElementById("summary").append(
    h("div", { class: "figures" },
      rateFigure("Prompt level", "all checks of a prompt hold", given.prompt_rate),
      rateFigure("Check level", "single verdicts that pass", given.check_rate),
      h("div", { class: "figure wide", id: "histogram" }, h("h3", {}, "Scores of rows, square-root scale"))),
    statusBar(given.statuses), kindTable(given.kinds, filters));
}

function about(given) {
  const parts = [
    given.source && `${given.source}`,
    `${count(given.rows ?? meta.rows)} rows`,
    typeof given.responses === "number" && given.responses !== given.rows && `${count(given.responses)} responses`,
    given.mode && `${given.mode} mode`,
    given.version && `Assay ${given.version}`,
  ];
  return parts.filter(Boolean).join("  ·  ");
}

function rateFigure(title, meaning, rate) {
  const body = isRate(rate)
    ? [h("p", { class: "big" }, percent(rate.rate), h("small", {}, "%")), ratePlot(rate, 16),
      h("p", { class: "quiet" }, `${interval(rate)}${count(rate.n)} decided`)]
    : [h("p", { class: "big quiet" }, "–"), h("p", { class: "quiet" }, "nothing decided")];
  return h("div", { class: "figure" }, h("h3", { title: meaning }, title, h("span", { class: "hidden" }, `: ${meaning}`)), body);
}

const interval = (rate) => (typeof rate.low === "number" && typeof rate.high === "number"
  ? `95 % interval ${percent(rate.low)} to ${percent(rate.high)}, ` : "");

// A bar to the rate, with a whisker over its interval, on a track from 0 to 100 %.
function ratePlot(rate, height) {
  const plot = s("svg", { viewBox: `0 0 100 ${height}`, preserveAspectRatio: "none", height, role: "img",
    "aria-label": isRate(rate) ? `${percent(rate.rate)} %` : "no rate" },
    s("rect", { class: "track", width: 100, height }));
  if (!isRate(rate)) return plot;
  plot.append(s("rect", { class: "bar", width: rate.rate * 100, height }));
  if (typeof rate.low === "number" && typeof rate.high === "number") {
    const [low, high, middle] = [rate.low * 100, rate.high * 100, height / 2];
    const ends = `M${low} ${middle - 4}v8M${high} ${middle - 4}v8`;
    plot.append(s("path", { class: "whisker", d: `M${low} ${middle}H${high}${ends}` }));
  }
  return plot;
}

function statusBar(statuses) {
  if (!statuses) return null;
  const total = STATUSES.reduce((sum, name) => sum + (statuses[name] || 0), 0);
  if (!total) return null;
  const bar = h("div", { class: "stack", role: "img", "aria-label": "Share of each status among the verdicts" });
  const legend = h("ul", { class: "legend" });
  for (const name of STATUSES) {
    const n = statuses[name] || 0;
    if (n) {
      const piece = h("i", { class: `f-${name}`, title: `${name}: ${count(n)}` });
      piece.style.flex = `${n} 1 0`;
      bar.append(piece);
    }
    legend.append(h("li", {}, glyph(name), " ", h("b", {}, count(n)), ` ${name} `,
      h("span", { class: "quiet" }, `${percent(n / total)} %`)));
  }
  return h("div", { class: "verdicts" }, h("span", { class: "label" }, `${count(total)} verdicts`), bar, legend);
}

function drawHistogram(filters) {
  const bins = new Uint32Array(BINS);
  let none = 0;
  for (const score of index.score) { if (score === NO_SCORE) none++; else bins[binOf(score)]++; }
  const top = Math.max(1, ...bins);
  const plot = s("svg", { viewBox: `0 0 ${BINS * 10} 100`, preserveAspectRatio: "none", role: "group", "aria-label": "Histogram of scores" });
  bins.forEach((n, bin) => {
    const height = n ? Math.max(2, Math.sqrt(n / top) * 100) : 0;
    const name = `score ${binName(bin)}: ${count(n)} rows`;
    const press = () => filters.toggleBin(bin);
    plot.append(s("g", { class: bin === BINS - 1 ? "bin whole" : "bin", role: "button", tabindex: n ? 0 : -1, "aria-label": name, "aria-pressed": "false", "data-bin": bin,
      onclick: press, onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); press(); } } },
      s("title", {}, name), s("rect", { class: "hit", x: bin * 10, width: 10, height: 100 }),
      s("rect", { class: "fill", x: bin * 10 + 0.6, width: 8.8, y: 100 - height, height })));
  });
  document.getElementById("histogram").append(h("div", { class: "histogram" }, plot),
    h("div", { class: "axis" }, h("span", {}, "0"), h("span", {}, none ? `${count(none)} without a score` : ""), h("span", {}, "1")));
}

// Worst rate first: that is what one came for.
function kindTable(kinds, filters) {
  if (!Array.isArray(kinds) || !kinds.length) return null;
  const key = (entry) => (isRate(entry.rate) ? entry.rate.rate : 2);
  const rows = [...kinds].sort((a, b) => key(a) - key(b)).map((entry) => kindRow(entry, filters));
  rows.slice(MANY_KINDS).forEach((row) => { row.hidden = true; });
  const heads = ["Kind", "", "Rate", ...STATUSES, "per verdict"];
  const names = ["", "", "", ...STATUSES.map(() => "count"), "time"];
  const table = h("table", { class: "kinds" }, h("caption", {}, `Kinds of check, lowest rate first`),
    h("thead", {}, h("tr", {}, heads.map((head, i) => h("th", { scope: "col", class: names[i] }, head)))), h("tbody", {}, rows));
  if (rows.length <= MANY_KINDS) return table;
  const more = h("button", { type: "button", class: "link more", onclick: () => {
    rows.forEach((row) => { row.hidden = false; });
    more.remove();
  } }, `Show all ${rows.length} kinds`);
  return h("div", {}, table, more);
}

function kindRow(entry, filters) {
  const total = STATUSES.reduce((sum, name) => sum + (entry[name] || 0), 0);
  const counts = STATUSES.map((name) => h("td", { class: `count ${entry[name] ? `c-${name}` : "zero"}` }, count(entry[name] || 0)));
  const name = h("button", { type: "button", onclick: () => filters.showKind(String(entry.kind)) }, String(entry.kind));
  const plot = h("td", { class: "plot" }, ratePlot(entry.rate, 14));
  if (isRate(entry.rate)) plot.title = `${interval(entry.rate)}${count(entry.rate.n)} decided`;
  return h("tr", { "data-kind": String(entry.kind) }, h("td", {}, name), plot,
    h("td", {}, isRate(entry.rate) ? `${percent(entry.rate.rate)} %` : "–"), counts,
    h("td", { class: "time quiet" }, typeof entry.seconds === "number" && total ? duration(entry.seconds / total) : "–"));
}
