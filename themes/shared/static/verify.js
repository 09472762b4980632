// The page on which a reader checks what was sealed: what they paste, or the message that they came from.

import { CannotError, checkConsistency, checkInclusion, checkWords, judge, leafHash, openNote, readCheckpoint, readEntry, readKey, toBase64 } from "./verify-log.js";
import { Tiles } from "./verify-tiles.js";

const form = document.getElementById("verify"), told = document.getElementById("verify-told"), words = document.getElementById("verify-words");
const LOG = form.dataset.log, say = (name, values = {}) => form.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

async function keys() {
  return Promise.all(document.getElementById("verify-keys").value.split(/\s+/).filter(Boolean).map(readKey));
}

function show(state, text, parts = []) {
  told.dataset.state = state;
  told.textContent = text;
  words.replaceChildren(...parts.flatMap(([name, value]) => [element("dt", name), element("dd", value)]));
  words.hidden = !parts.length;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  if (name === "dd") made.dir = "auto";
  return made;
}

async function attempt(work) {
  show("", say("working"));
  try {
    await work();
  } catch (error) {
    if (error instanceof CannotError) show("cannot", say("cannot", { why: error.message }));
    else show("false", say("false", { why: error.message }));
  }
}

// What was pasted or dropped.
async function pasted(text) {
  const found = await judge(text.replace(/\r\n/g, "\n"), await keys());
  if (found.kind === "receipt") show("true", say("receipt", { due: found.due }), [["received", found.received], ["due", found.due]]);
  else show("true", say("proof", { index: found.index, unit: found.entry.id ?? found.entry.k, at: found.entry.t }), found.words ?? []);
}

// A message of the site: its entry, asked for from the log, with the proof that it is there; then its words.
async function sealed(unit, index) {
  const note = await text("checkpoint"), checkpoint = readCheckpoint(await openNote(note, await keys()));
  const tiles = new Tiles(LOG, checkpoint.size);
  const before = await remembered(checkpoint, tiles);
  const entry = await tiles.entry(index);
  await checkInclusion(index, checkpoint.size, await leafHash(entry), await tiles.inclusion(index), checkpoint.root);
  const held = readEntry(new TextDecoder().decode(entry));
  if (held.id !== unit) throw new Error(say("another"));
  const parts = await checkWords(await text(`blob/${hexOf(held.c)}.json`), held);
  localStorage.setItem(`onrecord ${checkpoint.origin}`, note);
  show("true", say(before ? "since" : "proof", { index, unit, at: held.t, size: before }), parts);
}

const hexOf = (c) => Array.from(atob(c), (char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join("");

// The checkpoint of the last visit: the log has to go on from it. Its size; 0 for none.
async function remembered(checkpoint, tiles) {
  const note = localStorage.getItem(`onrecord ${checkpoint.origin}`);
  if (!note) return 0;
  const old = readCheckpoint(await openNote(note, await keys()));
  if (old.size > checkpoint.size) throw new Error(say("rollback", { old: old.size, size: checkpoint.size }));
  try {
    await checkConsistency(old.size, checkpoint.size, old.root, checkpoint.root, await tiles.consistency(old.size));
  } catch (error) {
    throw error instanceof CannotError ? error : new Error(say("fork", { old: old.size, root: toBase64(old.root) }));
  }
  return old.size;
}

async function text(path) {
  let answer;
  try { answer = await fetch(LOG + path); } catch { throw new CannotError(say("disk")); }
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

form.hidden = false;
show("", "");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(() => pasted(document.getElementById("verify-text").value));
});
form.addEventListener("dragover", (event) => event.preventDefault());
form.addEventListener("drop", async (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) document.getElementById("verify-text").value = await file.text();
});

// The message that the reader came from stands in the address: #42.3/17 is message 3 of issue 42, in entry 17.
function asked() {
  const found = /^#((?:[a-z]+-)?\d+\.\d+)\/(\d+)$/.exec(decodeURIComponent(location.hash));
  if (found) attempt(() => sealed(found[1], Number(found[2])));
}

window.addEventListener("hashchange", asked);
asked();
