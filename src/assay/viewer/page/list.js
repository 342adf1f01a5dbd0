// The list: only the rows on the screen exist. Beyond `MAX_HEIGHT` pixels, which browsers cannot
// lay out, the scroll bar is mapped onto the rows instead of being as long as they are.

const MAX_HEIGHT = 8e6;
const OVERSCAN = 6;
const WORDS = { "both pass": "= pass", "both fail": "= fail", other: "other" };

const list = {
  frame: document.getElementById("list"), box: document.getElementById("rows"),
  rows: new Uint32Array(0), paired: false, f: null, nodes: new Map(), active: 0, height: 58, total: 0, open: -1,

  // `rows` are rows of the run, or places in `pairs`.
  show(rows, f, paired, keep) {
    const focused = this.box.contains(document.activeElement);
    Object.assign(this, { rows, f, paired });
    this.active = Math.min(this.active, Math.max(0, rows.length - 1));
    this.nodes.clear();
    this.box.replaceChildren();
    this.height = rowHeight();
    this.total = Math.min(rows.length * this.height, MAX_HEIGHT);
    this.box.classList.toggle("paired", paired);
    this.box.style.height = `${this.total}px`;
    if (!rows.length) this.box.append(h("p", { class: "empty" }, runs[f.run].rows ? "No sample matches." : state.runs[f.run].info.status === "running" ? "There are no samples yet." : "There are no samples."));
    if (!keep) this.frame.scrollTop = 0;
    this.draw();
    if (focused) this.nodes.get(this.active)?.querySelector("a").focus({ preventScroll: true });
  },

  // The position of the first row in view, and how far rows are drawn from where they would be.
  scroll() {
    const above = this.frame.scrollTop;
    const real = this.rows.length * this.height;
    if (real <= MAX_HEIGHT) return { first: Math.floor(above / this.height), shift: 0 };
    const share = Math.min(1, above / Math.max(1, this.total - this.frame.clientHeight));
    const offset = share * (real - this.frame.clientHeight);
    return { first: Math.floor(offset / this.height), shift: above - offset };
  },

  draw() {
    if (!this.rows.length || !this.frame.clientHeight) return;
    const { first, shift } = this.scroll();
    const from = Math.max(0, first - OVERSCAN);
    const to = Math.min(this.rows.length, first + Math.ceil(this.frame.clientHeight / this.height) + OVERSCAN);
    for (const [at, node] of this.nodes) {
      if (at < from || at >= to) { node.remove(); this.nodes.delete(at); }
    }
    for (let at = from; at < to; at++) {
      let node = this.nodes.get(at);
      if (!node) this.nodes.set(at, node = this.box.appendChild(this.item(at)));
      node.style.transform = `translateY(${at * this.height + shift}px)`;
    }
  },

  rowAt(at) { return this.paired ? pairs.a[this.rows[at]] : this.rows[at]; },

  item(at) {
    const row = this.rowAt(at), { run, by } = this.f;
    const status = statusName(statusColumn(run, by)[row]);
    const score = scoreColumn(run, by)[row];
    const title = h("div", { class: "t" }, "\u00a0"), told = this.told(at);
    const note = h("div", { class: `k c-${statusName(statusColumn(told.run, by)[told.row])}` }, "\u00a0");
    const other = this.paired ? statusName(statusColumn(this.f.other, by)[pairs.b[this.rows[at]]]) : null;
    const attempt = column(run, "attempt")[row];
    const name = h("span", { class: "n" }, visible(sampleId(run, row).slice(0, 40)), attempt ? h("small", {}, ` #${attempt + 1}`) : null);
    this.label(told, title, note);
    const end = this.paired ? FLIPS[pairs.flip[this.rows[at]]] : score === NO_SCORE ? "–" : (score / 10000).toFixed(2);
    return h("div", { class: "item", role: "listitem", "aria-setsize": this.rows.length, "aria-posinset": at + 1 },
      h("a", { href: sampleAddress(row), "data-at": at, tabindex: at === this.active ? 0 : -1, "aria-current": row === this.open ? "true" : null },
        h("span", { class: "glyphs" }, sign(status), other ? sign(other) : null), name,
        h("span", { class: "v" }, WORDS[end] ?? end), h("div", { class: "body" }, title, note)));
  },

  // Whose reason is told: that of the run which did not pass, where the other did.
  told(at) {
    const lost = this.paired && FLIPS[pairs.flip[this.rows[at]]] === "lost";
    return lost ? { run: this.f.other, row: pairs.b[this.rows[at]] } : { run: this.f.run, row: this.rowAt(at) };
  },

  // At once where the labels are at hand, so that a row is laid out once.
  label({ run, row }, title, note) {
    const chunk = Math.floor(row / state.labels);
    const held = Math.min(state.labels, runs[run].rows - chunk * state.labels);
    const { by } = this.f;
    const scoring = runs[run].scores.indexOf(by);
    const fillIn = (labels) => {
      const [, prompt, ending, ...later] = labels[row - chunk * state.labels] ?? [];
      if (prompt === undefined) return;
      title.replaceChildren(...visible(prompt || "(no prompt)"));
      note.replaceChildren(...visible(by ? later[scoring] ?? `not judged by ${by}` : ending));
    };
    const labels = source.labels(run, chunk, runs[run].epoch, held);
    if (labels.here) fillIn(labels.here); else labels.then(fillIn, () => null);
  },

  focus(at) {
    if (at < 0 || at >= this.rows.length) return;
    this.nodes.get(this.active)?.querySelector("a").setAttribute("tabindex", -1);
    this.active = at;
    this.reveal(at);
    const link = this.nodes.get(at)?.querySelector("a");
    if (!link) return;
    link.setAttribute("tabindex", 0);
    link.focus({ preventScroll: true });
  },

  reveal(at) {
    if (!this.frame.clientHeight) return;
    const real = this.rows.length * this.height, view = this.frame.clientHeight;
    const { first, shift } = this.scroll();
    const y = at * this.height + shift - this.frame.scrollTop;
    if (y < 0 || y + this.height > view || Math.abs(at - first) > 1000) {
      const share = real <= MAX_HEIGHT ? 1 : (this.total - view) / (real - view);
      this.frame.scrollTop = (at * this.height - (y < 0 ? 8 : view - this.height - 8)) * share;
    }
    this.draw();
  },

  // Marks the sample that is open, and says where it stands (-1: not among those shown).
  mark(row) {
    this.open = row;
    for (const link of this.box.querySelectorAll("a")) {
      const here = this.rowAt(Number(link.dataset.at)) === row;
      if (here) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
    return this.place(row);
  },

  place(row) {
    if (row < 0) return -1;
    return this.paired ? this.rows.findIndex((i) => pairs.a[i] === row) : this.rows.indexOf(row);
  },
};

const signs = new Map();
const sign = (status) => {
  if (!signs.has(status)) signs.set(status, glyph(status));
  return signs.get(status).cloneNode(true);
};

const rowHeight = () => parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row"));

let waiting = false;
const redraw = () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; list.draw(); });
};
list.frame.addEventListener("scroll", redraw, { passive: true });
new ResizeObserver(() => {
  if (!list.f) return;
  if (rowHeight() === list.height) redraw(); else list.show(list.rows, list.f, list.paired, true);
}).observe(list.frame);
list.box.addEventListener("focusin", (event) => {
  const at = Number(event.target.dataset?.at);
  if (Number.isInteger(at)) list.active = at;
});
list.box.addEventListener("keydown", (event) => {
  const page = Math.max(1, Math.floor(list.frame.clientHeight / list.height) - 1);
  const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  const move = moves[event.key];
  if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  list.focus(Math.max(0, Math.min(list.rows.length - 1, list.active + move)));
});
