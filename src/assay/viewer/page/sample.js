// One attempt: what was asked, what was written, what was decided and why, what it cost. In a
// comparison the same attempt of two runs, side by side.

const pane = document.getElementById("sample");
const reader = { shaded: false, rest: false }; // what stays as it is from sample to sample

function drawSample(found, nav) {
  const first = found[0];
  const id = String(first.line.id ?? "");
  const sides = h("div", { class: found.length > 1 ? "sides" : "" });
  const controls = () => [...sides.querySelectorAll(".link, .chips button")];
  const drawSides = () => {
    const focused = controls().indexOf(document.activeElement);
    sides.replaceChildren(...found.map((one) => side(one, found.length > 1, drawSides)));
    controls()[focused]?.focus();
  };
  drawSides();
  pane.replaceChildren(...[
    h("div", { class: "bar-top" },
      h("button", { type: "button", class: "step", onclick: nav.close, "aria-label": "Back to the list" }, "←"),
      h("h2", { tabindex: -1, title: spelled(id.slice(0, 120)) }, h("span", { class: "id" }, visible(id.slice(0, 120))), h("span", { class: "quiet" }, ` · attempt ${count((first.line.attempt ?? 0) + 1)}`)),
      h("span", { class: "place quiet" }, nav.place),
      step("Previous sample", "↑", nav.previous, nav), step("Next sample", "↓", nav.next, nav)),
    attempts(first, nav),
    promptPanel(first.line.prompt),
    sides,
    rest(first.line)].filter(Boolean));
  const here = pane.querySelector(".attempts [aria-pressed=true]");
  if (here) here.parentElement.scrollTop = here.offsetTop - here.parentElement.offsetTop - 40;
}

const step = (label, text, target, nav) => h("button", { type: "button", class: "step", "aria-label": label, disabled: target === null,
  onclick: () => nav.open(target) }, text);

function attempts(first, nav) {
  if (first.siblings.length < 2) return null;
  const { run, by } = first;
  return h("div", { class: "chips attempts", role: "group", "aria-label": "Attempts at this sample" }, first.siblings.slice(0, 256).map((row) => {
    const status = statusName(statusColumn(run, by)[row]);
    return h("button", { type: "button", "aria-pressed": String(row === first.row), onclick: () => nav.open(row) },
      glyph(status), ` ${column(run, "attempt")[row] + 1}`);
  }));
}

function promptPanel(prompt) {
  const long = messagesOf(prompt).reduce((sum, message) => sum + message.text.length, 0) > 1200;
  const shown = prompt === "" || prompt === undefined || prompt === null ? [] : reading(prompt, (text) => textView(text, [], () => ""));
  return h("section", { class: `panel prompt${long ? " tall" : ""}`, "aria-label": "Prompt" }, h("h3", {}, "Prompt"),
    shown.length ? shown : h("p", { class: "void" }, "No prompt."));
}

// One run's answer. Pressing a scoring's name shows its verdicts and evidence instead.
function side(one, several, drawAll) {
  const names = ["", ...Object.keys(one.scores)];
  const { sheet, nodes } = sheetOf(one, names.includes(one.by) ? one.by : "", reader.shaded, names, {
    judge: (name) => { one.by = name; drawAll(); }, shade: () => { reader.shaded = !reader.shaded; drawAll(); },
  });
  lighting(sheet, nodes);
  return h("div", { class: "side-of" }, several ? h("h3", { class: "run-name" }, visible(one.name)) : null, sheet);
}

function sheetOf(one, by, shaded, names, act) {
  const { line } = one;
  const judged = by ? one.scores[by] : line;
  const lists = line.fault ? [] : verdictsOf(judged);
  const { nodes, spans, tree } = readVerdicts(lists[0] || [], by ? null : line.checks, line.response);
  const sheet = h("div", { class: "sheet" },
    line.fault ? faultPanel(line.fault) : responsePanel(line, spans, nodes, shaded, act),
    h("section", { class: "panel side", "aria-label": "Verdicts" }, scorings(names, by, act), h("h3", { class: "outcome" }, outcome(line, judged, by)),
      line.fault ? null : tree), costs(line));
  return { sheet, nodes };
}

function scorings(names, by, act) {
  if (names.length < 2) return null;
  return h("div", { class: "chips", role: "group", "aria-label": "Judged by" }, h("span", { class: "label" }, "Judged by"), names.map((name) =>
    h("button", { type: "button", "aria-pressed": String(name === by), onclick: () => act.judge(name) }, visible(name || "the run"))));
}

function outcome(line, judged, by) {
  const status = line.fault && !by ? "fault" : responseStatus(judged, verdictsOf(judged), 0);
  const score = line.fault ? null : judged.score;
  return [glyph(status), ` ${status}`, typeof score === "number" ? `, score ${score.toFixed(2)}` : ""];
}

function responseStatus(row, lists, at) {
  const passed = Array.isArray(row.passed) ? row.passed[at] : row.passed;
  if (typeof passed === "boolean") return passed ? "pass" : "fail";
  return (lists[at] || []).some((verdict) => verdict.status === "error") ? "error" : "undecided";
}

function faultPanel(fault) {
  const fine = [typeof fault.status === "number" && `HTTP status ${fault.status}`, `${count(fault.tries ?? 1)} ${fault.tries > 1 ? "tries" : "try"}`];
  return h("section", { class: "panel response", "aria-label": "Fault" }, h("h3", {}, "No response"),
    h("p", { class: "c-fault" }, glyph("fault"), " ", visible(String(fault.kind ?? "?"))), textView(String(fault.message ?? ""), [], () => ""),
    h("p", { class: "quiet fine" }, fine.filter(Boolean).join(" · ")));
}

function responsePanel(line, spans, nodes, shaded, act) {
  const tokens = Array.isArray(line.generation?.tokens) ? line.generation.tokens.filter(Array.isArray) : [];
  const last = judgedMessage(messagesOf(line.response));
  const statusOf = (owner) => nodes[owner].status;
  const toggle = tokens.length ? h("button", { type: "button", class: "link", "aria-pressed": String(shaded), onclick: act.shade },
    shaded ? "Show the evidence" : "Shade by probability") : null;
  const body = shaded && tokens.length ? tokenView(tokens) : reading(line.response, (text, i) => textView(text, i === last ? spans : [], statusOf));
  return h("section", { class: "panel response", "aria-label": "Response" }, h("h3", {}, "Response ", toggle),
    body.length === 0 ? h("p", { class: "void" }, "No response.") : body);
}

// What it took, as a list of terms.
function costs(line) {
  const made = line.generation;
  if (!isMessage(made)) return null;
  const usage = isMessage(made.usage) ? made.usage : {};
  const terms = [
    ["prompt", tokensOf(usage.prompt_tokens)], ["completion", tokensOf(usage.completion_tokens)], ["of it reasoning", tokensOf(usage.reasoning_tokens)],
    ["from a cache", tokensOf(usage.cached_tokens)], ["cost", typeof usage.cost === "number" ? dollars(usage.cost) : null],
    ["time", typeof made.seconds === "number" && made.seconds > 0 ? duration(made.seconds) : null],
    ["ended by", made.finish ?? "stop"], ["model", made.model || null], ["answer from the cache", made.cached ? "yes" : null],
  ];
  return h("section", { class: "panel costs", "aria-label": "Costs" }, h("dl", { class: "terms" }, terms.filter(([, value]) => value !== null)
    .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, visible(String(value)))))));
}

const tokensOf = (n) => (typeof n === "number" && n > 0 ? `${count(n)} tokens` : null);
const dollars = (cost) => (cost >= 0.01 || cost === 0 ? `$${cost.toFixed(2)}` : `$${cost.toPrecision(2)}`);

function rest(line) {
  const { prompt, response, verdicts, ...others } = line;
  if (isMessage(others.generation)) { const { tokens, ...made } = others.generation; others.generation = made; }
  const box = h("details", { open: reader.rest }, h("summary", {}, "Everything else: checks, meta, reference"));
  const fillIn = () => { if (box.open && box.children.length < 2) box.append(h("pre", { class: "raw" }, shortJson(others))); };
  box.addEventListener("toggle", () => { reader.rest = box.open; fillIn(); });
  fillIn();
  return h("section", { class: "panel", "aria-label": "Everything else" },
    line.reference === null || line.reference === undefined ? null : h("p", { class: "reference" }, h("span", { class: "label" }, "Reference "),
      h("code", {}, typeof line.reference === "string" ? visible(line.reference.slice(0, 2000)) : shortJson(line.reference))), box);
}
