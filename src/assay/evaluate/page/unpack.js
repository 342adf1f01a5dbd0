// Pieces that the file itself carries: gzipped elements, unpacked when they are asked for.

const pause = () => new Promise((done) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { channel.port1.close(); done(); };
  channel.port2.postMessage(0);
});

// The parser may still be reading: an element counts once something stands after it.
async function embedded(id) {
  for (;;) {
    const element = document.getElementById(id);
    if (element && (element.nextSibling || document.readyState !== "loading")) return element.textContent;
    if (document.readyState === "complete") throw new Error(`The page is cut short: ${id} is missing.`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

async function unpacked(id) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser cannot unpack gzip (DecompressionStream is missing); any browser since 2023 can.");
  }
  const stream = new Blob([bytesOf(await embedded(id))]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

const unpackedText = async (id) => new TextDecoder().decode(await unpacked(id));
const unpackedJson = async (id) => JSON.parse(await unpackedText(id));

// Promises of pieces, the oldest forgotten first; one that is kept tells its value in `here`.
function remember(limit, load) {
  const kept = new Map();
  return (...given) => {
    const key = given.join(":");
    let value = kept.get(key);
    if (value) kept.delete(key);
    else {
      const made = value = load(...given);
      made.then((here) => { made.here = here; }, () => kept.delete(key));
    }
    kept.set(key, value);
    if (kept.size > limit) kept.delete(kept.keys().next().value);
    return value;
  };
}
