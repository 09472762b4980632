// Checking what was sealed, in the browser: signed notes, checkpoints, proofs, and words against their commitments. It asks nobody:
// whatever it needs is given to it. What it cannot check it says (CannotError); what does not hold is a FalseError.

export class FalseError extends Error {}
export class CannotError extends Error {}

const encoder = new TextEncoder();
const fail = (told) => { throw new FalseError(told); };
const utf8 = (text) => encoder.encode(text);
const PROOF = "onrecord-proof/1", RECEIPT = "onrecord-receipt/1", TLOG = "c2sp.org/tlog-proof@v1", WORDS = "onrecord-words/1";

export function fromBase64(text, size) {
  let found;
  try { found = Uint8Array.from(atob(text), (char) => char.charCodeAt(0)); } catch { fail("this is no base64"); }
  if (toBase64(found) !== text) fail("base64 is spelt in one way only");
  if (size !== undefined && found.length !== size) fail(`there are ${found.length} bytes, not ${size}`);
  return found;
}

export const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
  return whole;
}

export async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) throw new CannotError("this browser gives no cryptography to this page");
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export const leafHash = (entry) => sha256(joined(Uint8Array.of(0), entry));
export const nodeHash = (left, right) => sha256(joined(Uint8Array.of(1), left, right));

// A key as it is announced: name+id+key.
export async function readKey(text) {
  const [name, id, key, ...more] = text.split("+").length > 3 ? rejoined(text) : text.split("+");
  if (more.length || !name || !id || !key || /\s/.test(name)) fail("this is no key in the form name+id+key");
  const bytes = fromBase64(key, 33);
  if (bytes[0] !== 1) fail("this is no Ed25519 key");
  const hash = await sha256(joined(utf8(name), Uint8Array.of(10), bytes));
  if (toHex(hash.slice(0, 4)) !== id) fail("the id is not that of this key");
  return { name, id: hash.slice(0, 4), key: bytes.slice(1) };
}

// The key itself may hold a +.
function rejoined(text) {
  const [name, id, ...rest] = text.split("+");
  return [name, id, rest.join("+")];
}

async function signs(key, signature, text) {
  let held;
  try {
    held = await crypto.subtle.importKey("raw", key.key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    throw new CannotError("this browser cannot check Ed25519 signatures");
  }
  return crypto.subtle.verify({ name: "Ed25519" }, held, signature, utf8(text));
}

// The text of a signed note (https://c2sp.org/signed-note), by the keys that are trusted.
export async function openNote(note, keys) {
  const at = note.lastIndexOf("\n\n");
  const lines = note.slice(at + 2).split("\n");
  if (at < 0 || lines.pop() !== "" || !lines.length || lines.length > 100) fail("this is no note: it has no text with signatures below");
  const text = note.slice(0, at + 1);
  if (/[\x00-\x09\x0b-\x1f]/.test(text)) fail("the text of a note has no control characters");
  let signed = false;
  for (const line of lines) signed = (await ofLine(line, text, keys)) || signed;
  if (!signed) fail("no key that is known signed this");
  return text;
}

async function ofLine(line, text, keys) {
  const found = /^— (\S+) (\S+)$/u.exec(line);
  if (!found || found[1].includes("+")) fail("this is no note: below its text there is more than signatures");
  const bytes = fromBase64(found[2]);
  if (bytes.length < 5) fail("this is no note: a signature is too short");
  const key = keys.find((one) => one.name === found[1] && same(one.id, bytes.slice(0, 4)));
  if (!key) return false;
  if (bytes.length !== 68 || !(await signs(key, bytes.slice(4), text))) fail(`the signature of ${key.name} is not of this text`);
  return true;
}

function number(text) {
  if (!/^(0|[1-9][0-9]{0,14})$/.test(text)) fail("a number has digits alone, and none too many");
  return Number(text);
}

export function readCheckpoint(text) {
  const lines = text.split("\n");
  if (lines.length !== 4 || lines[3] || !lines[0]) fail("a checkpoint has three lines: an origin, a size and a root");
  return { origin: lines[0], size: number(lines[1]), root: fromBase64(lines[2], 32) };
}

// The way from a leaf, or a complete part, up to the root (RFC 9162, section 2.1): whether each hash stands to the left.
function* way(place, last, proof) {
  for (const step of proof) {
    if (last === 0) fail("the proof is too long");
    const isLeft = place % 2 === 1 || place === last;
    yield [isLeft, step];
    while (isLeft && place % 2 === 0 && place) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  if (last) fail("the proof is too short");
}

export async function checkInclusion(index, size, leaf, proof, root) {
  if (index >= size) fail(`there is no entry ${index} among ${size}`);
  let hash = leaf;
  for (const [isLeft, step] of way(index, size - 1, proof)) hash = await (isLeft ? nodeHash(step, hash) : nodeHash(hash, step));
  if (!same(hash, root)) fail(`the proof does not show that this is entry ${index} of the tree`);
}

export async function checkConsistency(old, size, oldRoot, root, proof) {
  if (old > size) fail(`a tree of ${size} does not go on from one of ${old}`);
  if (old === size || old === 0) {
    if (proof.length || (old && !same(oldRoot, root))) fail("the trees are not the same");
    return;
  }
  let [place, last] = [old - 1, size - 1];
  while (place % 2) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  const hashes = place ? [...proof] : [oldRoot, ...proof];
  if (!hashes.length) fail("the proof is too short");
  let [then, now] = [hashes[0], hashes[0]];
  for (const [isLeft, step] of way(place, last, hashes.slice(1))) {
    if (isLeft) then = await nodeHash(step, then);
    now = await (isLeft ? nodeHash(step, now) : nodeHash(now, step));
  }
  if (!same(then, oldRoot) || !same(now, root)) fail(`the proof does not show that the tree of ${size} goes on from that of ${old}`);
}

// An entry of the log: ASCII, its names sorted, nothing between its signs, spelt in one way.
export function readEntry(text) {
  let held;
  try { held = JSON.parse(text); } catch { fail("an entry is JSON"); }
  if (!held || typeof held !== "object" || Array.isArray(held)) fail("an entry has a kind and a time");
  const sorted = Object.fromEntries(Object.keys(held).sort().map((name) => [name, held[name]]));
  if (!/^[\x20-\x7e]*$/.test(text) || JSON.stringify(sorted) !== text) fail("an entry is spelt in one way only");
  if (typeof held.k !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(held.t ?? "")) fail("an entry has a kind and a time");
  return held;
}

// Words beside the log: their parts, and whether they are those that an entry commits to.
export async function checkWords(text, entry) {
  let blob;
  try { blob = JSON.parse(text); } catch { fail("this is no JSON"); }
  if (!blob || blob.blob !== WORDS || !Array.isArray(blob.parts)) fail(`these are no words of the form ${WORDS}`);
  const digests = [];
  for (const part of blob.parts) digests.push(toBase64(await digestOf(part)));
  const c = await sha256(utf8([WORDS, ...digests, ""].join("\n")));
  const f = await digestOf(blob.frame);
  if (toBase64(c) !== entry.c || toBase64(f) !== entry.f) fail("the words are not those that the entry commits to");
  return blob.parts.filter((part) => typeof part === "string").map((part) => JSON.parse(part).slice(1));
}

async function digestOf(part) {
  if (typeof part === "string") return sha256(utf8(part));
  if (!part || typeof part !== "object" || Object.keys(part).sort().join() !== "redacted,sha256") fail("a part is a text, or says what erased it");
  return fromBase64(part.sha256, 32);
}

function readProof(text) {
  const at = text.indexOf("\n\n");
  const [form, index, ...hashes] = text.slice(0, Math.max(at, 0)).split("\n");
  if (at < 0 || form !== TLOG || !index?.startsWith("index ") || hashes.length > 63) fail(`a proof begins with ${TLOG} and an index`);
  return { index: number(index.slice(6)), hashes: hashes.map((one) => fromBase64(one, 32)), note: text.slice(at + 2) };
}

// What evidence shows, by the keys that are trusted.
export async function judge(text, keys) {
  if (text.startsWith(`${RECEIPT}\n`)) return { kind: "receipt", ...(await readReceipt(text, keys)) };
  const lines = text.split("\n");
  if (lines[0] !== PROOF || lines.length < 5) fail(`evidence begins with ${PROOF} or ${RECEIPT}`);
  const { index, hashes, note } = readProof(lines.slice(3).join("\n"));
  const checkpoint = readCheckpoint(await openNote(note, keys));
  const entry = readEntry(lines[1]);
  await checkInclusion(index, checkpoint.size, await leafHash(utf8(lines[1])), hashes, checkpoint.root);
  const words = lines[2] === "-" ? null : await checkWords(lines[2], entry);
  return { kind: "proof", index, entry, words, checkpoint };
}

async function readReceipt(text, keys) {
  const lines = (await openNote(text, keys)).split("\n");
  const named = ["log ", "commit ", "received ", "due "];
  if (lines.length !== 6 || lines[5] || !named.every((name, at) => lines[at + 1].startsWith(name))) fail("a receipt has five lines");
  const [origin, commit, received, due] = named.map((name, at) => lines[at + 1].slice(name.length));
  const times = [received, due];
  if (!times.every((time) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time)) || due < received) fail("a receipt has two times");
  return { origin, c: toBase64(fromBase64(commit, 32)), received, due };
}
