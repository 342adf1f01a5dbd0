// Messages and verdicts: the tree, the evidence, and the light between the two.

const MAX_QUOTES = 12;

function messageList(messages, draw) {
  return messages.map((message, i) => h("div", { class: "message" },
    message.role ? h("span", { class: "label" }, message.role) : null,
    message.text || !message.extra?.length ? draw(message.text, i) : null,
    (message.extra || []).map((extra) => h("pre", { class: "raw" }, shortJson(extra)))));
}

// The message whose text the offsets count in: the last of the assistant.
function judgedMessage(messages) {
  const last = messages.findLastIndex((message) => message.role === null || message.role === "assistant");
  return last < 0 ? messages.length - 1 : last;
}

// Numbers every verdict and part, places its evidence, and builds the tree.
function readVerdicts(verdicts, checks, response) {
  const messages = messagesOf(response);
  const text = messages.length ? messages[judgedMessage(messages)].text : "";
  const nodes = [], spans = [];
  const visit = (verdict, check) => {
    const owner = nodes.length;
    const node = { status: known(verdict.status), family: [owner], element: null };
    nodes.push(node);
    const evidence = (Array.isArray(verdict.evidence) ? verdict.evidence : []).filter(isMessage);
    const found = locate(text, evidence.slice(0, Math.max(0, MAX_SPANS - spans.length)));
    found.forEach((range) => { if (range) spans.push({ start: range[0], end: range[1], owner }); });
    const parts = (Array.isArray(verdict.parts) ? verdict.parts : []).filter(isMessage);
    const inner = parts.map((part) => { const made = visit(part, null); node.family.push(...made.family); return made.item; });
    node.element = card(verdict, check, evidence, found, owner);
    return { family: node.family, item: h("li", {}, node.element, inner.length ? h("ul", {}, inner) : null) };
  };
  const items = verdicts.map((verdict, i) => visit(verdict, Array.isArray(checks) ? checks[i] : null).item);
  const tree = items.length ? h("ul", { class: "tree" }, items) : h("p", { class: "void" }, "No verdicts.");
  spans.sort((a, b) => a.start - b.start);
  return { nodes, spans, tree };
}

function card(verdict, check, evidence, found, owner) {
  const status = known(verdict.status);
  const fine = [comparisonOf(verdict.comparison), verdict.guard && `refused by the guard ${verdict.guard}`, parametersOf(check), typeof verdict.seconds === "number" && duration(verdict.seconds),
    verdict.mode && verdict.mode !== "standard" && `${verdict.mode} mode`, verdict.version && `version ${verdict.version}`];
  return h("div", { class: `verdict c-${status}`, "data-owner": owner },
    h("button", { type: "button", "aria-pressed": "false" }, glyph(status), h("span", { class: "name" }, visible(String(verdict.kind ?? "?"))),
      h("span", { class: "score" }, typeof verdict.score === "number" ? verdict.score.toFixed(2) : "–")),
    verdict.why ? h("p", { class: "why" }, visible(String(verdict.why).slice(0, 1000))) : null,
    evidence.length ? quotes(evidence, found) : null,
    h("p", { class: "fine" }, visible(fine.filter(Boolean).join(" · "))));
}

// Evidence as buttons that jump to it; dashed where it does not stand in the text as it is.
function quotes(evidence, found) {
  const one = (span, i) => {
    const words = visible(quoteOf(span));
    return found[i] ? h("button", { type: "button", "data-start": found[i][0] }, words)
      : h("span", { title: "Not found in the text as it is" }, words);
  };
  const more = evidence.length - MAX_QUOTES;
  return h("div", { class: "quotes" }, evidence.slice(0, MAX_QUOTES).map(one), more > 0 ? h("span", {}, `and ${count(more)} more`) : null);
}

function quoteOf(span) {
  if (typeof span.text !== "string") return `${span.start}–${span.end}`;
  if (!span.text) return `at ${span.start}`;
  const line = span.text.slice(0, 120).replace(/\s+/g, " ");
  return line.trim() ? line : "(blank)";
}

// How an answer was compared, where the verdict says.
function comparisonOf(given) {
  if (!isMessage(given)) return "";
  const sides = ["expected", "found"].filter((name) => given[name]).map((name) => `${name} ${given[name]}`.slice(0, 200));
  return [...sides, given.stage && `by ${given.stage}`].filter(Boolean).join(", ");
}

function parametersOf(check) {
  if (!isMessage(check)) return "";
  const shown = Object.entries(check).filter(([name]) => name !== "kind");
  return shown.map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`).join(", ").slice(0, 300);
}

const shortJson = (value) => {
  const text = JSON.stringify(value, null, 2) ?? "";
  return visible(text.length > WINDOW ? `${text.slice(0, WINDOW)}…` : text);
};

// Pointing at a verdict lights its spans, and at a span its verdicts; a click holds the light.
function lighting(sheet, nodes) {
  let held = null;
  const light = (owners) => {
    const on = new Set(owners ?? []);
    sheet.classList.toggle("lighting", on.size > 0);
    sheet.querySelectorAll("mark").forEach((mark) => mark.classList.toggle("lit", ownersIn(mark).some((owner) => on.has(owner))));
    nodes.forEach((node, owner) => node.element.classList.toggle("lit", on.has(owner)));
  };
  const ownersIn = (mark) => mark.dataset.owners.split(" ").map(Number);
  const under = (target) => {
    const mark = target.closest?.("mark");
    if (mark) return ownersIn(mark);
    const verdict = target.closest?.(".verdict");
    return verdict ? nodes[Number(verdict.dataset.owner)].family : null;
  };
  const hold = (owners) => {
    held = held && owners && held.join() === owners.join() ? null : owners;
    nodes.forEach((node, owner) => node.element.firstChild.setAttribute("aria-pressed", String(Boolean(held?.includes(owner)))));
    light(held);
  };
  const hover = (event) => {
    const owners = under(event.target);
    const spansToo = owners?.some((owner) => sheet.querySelector(`mark[data-owners~="${owner}"]`));
    light(spansToo ? owners : held);
  };
  sheet.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") hover(event); });
  sheet.addEventListener("pointerleave", () => light(held));
  sheet.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) hover(event); });
  sheet.addEventListener("click", (event) => {
    const owners = under(event.target);
    const quote = event.target.closest?.("button[data-start]");
    if (!owners && !event.target.closest?.("button")) return hold(null);
    if (!owners) return;
    if (quote) held = null;
    hold(owners);
    if (held) jump(sheet, event.target, nodes, owners, quote);
  });
}

function jump(sheet, target, nodes, owners, quote) {
  if (target.closest("mark")) {
    nodes[owners[0]].element.scrollIntoView({ block: "nearest", behavior: motion() });
    return;
  }
  const marks = [...sheet.querySelectorAll("mark.lit")];
  const chosen = quote && marks.find((mark) => Number(mark.dataset.start) >= Number(quote.dataset.start));
  (chosen || marks[0])?.scrollIntoView({ block: "center", behavior: motion() });
}

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
