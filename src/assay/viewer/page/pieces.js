// Where the page's data comes from: fetched from the server, or carried in the file itself.

const SLICE_MS = 8;
const carried = document.getElementById("state");

// Rests whenever work has gone on for `SLICE_MS`, so that no frame waits for longer.
function breather() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await pause();
    since = performance.now();
  };
}

async function fetched(name, asked = {}) {
  const answer = await fetch(`${name}?${new URLSearchParams(asked)}`, { redirect: "error" });
  if (answer.ok) return answer;
  const fault = new Error((await answer.text()).slice(0, 500));
  fault.status = answer.status;
  throw fault;
}

const epochOf = (run) => ({ run, epoch: runs[run].epoch });
const asJson = async (answer) => (await answer).json();

const served = {
  live: true,
  state: () => asJson(fetched("state")),
  index: async (run, from, epoch) => (await fetched("index", { run, from, epoch })).arrayBuffer(),
  items: () => asJson(fetched("items")),
  numbers: (run) => asJson(fetched("numbers", { run })),
  compared: (run, other) => asJson(fetched("compared", { run, other })),
  // The last chunk of a live run grows: how much of it there is belongs to its name.
  labels: remember(80, (run, chunk, epoch) => asJson(fetched("labels", { run, chunk, epoch }))),
  line: remember(40, (run, row, epoch) => asJson(fetched("line", { run, row, epoch }))),
  async search(run, query, found, stopped) {
    for (let from = 0; from !== null && !stopped();) {
      const { rows, next } = await asJson(fetched("search", { ...epochOf(run), q: query, from }));
      from = next;
      if (!stopped()) found(rows, next === null ? 1 : next / Math.max(1, runs[run].rows));
    }
  },
};

const block = remember(4, async (run, number) => (await unpackedText(`lines-${run}-${number}`)).split("\n"));

const inFile = {
  live: false,
  state: async () => JSON.parse(carried.textContent),
  index: (run) => unpacked(`index-${run}`),
  items: () => unpackedJson("items"),
  numbers: (run) => unpackedJson(`numbers-${run}`),
  compared: (run, other) => unpackedJson(`compared-${run}-${other}`),
  labels: remember(80, (run, chunk) => unpackedJson(`labels-${run}-${chunk}`)),
  line: remember(40, async (run, row) => {
    const starts = state.blocks[run];
    let low = 0, high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= row) low = middle; else high = middle;
    }
    return JSON.parse((await block(run, low))[row - starts[low]]);
  }),
  search: (run, query, found, stopped) => searchFile(run, query, found, stopped),
};

const source = carried ? inFile : served;
