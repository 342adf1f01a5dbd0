// One row: its prompt, its responses with the evidence marked, and the verdicts beside them.

const detail = document.getElementById("detail");

function drawRow(row, number, which, nav) {
  const responses = responsesOf(row);
  const lists = verdictsOf(row);
  const total = Math.max(responses.length, lists.length, 1);
  const at = Math.min(Math.max(0, which), total - 1);
  const { nodes, spans, tree } = readVerdicts(lists[at] || [], row.checks, responses[at]);
  const sheet = h("div", { class: "sheet" },
    h("div", {}, promptPanel(row.prompt), responsePanel(row, responses, lists, at, total, spans, nodes, nav), rest(row)),
    h("div", { class: "panel side" }, h("h2", { class: "outcome" }, verdictHead(row, at)), tree));
  detail.replaceChildren(topBar(row, number, nav), sheet);
  lighting(sheet, nodes);
}

function topBar(row, number, nav) {
  const name = row.id === undefined || row.id === null ? "" : String(row.id);
  const step = (label, text, target) => h("button", { type: "button", class: "step", "aria-label": label, disabled: target === null,
    onclick: () => nav.open(target) }, text);
  return h("div", { class: "bar-top" }, h("a", { class: "step", href: "#rows", onclick: nav.back }, "← Rows"),
    h("h1", { tabindex: -1 }, `Row ${count(number + 1)}`, name ? h("span", { class: "quiet" }, " · ", visible(name.slice(0, 80))) : null),
    h("span", { class: "place" }, nav.place), step("Previous row", "↑", nav.previous), step("Next row", "↓", nav.next));
}

function promptPanel(prompt) {
  const messages = messagesOf(prompt);
  const long = messages.reduce((sum, message) => sum + message.text.length, 0) > 1200;
  return h("section", { class: `panel prompt${long ? " tall" : ""}` }, h("h2", {}, "Prompt"),
    messages.length ? messageList(messages, (text) => textView(text, [], () => "")) : h("p", { class: "void" }, "No prompt."));
}

function responsePanel(row, responses, lists, at, total, spans, nodes, nav) {
  const judged = messagesOf(responses[at]);
  const last = judgedMessage(judged);
  const statusOf = (owner) => nodes[owner].status;
  return h("section", { class: "panel response" }, h("h2", {}, total > 1 ? `Response ${at + 1} of ${total}` : "Response"),
    total > 1 ? tabs(row, lists, at, total, nav) : null,
    judged.length ? messageList(judged, (text, i) => textView(text, i === last ? spans : [], statusOf))
      : h("p", { class: "void" }, "No response."));
}

function tabs(row, lists, at, total, nav) {
  return h("div", { class: "tabs chips", role: "group", "aria-label": "Responses" }, Array.from({ length: total }, (_, i) =>
    h("button", { type: "button", "aria-pressed": String(i === at), onclick: () => nav.response(i) },
      glyph(responseStatus(row, lists, i)), ` ${i + 1}`)));
}

function responseStatus(row, lists, at) {
  const passed = Array.isArray(row.passed) ? row.passed[at] : row.passed;
  if (typeof passed === "boolean") return passed ? "pass" : "fail";
  const found = (lists[at] || []).map((verdict) => verdict.status);
  return ["fail", "error", "undecided"].find((name) => found.includes(name)) || (found.length ? "pass" : "undecided");
}

function verdictHead(row, at) {
  const status = responseStatus(row, verdictsOf(row), at);
  const score = Array.isArray(row.score) ? row.score[at] : row.score;
  return [glyph(status), ` ${status}`, typeof score === "number" ? `, score ${score.toFixed(2)}` : ""];
}

function rest(row) {
  const { prompt, response, verdicts, ...others } = row;
  if (!Object.keys(others).length) return null;
  return h("section", { class: "panel" }, h("details", {}, h("summary", {}, "Checks and meta"), h("pre", { class: "raw" }, shortJson(others))));
}
