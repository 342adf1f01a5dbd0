// The shapes a row may have, made one.
const isMessage = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function responsesOf(row) {
  const given = row.response;
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) return [given];
  return given.length && given.every(isMessage) ? [given] : given;
}

function verdictsOf(row) {
  const given = Array.isArray(row.verdicts) ? row.verdicts : [];
  const lists = given.some(isMessage) ? [given] : given;
  return lists.map((list) => (Array.isArray(list) ? list.filter(isMessage) : []));
}

function messagesOf(value) {
  if (typeof value === "string") return [{ role: null, text: value }];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [{ role: null, text: JSON.stringify(value) }];
  return value.map((item) => (isMessage(item) ? messageOf(item) : { role: null, text: String(item) }));
}

// `text` is what offsets count in: the content, or its text parts joined.
function messageOf(item) {
  const content = Array.isArray(item.content) ? item.content : [];
  const others = content.filter((part) => typeof part?.text !== "string");
  const text = typeof item.content === "string" ? item.content
    : content.map((part) => (typeof part?.text === "string" ? part.text : "")).join("");
  const { role, content: _, ...rest } = item;
  const extra = [...others, ...(Object.keys(rest).length ? [rest] : [])];
  return { role: String(role ?? "?"), text, extra };
}
