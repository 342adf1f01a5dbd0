// Plots as SVG, drawn at the width they are shown at. Every number comes from Python.

const MOST_DOTS = 30;
const percent = (value) => (value * 100).toFixed(1);
const isNumber = (value) => typeof value === "number";

// A bar to the rate, with a whisker over its interval, on a track from 0 to 100 %.
function bar(rate, series) {
  const height = 14;
  const named = isNumber(rate?.rate) ? `${percent(rate.rate)} %${intervalOf(rate)}` : "no rate";
  const plot = s("svg", { class: "bar-plot", viewBox: `0 0 100 ${height}`, preserveAspectRatio: "none", height, role: "img", "aria-label": named },
    s("title", {}, named), s("rect", { class: "track", width: 100, height }));
  if (!isNumber(rate?.rate)) return plot;
  plot.append(s("rect", { class: `series-${series}`, width: rate.rate * 100, height }));
  if (isNumber(rate.low) && isNumber(rate.high)) {
    const [low, high, middle] = [rate.low * 100, rate.high * 100, height / 2];
    plot.append(s("path", { class: "whisker", d: `M${low} ${middle}H${high}M${low} ${middle - 4}v8M${high} ${middle - 4}v8` }));
  }
  return plot;
}

const intervalOf = (rate) => (isNumber(rate?.low) && isNumber(rate?.high) ? `, 95 % interval ${percent(rate.low)} to ${percent(rate.high)}` : "");

// Axes from 0 to 1 upwards; `x(value)` and `y(value)` place points.
function axes(width, height, ticks, names) {
  const [left, right, top, bottom] = [40, 14, 30, 40];
  const x = (share) => left + share * (width - left - right);
  const y = (value) => top + (1 - value) * (height - top - bottom);
  const plot = s("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": names.label });
  for (const value of [0, 0.25, 0.5, 0.75, 1]) {
    plot.append(s("path", { class: "grid", d: `M${x(0)} ${y(value)}H${x(1)}` }),
      s("text", { class: "tick", x: left - 6, y: y(value) + 4, "text-anchor": "end" }, `${value * 100}`));
  }
  plot.append(s("text", { class: "tick", x: 0, y: 12 }, names.y));
  for (const [share, text] of ticks) plot.append(s("text", { class: "tick", x: x(share), y: height - bottom + 18, "text-anchor": "middle" }, text));
  plot.append(s("text", { class: "tick", x: x(0.5), y: height - 4, "text-anchor": "middle" }, names.x));
  return { plot, x, y };
}

// Points with intervals, joined; `points` are {at, value, low, high, name}, `at` from 0 to 1. A
// band joins the intervals, too, where what lies between the points is known to lie between them.
function series({ plot, x, y }, points, number, band = true) {
  const known = points.filter((point) => isNumber(point.value));
  const banded = known.filter((point) => isNumber(point.low) && isNumber(point.high));
  if (band && banded.length > 1) {
    const edge = [...banded.map((p) => [p.at, p.high]), ...banded.toReversed().map((p) => [p.at, p.low])];
    plot.append(s("path", { class: `band series-${number}`, d: `M${edge.map(([at, v]) => `${x(at)} ${y(v)}`).join("L")}Z` }));
  }
  if (known.length > 1) plot.append(s("path", { class: `line series-${number}`, d: `M${known.map((p) => `${x(p.at)} ${y(p.value)}`).join("L")}` }));
  if (known.length > MOST_DOTS) return;
  for (const point of known) {
    if (banded.includes(point)) plot.append(s("path", { class: `line series-${number}`, d: `M${x(point.at)} ${y(point.low)}V${y(point.high)}` }));
    plot.append(s("circle", { class: `dot series-${number}`, cx: x(point.at), cy: y(point.value), r: 4 }, s("title", {}, point.name)));
  }
}

// A figure that is drawn anew whenever its width changes; its numbers stand below, as a table.
function figure(title, draw, heads, rows, legend) {
  const place = h("div", { class: "plot-place" });
  let width = 0;
  new ResizeObserver(() => {
    const now = Math.min(Math.floor(place.clientWidth), 720);
    if (now < 100 || now === width) return;
    width = now;
    place.replaceChildren(draw(width));
  }).observe(place);
  return h("figure", { class: "figure" }, h("figcaption", {}, h("h3", {}, title), legend), place,
    h("details", {}, h("summary", {}, "As numbers"), numbersTable(heads, rows)));
}

const numbersTable = (heads, rows) => h("div", { class: "wide-table", tabindex: 0, role: "region", "aria-label": "Numbers" }, h("table", { class: "numbers" }, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, visible(head))))),
  h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, i) => (i ? h("td", {}, cell) : h("th", { scope: "row" }, visible(String(cell))))))))));

function legendOf(names) {
  if (names.length < 2) return null;
  return h("ul", { class: "legend" }, names.map((name, i) => h("li", {}, h("i", { class: `swatch series-${i % 4}` }), visible(name))));
}
