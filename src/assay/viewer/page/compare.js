// Two runs, sample by sample: what flipped either way, and what the difference is worth.

async function drawPairLine(f) {
  const line = document.getElementById("pair-line");
  const asked = [f.run, f.other, f.by].join();
  const given = await source.compared(f.run, f.other).catch(() => null);
  if (asked !== [filter.run, filter.other, filter.by].join()) return;
  const found = own(given, f.by);
  const alone = [f.run, f.other].map((run, i) => (pairs.alone[i] ? `${count(pairs.alone[i])} only in ${state.runs[run].name}` : null)).filter(Boolean);
  const unjudged = [f.run, f.other].filter((run) => f.by && !runs[run].scores.includes(f.by)).map((run) => `${state.runs[run].name} is not judged by ${f.by}`);
  line.replaceChildren(...visible([differenceText(found), ...unjudged, ...alone].filter(Boolean).join(" · ")));
  line.hidden = !line.textContent;
}

function differenceText(found) {
  const { difference, test } = found ?? {};
  if (!isNumber(difference?.value)) return null;
  const signed = (value) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${percent(Math.abs(value))}`;
  const range = isNumber(difference.low) ? ` (95 % interval ${signed(difference.low)} to ${signed(difference.high)}, ${difference.method})` : "";
  const chance = isNumber(test?.p) ? `, p ${test.p < 0.001 ? "< 0.001" : `= ${test.p.toFixed(3)}`} (${test.name})` : "";
  return `${signed(difference.value)} points over ${count(found.items)} samples${range}${chance}`;
}

function drawFlips(f, act) {
  const box = document.getElementById("statuses");
  box.setAttribute("aria-label", "What became of each pair");
  const titles = ["passed in both", "passed, then failed", "failed, then passed", "failed in both", "undecided, broken, unanswered or asked otherwise in one"];
  box.replaceChildren(...FLIPS.map((name, flip) => h("button", { type: "button", class: `c-flip-${flip}`, title: titles[flip], "aria-pressed": String(Boolean((f.flips >> flip) & 1)),
    onclick: () => act(flip) }, `${name} `, h("small", {}, count(pairs.counts[flip] ?? 0)))));
}
