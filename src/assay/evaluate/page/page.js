// The page: filters, search, the address after `#`, keys. `#row=17` opens row 17, counted from 1.

const find = (id) => document.getElementById(id);
const overview = find("overview");
const filter = { kind: null, mask: 0, bin: null, order: "file", query: "" };
let hits = null;
let searching = 0;
let place = { scroll: 0, row: -1 };

const filters = {
  showKind(name) {
    const kind = meta.kinds.indexOf(name);
    filter.kind = kind < 0 ? null : kind;
    apply();
    find("rows").scrollIntoView({ behavior: motion() });
  },
  toggleBin(bin) {
    filter.bin = filter.bin === bin ? null : bin;
    apply();
  },
};

function drawControls() {
  find("statuses").append(...STATUSES.map((name, bit) => h("button", { type: "button", "aria-pressed": "false", class: `c-${name}`,
    onclick: () => { filter.mask ^= 1 << bit; apply(); } }, name)));
  const names = meta.kinds.map((name, kind) => [name, kind]).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  find("kind").append(h("option", { value: "" }, "All kinds"), ...names.map(([name, kind]) => h("option", { value: kind }, name)));
  find("kind").addEventListener("change", (event) => { filter.kind = event.target.value === "" ? null : Number(event.target.value); apply(); });
  find("order").addEventListener("change", (event) => { filter.order = event.target.value; apply(); });
  find("clear").addEventListener("click", () => { Object.assign(filter, { kind: null, mask: 0, bin: null }); setQuery(""); apply(); });
  let timer = 0;
  find("query").addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => setQuery(event.target.value), 250);
  });
}

// Shows what the filters leave. Called again while a search runs; the address follows.
function apply(quietly) {
  const started = performance.now();
  list.show(matching(filter, hits));
  performance.measure("assay-filter", { start: started });
  tally();
  if (quietly) return;
  [...find("statuses").children].forEach((chip, bit) => chip.setAttribute("aria-pressed", String(Boolean(filter.mask & (1 << bit)))));
  find("kind").value = filter.kind ?? "";
  find("order").value = filter.order;
  document.querySelectorAll("[data-bin]").forEach((bin) => bin.setAttribute("aria-pressed", String(Number(bin.dataset.bin) === filter.bin)));
  document.querySelectorAll("[data-kind]").forEach((row) => row.classList.toggle("on", row.dataset.kind === meta.kinds[filter.kind]));
  find("clear").hidden = !(filter.kind !== null || filter.mask || filter.bin !== null || filter.query);
  if (overview.hidden) return;
  history.replaceState(null, "", address());
  if (list.box.getBoundingClientRect().top < 0) find("rows").scrollIntoView();
}

function tally(share) {
  const n = list.rows.length;
  const bin = filter.bin === null ? "" : `, score ${binName(filter.bin)}`;
  const running = share === undefined ? "" : `, searching ${Math.floor(share * 100)} %`;
  find("tally").textContent = `${count(n)} of ${count(meta.rows)} rows${bin}${running}`;
}

async function setQuery(query) {
  if (query === filter.query) return;
  const mine = ++searching;
  filter.query = query;
  find("query").value = query;
  hits = query ? new Uint8Array(meta.rows) : null;
  find("progress").hidden = !query;
  apply();
  if (!query) return;
  let shown = 0;
  const report = (share) => {
    if (mine !== searching) return;
    find("progress").firstChild.style.transform = `scaleX(${share})`;
    if (share < 1 && performance.now() - shown < 300) return;
    shown = performance.now();
    if (!overview.hidden) apply(true);
    tally(share < 1 ? share : undefined);
  };
  try {
    await search(query, hits, report, () => mine !== searching);
  } catch (error) {
    if (mine === searching) fail(error);
  }
  if (mine === searching) { find("progress").hidden = true; apply(true); }
}

function address() {
  const parts = new URLSearchParams();
  if (filter.kind !== null) parts.set("kind", meta.kinds[filter.kind]);
  if (filter.mask) parts.set("status", STATUSES.filter((_, bit) => filter.mask & (1 << bit)).join(","));
  if (filter.bin !== null) parts.set("bin", filter.bin);
  if (filter.order !== "file") parts.set("order", filter.order);
  if (filter.query) parts.set("q", filter.query);
  return `#${parts}`;
}

function readAddress(parts) {
  const kind = meta.kinds.indexOf(parts.get("kind"));
  const bin = Number(parts.get("bin") ?? NaN);
  filter.kind = kind < 0 ? null : kind;
  filter.mask = (parts.get("status") || "").split(",").reduce((mask, name) => mask | (STATUSES.includes(name) ? 1 << STATUSES.indexOf(name) : 0), 0);
  filter.bin = Number.isInteger(bin) && bin >= 0 && bin < BINS ? bin : null;
  filter.order = ["low", "high"].includes(parts.get("order")) ? parts.get("order") : "file";
  const query = (parts.get("q") || "").slice(0, 200);
  if (query !== filter.query) setQuery(query);
}

// Follows the address: a row, or the overview with its filters.
async function route() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const number = Number(parts.get("row"));
  if (Number.isInteger(number) && number > 0 && number <= meta.rows) return openRow(number - 1, Number(parts.get("response") || 1) - 1);
  const changed = location.hash.includes("=") && location.hash !== address();
  if (changed) readAddress(parts);
  closeRow();
  if (changed) apply();
}

async function openRow(row, which) {
  if (!overview.hidden) place.scroll = scrollY;
  const same = place.row === row && !detail.hidden;
  place.row = row;
  const at = list.rows.indexOf(row);
  const open = (target) => history.replaceState(null, "", `#row=${target + 1}`) ?? route();
  const nav = {
    place: at < 0 ? "" : `${count(at + 1)} of ${count(list.rows.length)} shown`,
    previous: at > 0 ? list.rows[at - 1] : null,
    next: at >= 0 && at + 1 < list.rows.length ? list.rows[at + 1] : null,
    open, back: (event) => { event.preventDefault(); leaveRow(); },
    response: (i) => { history.replaceState(null, "", `#row=${row + 1}&response=${i + 1}`); route(); },
  };
  nav.keys = { j: nav.next, ArrowRight: nav.next, k: nav.previous, ArrowLeft: nav.previous };
  openRow.nav = nav;
  try {
    const data = await readRow(row);
    if (place.row !== row) return;
    drawRow(data, row, which, nav);
  } catch (error) {
    detail.replaceChildren(topBar({}, row, nav), h("p", { class: "notice", role: "alert" }, `This row cannot be shown. ${error.message}`));
  }
  overview.hidden = true;
  detail.hidden = false;
  document.title = `Row ${row + 1} · ${meta.title}`;
  if (!same) { scrollTo(0, 0); detail.querySelector("h1").focus({ preventScroll: true }); }
}

function closeRow() {
  if (detail.hidden) return;
  const row = place.row;
  place.row = -1;
  detail.hidden = true;
  detail.replaceChildren();
  overview.hidden = false;
  document.title = meta.title;
  list.show(list.rows);
  scrollTo(0, place.scroll);
  list.draw();
  const at = list.rows.indexOf(row);
  if (at >= 0) list.focus(at);
}

function leaveRow() {
  history.replaceState(null, "", address());
  closeRow();
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches?.("input, select, textarea");
  if (!detail.hidden) {
    if (event.key === "Escape") return leaveRow();
    const target = openRow.nav?.keys[event.key];
    if (!typing && target !== undefined && target !== null) { event.preventDefault(); openRow.nav.open(target); }
  } else if (event.key === "/" && !typing) {
    event.preventDefault();
    find("query").focus();
  } else if (event.key === "Escape" && event.target === find("query")) {
    setQuery("");
  }
}

function fail(error) {
  find("summary").prepend(h("p", { class: "notice", role: "alert" }, `The rows cannot be read. ${error.message}`));
}

async function start() {
  drawSummary(filters);
  drawControls();
  tally();
  document.addEventListener("keydown", keys);
  await readIndex();
  drawHistogram(filters);
  apply(true);
  await route();
  addEventListener("hashchange", route);
  document.documentElement.dataset.ready = "yes";
  performance.mark("assay-ready");
}

start().catch(fail);
