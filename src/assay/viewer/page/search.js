// Search in a static page, block by block; the server's own (`search.py`) says the same.

const MAX_PARTS = 10000;

// All a reader may search for: id, prompt, response, reasoning, fault, and the reasons, those of
// later scores too; each a string of the line's JSON.
function* texts({ line, scores }) {
  yield String(line.id ?? "");
  yield* messageTexts(line.prompt);
  yield* messageTexts(line.fault ? null : line.response);
  if (line.fault) yield* [String(line.fault.kind ?? ""), String(line.fault.message ?? "")];
  if (!line.fault) yield* reasons(line);
  for (const judged of Object.values(scores)) yield* reasons(judged);
}

function* reasons(judged) {
  const stack = (verdictsOf(judged)[0] || []).slice().reverse();
  for (let n = 0; stack.length && n < MAX_PARTS; n++) {
    const verdict = stack.pop();
    yield String(verdict.why ?? "");
    if (Array.isArray(verdict.parts)) stack.push(...verdict.parts.slice().reverse());
  }
}

const REASONING = ["reasoning", "reasoning_content"];

function* messageTexts(value) {
  if (typeof value === "string") yield value;
  for (const item of Array.isArray(value) ? value : []) {
    if (typeof item === "string") yield item;
    if (!isMessage(item)) continue;
    for (const name of REASONING) if (typeof item[name] === "string") yield item[name];
    if (typeof item.content === "string") yield item.content;
    for (const part of Array.isArray(item.content) ? item.content : []) if (typeof part?.text === "string") yield part.text;
  }
}

// Plain ASCII stands in JSON as it is, so most blocks are refused without being parsed.
async function searchFile(run, query, found, stopped) {
  const needle = query.toLowerCase();
  const plain = /^[ !#-[\]-~]*$/.test(needle);
  const rest = breather();
  const starts = state.blocks[run];
  for (let number = 0; number < starts.length; number++) {
    const text = await unpackedText(`lines-${run}-${number}`);
    await rest();
    if (stopped()) return;
    const rows = [];
    if (!plain || text.toLowerCase().includes(needle)) {
      const lines = text.split("\n");
      for (let i = 0; i < lines.length; i++) {
        if (plain && !lines[i].toLowerCase().includes(needle)) continue;
        for (const part of texts(JSON.parse(lines[i]))) {
          if (part.toLowerCase().includes(needle)) { rows.push(starts[number] + i); break; }
        }
        await rest();
        if (stopped()) return;
      }
    }
    found(rows, (number + 1) / starts.length);
  }
  if (!starts.length) found([], 1);
}
