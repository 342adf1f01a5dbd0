// Text as it is: spans at code points, and characters that hide made visible.

const STATUSES = ["pass", "fail", "undecided", "error"];
const WORST_FIRST = ["fail", "error", "undecided", "pass"];
const SVG = "http://www.w3.org/2000/svg";
const WINDOW = 10000;
const AROUND = 500;
const MAX_SPANS = 1000;
const MAX_WINDOWS = 40;

function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  return fill(element, attributes, children);
}

function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const GLYPHS = {
  pass: "M4 12.5l5 5L20 6.5", fail: "M6 6l12 12M18 6L6 18",
  undecided: "M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.3-1.7 2.5M12 18.4v.1", error: "M12 4v10M12 19v.1",
};

const glyph = (status) => h("span", { class: `glyph c-${status}`, role: "img", "aria-label": status },
  s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: GLYPHS[status] || GLYPHS.undecided })));

const known = (status) => (STATUSES.includes(status) ? status : "undecided");
const count = (n) => (typeof n === "number" ? n.toLocaleString("en-US") : "–");

function duration(seconds) {
  const [value, unit] = seconds >= 1 ? [seconds, "s"] : seconds >= 1e-3 ? [seconds * 1e3, "ms"] : [seconds * 1e6, "µs"];
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(2)} ${unit}`;
}

// Controls, lone surrogates, and what is invisible or turns the reading direction. A carriage
// return before a line feed, and the joiners of emoji and of Indic and Persian script, stay.
const ODD = /([\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\r(?!\n)|\p{Cs})\1*/gu;
const NAMES = {
  0x0: "NUL", 0x8: "BS", 0xb: "VT", 0xc: "FF", 0xd: "CR", 0x1b: "ESC", 0x7f: "DEL", 0x85: "NEL", 0xad: "SHY", 0x61c: "ALM",
  0x200b: "ZWSP", 0x200e: "LRM", 0x200f: "RLM", 0x2028: "LSEP", 0x2029: "PSEP", 0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF",
  0x202d: "LRO", 0x202e: "RLO", 0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xfeff: "BOM",
};

// Children that show `text`; a run of one odd character is one chip.
function visible(text) {
  const out = [];
  let from = 0;
  for (const found of text.matchAll(ODD)) {
    if (found.index > from) out.push(text.slice(from, found.index));
    const point = found[1].codePointAt(0);
    const code = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
    const times = found[0].length / found[1].length;
    out.push(h("span", { class: "odd", title: code }, (NAMES[point] || code) + (times > 1 ? `×${count(times)}` : "")));
    from = found.index + found[0].length;
  }
  if (from < text.length) out.push(text.slice(from));
  return out;
}

// Code point offsets to UTF-16 offsets, in one pass.
function unitsAt(text, points) {
  const units = new Map();
  let point = 0, unit = 0;
  for (const wanted of [...new Set(points)].sort((a, b) => a - b)) {
    for (; point < wanted && unit < text.length; point++) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
    units.set(wanted, point === wanted ? unit : null);
  }
  return units;
}

// Where each piece of evidence stands in the text, as [start, end] in UTF-16, or null.
// Offsets that do not lead to the quote are not believed; a quote without them must be unique.
function locate(text, evidence) {
  const placed = evidence.map((span) => Number.isInteger(span.start) && Number.isInteger(span.end)
    && span.start >= 0 && span.end >= span.start);
  const units = unitsAt(text, evidence.flatMap((span, i) => (placed[i] ? [span.start, span.end] : [])));
  return evidence.map((span, i) => {
    const quote = typeof span.text === "string" ? span.text : null;
    if (placed[i]) {
      const start = units.get(span.start), end = units.get(span.end);
      if (start !== null && end !== null && (quote === null || text.slice(start, end) === quote)) return [start, end];
    }
    if (!quote) return null;
    const at = text.indexOf(quote);
    return at >= 0 && text.indexOf(quote, at + 1) < 0 ? [at, at + quote.length] : null;
  });
}

// Cuts a text of `length` at every span border: [{start, end, owners}], in order, overlaps shared.
function segments(length, spans) {
  const cuts = new Set([0, length]);
  for (const span of spans) { cuts.add(span.start); cuts.add(span.end); }
  const sorted = [...cuts].sort((a, b) => a - b);
  const starting = new Map();
  for (const span of spans) {
    if (starting.has(span.start)) starting.get(span.start).push(span); else starting.set(span.start, [span]);
  }
  const out = [];
  let open = [];
  sorted.forEach((start, i) => {
    open = open.filter((span) => span.end > start);
    const fresh = starting.get(start) || [];
    const points = fresh.filter((span) => span.end === start);
    if (points.length) out.push({ start, end: start, owners: ownersOf(points) });
    open.push(...fresh.filter((span) => span.end > start));
    if (i + 1 < sorted.length) out.push({ start, end: sorted[i + 1], owners: ownersOf(open) });
  });
  return out;
}

const ownersOf = (spans) => [...new Set(spans.map((span) => span.owner))];

// The ranges of a long text shown at first: its beginning, and a little around each span.
function windowsOf(text, spans) {
  const ranges = [[0, WINDOW], ...spans.slice(0, MAX_WINDOWS).map((span) => [span.start - AROUND, Math.min(span.end, span.start + WINDOW) + AROUND])];
  return merged(text, ranges);
}

function merged(text, ranges) {
  const out = [];
  const clamp = (at) => {
    const unit = Math.max(0, Math.min(text.length, at));
    return /[\udc00-\udfff]/.test(text[unit] || "") && /[\ud800-\udbff]/.test(text[unit - 1] || "") ? unit + 1 : unit;
  };
  for (const [start, end] of ranges.map(([a, b]) => [clamp(a), clamp(b)]).sort((a, b) => a[0] - b[0])) {
    const last = out[out.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end); else out.push([start, end]);
  }
  return out;
}

// A text with its spans marked; gaps of a long one open when asked. `statusOf(owner)` colours.
function textView(text, spans, statusOf) {
  const box = h("div", { class: "text" });
  if (!text) box.append(h("span", { class: "void" }, "(empty)"));
  const pieces = segments(text.length, spans);
  let windows = windowsOf(text, spans);
  const draw = () => {
    const children = [];
    let shown = 0, piece = 0;
    for (const [from, to] of windows) {
      if (from > shown) children.push(gap(shown, from));
      while (piece > 0 && pieces[piece - 1].end > from) piece--;
      for (; piece < pieces.length && pieces[piece].start <= to; piece++) {
        const { start, end, owners } = pieces[piece];
        if (end < from || (start !== end && (end === from || start === to))) continue;
        const part = visible(text.slice(Math.max(start, from), Math.min(end, to)));
        if (owners.length) children.push(marked(part, owners, start, start === end)); else children.push(...part);
      }
      shown = to;
    }
    if (shown < text.length) children.push(gap(shown, text.length));
    if (text) box.replaceChildren(...children);
  };
  const gap = (from, to) => h("button", { type: "button", class: "gap", onclick: () => {
    windows = merged(text, [...windows, [from, Math.min(to, from + WINDOW)]]);
    draw();
  } }, `${count(to - from)} of ${count(text.length)} characters not shown. Show ${to - from > WINDOW ? count(WINDOW) + " more" : "them"}`);
  const marked = (part, owners, start, point) => {
    const worst = WORST_FIRST.find((status) => owners.some((owner) => statusOf(owner) === status));
    const names = `s-${worst}${owners.length > 1 ? " many" : ""}${point ? " point" : ""}`;
    return h("mark", { class: names, "data-owners": owners.join(" "), "data-start": start }, part);
  };
  draw();
  return box;
}
