// Two runs, sample by sample: what flipped either way, and what the difference is worth.

async function drawPairLine(f) {
  const line = document.getElementById("pair-line");
  const given = await source.compared(f.run, f.other).catch(() => null);
  const found = own(given, f.by) ?? own(given, "");
  const alone = [f.run, f.other].map((run, i) => (pairs.alone[i] ? `${count(pairs.alone[i])} only in ${state.runs[run].name}` : null)).filter(Boolean);
  line.replaceChildren(...visible([found?.line, ...alone].filter(Boolean).join(" · ")));
  line.hidden = !line.textContent;
}

function drawFlips(f, act) {
  const box = document.getElementById("statuses");
  box.setAttribute("aria-label", "What became of each pair");
  const titles = ["passed in both", "passed, then failed", "failed, then passed", "failed in both", "undecided, broken or unanswered in one"];
  box.replaceChildren(...FLIPS.map((name, flip) => h("button", { type: "button", class: `c-flip-${flip}`, title: titles[flip], "aria-pressed": String(Boolean((f.flips >> flip) & 1)),
    onclick: () => act(flip) }, `${name} `, h("small", {}, count(pairs.counts[flip] ?? 0)))));
}
