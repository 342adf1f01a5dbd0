// Messages, reasoning, and tokens shaded by how likely they were.

const MOST_MESSAGES = 1000;
const MOST_TOKENS = 2000;
const RAREST = 8;

// Messages with what stands beside their text; `draw(text, i)` shows the text.
function reading(value, draw) {
  const given = Array.isArray(value) ? value : [value];
  const messages = messagesOf(value);
  const left = messages.length - MOST_MESSAGES;
  const more = left > 0 ? [h("p", { class: "void" }, `${count(left)} more messages are not shown.`)] : [];
  return messages.slice(0, MOST_MESSAGES).map((message, i) => h("div", { class: "message" },
    message.role ? h("span", { class: "label" }, visible(message.role)) : null,
    reasoningOf(given[i]),
    message.text || !message.extra?.some(hasMore) ? draw(message.text, i) : null,
    (message.extra || []).map(withoutReasoning).filter(hasMore).flatMap(extraOf))).concat(more);
}

const hasMore = (extra) => !isMessage(extra) || Object.keys(withoutReasoning(extra)).length > 0;

function withoutReasoning(extra) {
  if (!isMessage(extra)) return extra;
  return Object.fromEntries(Object.entries(extra).filter(([name, value]) => !(REASONING.includes(name) && typeof value === "string")));
}

function reasoningOf(message) {
  const found = REASONING.map((name) => message?.[name]).filter((text) => typeof text === "string" && text);
  if (!found.length) return null;
  const text = found.join("\n");
  const box = h("details", { class: "reasoning", open: text.length < 4000 }, h("summary", {}, `Reasoning, ${count([...text].length)} characters`));
  const fillIn = () => { if (box.open && box.children.length < 2) box.append(textView(text, [], () => "")); };
  box.addEventListener("toggle", fillIn);
  fillIn();
  return box;
}

function extraOf(extra) {
  const calls = isMessage(extra) && Array.isArray(extra.tool_calls) ? extra.tool_calls : [];
  if (!calls.length) return h("pre", { class: "raw" }, shortJson(extra));
  const { tool_calls: _, ...rest } = extra;
  return [...calls.map((call) => h("div", { class: "call" }, h("span", { class: "label" }, "calls ", visible(String(call?.function?.name ?? call?.name ?? "a tool"))),
    h("pre", { class: "raw" }, argumentsOf(call)))), Object.keys(rest).length ? h("pre", { class: "raw" }, shortJson(rest)) : null];
}

function argumentsOf(call) {
  const given = call?.function?.arguments ?? call?.arguments;
  return typeof given === "string" ? visible(given.slice(0, WINDOW)) : shortJson(given ?? call);
}

// Tokens with the chance each had, darker where it was less likely. The rarest are named, so that
// shading is not the only way to find them.
function tokenView(tokens) {
  const box = h("div", { class: "tokens" });
  const text = h("div", { class: "text" });
  const more = h("button", { type: "button", class: "gap", onclick: () => add(text.childElementCount) });
  const add = (from) => {
    text.append(...tokens.slice(from, from + MOST_TOKENS).map(tokenSpan));
    const left = tokens.length - from - MOST_TOKENS;
    more.hidden = left <= 0;
    more.textContent = `${count(left)} more tokens`;
  };
  box.append(rarest(tokens), text, more);
  add(0);
  return box;
}

const chance = (token) => (typeof token[1] === "number" ? Math.exp(Math.min(0, token[1])) : null);
const chanceText = (p) => (p >= 0.01 ? `${(p * 100).toFixed(0)} %` : `${(p * 100).toPrecision(1)} %`);

function tokenSpan(token) {
  const p = chance(token);
  if (p === null) return h("span", {}, visible(String(token[0])));
  const shade = Math.min(9, Math.floor(-Math.log2(Math.max(p, 1e-9)) * 1.5));
  return h("span", { class: shade ? `p${shade}` : null, title: `${chanceText(p)}, log-probability ${token[1].toFixed(3)}` }, visible(String(token[0])));
}

function rarest(tokens) {
  const known = tokens.map((token, i) => [chance(token), i]).filter(([p]) => p !== null);
  if (!known.length) return h("p", { class: "quiet" }, "No token has a probability.");
  const mean = known.reduce((sum, [, i]) => sum + tokens[i][1], 0) / known.length;
  const low = known.sort((a, b) => a[0] - b[0]).slice(0, RAREST);
  return h("p", { class: "quiet fine" }, `${count(tokens.length)} tokens, perplexity ${Math.exp(-mean).toFixed(2)}. Least likely: `,
    low.flatMap(([p, i], n) => [n ? ", " : "", h("code", {}, visible(JSON.stringify(String(tokens[i][0])))), ` ${chanceText(p)}`]), ".");
}
