// The page: controls, keys, following the address and runs that go on.

const find = (id) => document.getElementById(id);
const LOOK_MS = 2000;
const HIT_MS = 300;
const LONG_NAME = 14; // characters that half a row has room for
let hits = null;
let applying = 0;
let searching = 0;
let searched = "";
let opening = 0;
let nav = null;
let going = null;
let shownEpoch = null;

const paired = () => shown.view === "compare";
const go = (f, at) => { history.replaceState(null, "", write(f, at)); return route(); };
const refilter = (change) => go({ ...filter, ...change }, shown);

// A run is not paired with itself: choosing it again changes sides.
const pair = (run, other) => (run === other ? refilter({ run: filter.other, other: filter.run }) : refilter({ run, other }));

// A filter for another run, without what that run does not have.
function carriedOver(f, run) {
  const { scores, faults, kinds, slices } = runs[run];
  const kept = (name, names) => (names.includes(name) ? name : "");
  return { ...f, run, flips: 0, by: kept(f.by, scores), fault: kept(f.fault, faults), kind: kept(f.kind, kinds),
    slices: f.slices.filter(([name, value]) => slices.get(name)?.includes(value)) };
}

function notice(text, id) {
  const old = document.querySelector(`[data-notice="${id}"]`);
  if (!text) { old?.remove(); return; }
  const made = h("p", { class: "notice", role: "alert", "data-notice": id }, visible(text));
  if (old) old.replaceWith(made); else find("notices").append(made);
}

// Shows what the filters leave; `keep` leaves the list where it is.
async function apply(keep) {
  const mine = ++applying;
  const started = performance.now();
  const rows = await (paired() ? matchingPairs : matching)(filter, hits, () => mine !== applying);
  if (rows === null || mine !== applying) return;
  list.show(rows, filter, paired(), keep);
  performance.measure("assay-filter", { start: started });
  tally();
  drawChips();
  nav?.update();
}

function tally(progress) {
  const total = paired() ? pairs.a.length : runs[filter.run].rows;
  const running = progress === undefined ? "" : `, searching ${Math.floor(progress * 100)} %`;
  find("tally").textContent = `${count(list.rows.length)} of ${count(total)} ${paired() ? "pairs" : "attempts"}${running}`;
  find("clear").hidden = !isFiltered(filter);
}

function drawChips() {
  if (paired()) { drawFlips(filter, (flip) => refilter({ flips: filter.flips ^ (1 << flip) })); drawPairLine(filter); return; }
  const box = find("statuses");
  const counts = STATES.map(() => 0);
  const statuses = statusColumn(filter.run, filter.by);
  for (let row = 0; row < statuses.length; row++) if (statuses[row] < counts.length) counts[statuses[row]]++;
  box.setAttribute("aria-label", "Status");
  const focused = [...box.children].indexOf(document.activeElement);
  box.replaceChildren(...STATES.map((name, bit) => h("button", { type: "button", class: `c-${name}`, "aria-pressed": String(Boolean((filter.mask >> bit) & 1)),
    onclick: () => refilter({ mask: filter.mask ^ (1 << bit) }) }, `${name} `, h("small", {}, count(counts[bit])))));
  box.children[focused]?.focus();
}

// Where there is room for text alone, hidden characters are spelt out.
const spelled = (text) => visible(text).map((part) => (typeof part === "string" ? part : `⟨${part.textContent}⟩`)).join("");

const options = (select, entries, value) => {
  select.replaceChildren(...entries.map(([name, text]) => h("option", { value: name }, spelled(text))));
  select.value = value;
};

// Names of runs tend to differ at their ends.
const inShort = (name) => (name.length > 38 ? `${name.slice(0, 14)}…${name.slice(-23)}` : name);

function choice(label, entries, value, change) {
  const select = h("select", { onchange: (event) => change(event.target.value) });
  options(select, entries, value);
  return h("label", { class: "field" }, h("span", {}, visible(label)), select);
}

function drawControls() {
  find("title").replaceChildren(...visible(state.title));
  document.title = find("title").title = spelled(state.title);
  find("pair-fields").classList.toggle("long", state.runs.some((run) => run.name.length > LONG_NAME));
  const names = state.runs.map((run, i) => [String(i), inShort(run.name)]);
  find("run-field").hidden = runs.length < 2 || shown.view !== "samples";
  find("pair-fields").hidden = find("pair-line").hidden = !paired();
  for (const [id, value] of [["run", filter.run], ["pair-a", filter.run], ["pair-b", filter.other]]) options(find(id), names, String(value));
  find("views").replaceChildren(...Object.entries(VIEWS).filter(([view]) => view !== "compare" || runs.length > 1)
    .map(([view, text]) => h("a", { href: viewAddress(view), "aria-current": view === shown.view ? "page" : null }, text)));
  if (document.activeElement !== find("query")) find("query").value = filter.query;
  drawMore();
}

function drawMore() {
  const run = runs[filter.run];
  const slices = [...run.slices].filter(([name, values]) => values.length > 2 && !run.alone.has(name)).map(([name, values]) => {
    const sorted = values.slice(1).sort(naturally).map((value) => [value, value]);
    const chosen = filter.slices.find(([other]) => other === name)?.[1] ?? "";
    return choice(name, [["", "any"], ...sorted], chosen, (value) => {
      const others = filter.slices.filter(([other]) => other !== name);
      refilter({ slices: value ? [...others, [name, value]] : others });
    });
  });
  const bound = (label, name) => h("label", { class: "field" }, h("span", {}, label), h("input", { type: "number", min: 0, max: 1, step: 0.05, value: filter[name] ?? "",
    onchange: (event) => refilter({ [name]: share(event.target.value) }) }));
  const focused = [...find("more-filters").querySelectorAll("select, input")].indexOf(document.activeElement);
  const shownRuns = paired() ? [filter.run, filter.other] : [filter.run];
  const faults = [...new Set(shownRuns.flatMap((one) => runs[one].faults.slice(1)))];
  const kinds = [...new Map(shownRuns.flatMap((one) => kindCounts(one, filter.by)))];
  find("more-filters").replaceChildren(
    choice("Order", Object.entries(ORDERS), filter.order, (order) => refilter({ order })),
    ...(run.scores.length ? [choice("Judged by", [["", "the run"], ...run.scores.map((name) => [name, name])], filter.by, (by) => refilter({ by }))] : []),
    h("div", { class: "range" }, bound("Score from", "low"), bound("to", "high")),
    ...(kinds.length ? [choice("Check not passed", [["", "any"], ...kinds.map(([kind, n]) => [kind, paired() ? kind : `${kind} (${count(n)})`])], filter.kind, (kind) => refilter({ kind }))] : []),
    ...(faults.length ? [choice("Fault", [["", "any"], ...faults.map((name) => [name, name])], filter.fault, (fault) => refilter({ fault }))] : []), ...slices);
  find("more-filters").querySelectorAll("select, input")[focused]?.focus();
}

// Searches the run, or both of a pair, and shows what is found while it goes on.
async function search(keep) {
  const runsAsked = paired() ? [filter.run, filter.other] : [filter.run];
  const key = JSON.stringify([filter.query, runsAsked.map((run) => [run, runs[run].epoch, runs[run].rows])]);
  if (key === searched) return;
  searched = key;
  const mine = ++searching;
  hits = filter.query ? {} : null;
  find("progress").hidden = !filter.query;
  if (!filter.query) return;
  for (const run of runsAsked) hits[run] = new Uint8Array(runs[run].rows);
  let last = performance.now();
  try {
    for (const [i, run] of runsAsked.entries()) {
      await source.search(run, filter.query, (rows, done) => {
        for (const row of rows) hits[run][row] = 1;
        const progress = (i + done) / runsAsked.length;
        find("progress").firstChild.style.transform = `scaleX(${progress})`;
        if (performance.now() - last < HIT_MS || progress >= 1) return;
        last = performance.now();
        apply(true);
        tally(progress);
      }, () => mine !== searching);
    }
    notice("", "search");
  } catch (error) {
    if (mine === searching) notice(`The search stopped. ${error.message}`, "search");
  }
  if (mine !== searching) return;
  find("progress").hidden = true;
  await apply(keep);
}

// Follows the address: filters, view, and the sample that is open.
async function route() {
  const { f, at } = read(location.hash);
  const before = JSON.stringify([filter, shown.view]);
  filter = f;
  Object.assign(shown, at);
  const changed = before !== JSON.stringify([filter, shown.view]) || !list.f;
  const summary = shown.view === "summary";
  find("browse").hidden = summary;
  summaryPane.hidden = !summary;
  if (changed) drawControls();
  if (summary) return drawSummary(filter).catch((error) => notice(`The numbers cannot be had. ${error.message}`, "numbers"));
  if (changed) {
    search(false);
    await apply();
  }
  return openSample();
}

// The run may have been put in order a moment ago; then rows are looked for anew, once (`again`).
// A `quiet` opening leaves the list where it is.
async function openSample({ again, quiet } = {}) {
  const mine = ++opening;
  const row = shown.sample !== null ? rowOf(filter.run, shown.sample, shown.attempt) : shown.row !== null && shown.row < runs[filter.run].rows ? shown.row : -1;
  const asked = shown.sample !== null || shown.row !== null;
  document.body.classList.toggle("reading", asked);
  list.mark(asked ? row : -1);
  if (!asked) { nav = null; pane.replaceChildren(nothingOpen()); return; }
  if (row < 0) { nav = null; pane.replaceChildren(h("p", { class: "notice", role: "alert" }, "There is no such sample in this run.")); return; }
  try {
    const found = await Promise.all(sidesOf(row).map(readSide));
    if (mine !== opening) return;
    nav = navigation(row);
    drawSample(found, nav);
    nav.update();
    const at = list.place(row);
    if (at >= 0 && !quiet && !list.box.contains(document.activeElement)) { list.active = at; list.reveal(at); }
    if (going !== row) { pane.scrollTop = 0; if (getComputedStyle(find("list")).visibility === "hidden" || !find("list").clientHeight) pane.querySelector("h2").focus({ preventScroll: true }); }
    going = row;
    shownEpoch = runs[filter.run].epoch;
  } catch (error) {
    if (error.status === 409 && !again) { await readRuns(); await apply(true); return openSample({ again: true }); }
    if (mine === opening) pane.replaceChildren(h("p", { class: "notice", role: "alert" }, visible(`This sample cannot be shown. ${error.message}`)));
  }
}

const nothingOpen = () => h("div", { class: "empty" }, h("p", {}, runs[filter.run].rows ? "Choose a sample to read it." : "There is nothing to read."), h("dl", { class: "keys" },
  [["↑ ↓", "move in the list"], ["Enter", "open"], ["j k", "next and previous sample"], ["Space", "read on in the sample"], ["Esc", "back to the list"], ["/", "search"]]
    .map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)))));

// The run and row to show, and in a comparison the other run's too.
function sidesOf(row) {
  const one = { run: filter.run, row };
  if (!paired()) return [one];
  const other = rowOf(filter.other, sampleId(filter.run, row), column(filter.run, "attempt")[row]);
  return other < 0 ? [one] : [one, { run: filter.other, row: other }];
}

async function readSide({ run, row }) {
  const { line, scores } = await source.line(run, row, runs[run].epoch);
  return { run, row, line, scores, by: filter.by, name: state.runs[run].name, siblings: siblings(run, row) };
}

function navigation(row) {
  const made = {
    place: "", previous: null, next: null,
    open: (target) => target !== null && go(filter, { view: shown.view, ...placeOf(filter.run, target) }),
    close: () => { const at = list.place(row); go(filter, { view: shown.view, sample: null, attempt: 0, row: null }); if (at >= 0) list.focus(at); },
    update() {
      const at = list.place(row);
      made.previous = at > 0 ? list.rowAt(at - 1) : null;
      made.next = at >= 0 && at + 1 < list.rows.length ? list.rowAt(at + 1) : null;
      made.place = at < 0 ? "" : `${count(at + 1)} of ${count(list.rows.length)}`;
      const place = pane.querySelector(".place");
      if (!place) return;
      place.textContent = made.place;
      for (const [name, target] of [["Previous", made.previous], ["Next", made.next]]) {
        const button = pane.querySelector(`[aria-label="${name} sample"]`);
        button.disabled = target === null;
        button.onclick = () => made.open(target);
      }
    },
  };
  return made;
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches?.("input, select, textarea");
  if (event.key === "Escape") {
    if (event.target === find("query") && filter.query) return find("query").value = "", refilter({ query: "" });
    if (typing) return event.target.blur();
    return nav?.close();
  }
  if (typing || find("browse").hidden) return;
  if (event.key === "/") { event.preventDefault(); find("query").focus(); return; }
  if (event.key === " " && nav && !event.target.closest?.("button, summary")) {
    event.preventDefault();
    pane.scrollBy({ top: (event.shiftKey ? -0.85 : 0.85) * pane.clientHeight, behavior: motion() });
    return;
  }
  const forward = event.key === "j", back = event.key === "k";
  if (!forward && !back) return;
  event.preventDefault();
  if (nav) nav.open(forward ? nav.next : nav.previous);
  else list.focus(Math.max(0, Math.min(list.rows.length - 1, list.active + (list.box.contains(document.activeElement) ? (forward ? 1 : -1) : 0))));
}

function liveLine() {
  const running = state.runs.filter((run) => run.info.status === "running" && !run.gone);
  const line = running.map((run) => `${running.length > 1 ? `${run.name}: ` : ""}running, ${count(run.rows)}${isNumber(run.info.samples) ? ` of ${count(run.info.samples * run.info.n)}` : ""}`).join("; ");
  if (find("live").textContent !== line) find("live").textContent = line;
  const gone = state.runs.filter((run) => run.gone).map((run) => run.gone);
  notice(gone.length ? `What was read before is still here. ${gone.join("; ")}` : "", "gone");
  const bad = state.runs.flatMap((run) => (run.unreadable ?? []).map((fault) => `${run.name}/${fault}`));
  notice(bad.length ? `${count(bad.length)} ${bad.length > 1 ? "lines" : "line"} could not be read: ${bad.slice(0, 3).join("; ")}` : "", "unreadable");
}

// Counting may take the server seconds: it is asked again no more than a tenth of the time.
let counted = 0;
async function countAgain() {
  if (performance.now() < counted) return;
  const started = performance.now();
  await drawSummary(filter);
  counted = performance.now() + 9 * (performance.now() - started);
}

// Looks for news; a run that goes on grows without the list moving under the reader.
async function follow() {
  try {
    const changed = !document.hidden && await readRuns();
    notice("", "server");
    if (changed) {
      liveLine();
      const here = read(location.hash);
      filter = here.f;
      if (shown.view === "summary") await countAgain();
      else {
        if (!find("more-filters").contains(document.activeElement)) drawMore();
        await search(true);
        await apply(true);
        if (nav && shownEpoch !== runs[filter.run].epoch) await openSample({ quiet: true });
      }
    } else if (!document.hidden) liveLine();
  } catch (error) {
    notice(`The runs cannot be reached; what was read is still here. ${error.message}`, "server");
  }
  setTimeout(follow, LOOK_MS);
}

async function start() {
  await readRuns();
  document.addEventListener("keydown", keys);
  addEventListener("hashchange", route);
  find("run").addEventListener("change", (event) => go(carriedOver(filter, Number(event.target.value)), { view: "samples", sample: shown.sample, attempt: shown.attempt, row: null }));
  find("pair-a").addEventListener("change", (event) => pair(Number(event.target.value), filter.other));
  find("pair-b").addEventListener("change", (event) => pair(filter.run, Number(event.target.value)));
  find("clear").addEventListener("click", () => { find("query").value = ""; go({ ...emptyFilter(), run: filter.run, other: filter.other, by: filter.by, order: filter.order }, shown); });
  find("more").addEventListener("click", () => { const open = find("more-filters").hidden; find("more-filters").hidden = !open; find("more").setAttribute("aria-expanded", String(open)); });
  find("skip").addEventListener("click", (event) => { event.preventDefault(); list.focus(list.active); });
  let timer = 0;
  find("query").addEventListener("input", (event) => { clearTimeout(timer); timer = setTimeout(() => refilter({ query: event.target.value }), 200); });
  liveLine();
  await route();
  document.documentElement.dataset.ready = "yes";
  performance.mark("assay-ready");
  if (source.live) setTimeout(follow, LOOK_MS);
}

start().catch((error) => notice(`The runs cannot be read. ${error.message}`, "start"));
