// The list of rows: only those on the screen exist. Beyond `MAX_HEIGHT` pixels, which browsers
// cannot lay out, the scroll bar is mapped onto the rows instead of being as long as they are.

const MAX_HEIGHT = 8e6;
const OVERSCAN = 6;

const list = {
  box: document.getElementById("list"), rows: new Uint32Array(0), nodes: new Map(), active: 0, height: 0, total: 0,

  show(rows) {
    const focused = this.box.contains(document.activeElement);
    this.rows = rows;
    this.active = Math.min(this.active, Math.max(0, rows.length - 1));
    this.nodes.clear();
    this.box.replaceChildren();
    this.height = rowHeight();
    this.total = Math.min(rows.length * this.height, MAX_HEIGHT);
    this.box.style.height = `${this.total}px`;
    if (!rows.length) this.box.append(h("p", { class: "empty" }, meta.rows ? "No row matches." : "There are no rows."));
    this.draw();
    if (focused) this.nodes.get(this.active)?.querySelector("a").focus({ preventScroll: true });
  },

  // The position of the first row at the top of the window, and where it is drawn.
  scroll() {
    const above = Math.max(0, -this.box.getBoundingClientRect().top);
    const real = this.rows.length * this.height;
    if (real <= MAX_HEIGHT) return { first: Math.floor(above / this.height), shift: 0 };
    const share = Math.min(1, above / Math.max(1, this.total - innerHeight));
    const offset = share * (real - innerHeight);
    return { first: Math.floor(offset / this.height), shift: above - offset };
  },

  draw() {
    if (!this.rows.length || document.getElementById("overview").hidden) return;
    const { first, shift } = this.scroll();
    const from = Math.max(0, first - OVERSCAN);
    const to = Math.min(this.rows.length, first + Math.ceil(innerHeight / this.height) + OVERSCAN);
    for (const [at, node] of this.nodes) {
      if (at < from || at >= to) { node.remove(); this.nodes.delete(at); }
    }
    for (let at = from; at < to; at++) {
      let node = this.nodes.get(at);
      if (!node) this.nodes.set(at, node = this.box.appendChild(this.item(at)));
      node.style.transform = `translateY(${at * this.height + shift}px)`;
    }
  },

  item(at) {
    const row = this.rows[at];
    const statuses = STATUSES.filter((_, bit) => index.mask[row] & (1 << bit));
    const worst = WORST_FIRST.find((name) => statuses.includes(name)) || "undecided";
    const score = index.score[row];
    const several = index.responses[row] > 1 ? `${index.passes[row]} of ${index.responses[row]}` : "";
    const title = h("div", { class: "t" }, "\u00a0");
    const name = h("span", { class: "n" }, `${row + 1}`);
    this.label(row, title, name);
    return h("div", { class: "item", role: "listitem", "aria-setsize": this.rows.length, "aria-posinset": at + 1 },
      h("a", { href: `#row=${row + 1}`, "data-at": at, tabindex: at === this.active ? 0 : -1 },
        glyph(worst), name, h("div", { class: "body" }, title, h("div", { class: "k" }, kindsLine(row))),
        h("span", { class: "v" }, h("b", {}, score === NO_SCORE ? "–" : (score / 10000).toFixed(2)), several)));
  },

  async label(row, title, name) {
    const chunk = Math.floor(row / meta.chunk);
    const labels = await labelChunk(chunk).catch(() => null);
    if (!labels) return;
    const at = 2 * (row - chunk * meta.chunk);
    title.replaceChildren(...visible(labels[at + 1] || "(no prompt)"));
    if (labels[at]) name.replaceChildren(...visible(labels[at]));
    name.title = `Row ${row + 1}`;
  },

  focus(at) {
    if (at < 0 || at >= this.rows.length) return;
    this.nodes.get(this.active)?.querySelector("a").setAttribute("tabindex", -1);
    this.active = at;
    this.reveal(at);
    this.draw();
    const link = this.nodes.get(at)?.querySelector("a");
    if (!link) return;
    link.setAttribute("tabindex", 0);
    link.focus({ preventScroll: true });
  },

  reveal(at) {
    const bar = document.querySelector(".toolbar").offsetHeight;
    const top = this.box.getBoundingClientRect().top + scrollY;
    const real = this.rows.length * this.height;
    const { first, shift } = this.scroll();
    const y = at * this.height + shift + top - scrollY;
    if (y >= bar && y + this.height <= innerHeight && Math.abs(at - first) < 1000) return;
    const share = real <= MAX_HEIGHT ? 1 : (this.total - innerHeight) / (real - innerHeight);
    const offset = y < bar ? bar + 8 : innerHeight - this.height - 8;
    scrollTo(0, top + (at * this.height - offset) * share);
  },
};

const rowHeight = () => parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row"));

// The kinds that did not pass, worst first; where all passed, how many kinds there are.
function kindsLine(row) {
  const out = [];
  const entries = [...index.entries.subarray(index.at[row], index.at[row] + index.tops[row])];
  const worst = (entry) => WORST_FIRST.findIndex((name) => entry & (1 << STATUSES.indexOf(name)));
  const bad = entries.filter((entry) => (entry & 15) > 1).sort((a, b) => worst(a) - worst(b));
  for (const entry of bad.slice(0, 6)) {
    if (out.length) out.push(", ");
    out.push(h("span", { class: `c-${WORST_FIRST[worst(entry)]}` }, visible(meta.kinds[entry >> 4] ?? "?")));
  }
  if (out.length) return out;
  return entries.length ? `${entries.length} ${entries.length > 1 ? "kinds" : "kind"} passed` : "no verdicts";
}

let waiting = false;
const redraw = () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; list.draw(); });
};
addEventListener("scroll", redraw, { passive: true });
addEventListener("resize", () => (rowHeight() === list.height ? redraw() : list.show(list.rows)));
list.box.addEventListener("focusin", (event) => {
  const at = Number(event.target.dataset?.at);
  if (Number.isInteger(at)) list.active = at;
});
list.box.addEventListener("keydown", (event) => {
  const page = Math.max(1, Math.floor(innerHeight / list.height) - 3);
  const moves = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  const move = moves[event.key];
  if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  list.focus(Math.max(0, Math.min(list.rows.length - 1, list.active + move)));
});
