// The index of the search: which issues have some words, the best first. It asks the site for the shards of these words, and for no more.
const searchIndex = (() => {
  "use strict";
  const SPAN = 4; // over how many shards a beginning may reach that is still typed
  const WEIGHTS = [1, 1.6, 2.5, 5]; // once, often, wanted or named by the header, in the title
  const BEGUN = 0.6; // what a word counts that only begins as was typed
  const LOW = 12; // how many digits of an id are its number; those before them name its space
  const DIGITS = new Map(Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", (digit, n) => [digit, n]));

  const FILES = globalThis.document?.getElementById("search")?.dataset.index ?? ""; // where the files of the index lie

  // What was asked of the site, each but once.
  const asked = new Map();
  const ask = (path, kind) => {
    if (!asked.has(path)) {
      const answer = fetch(path).then((response) => {
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        return response[kind]();
      });
      answer.catch(() => asked.delete(path));
      asked.set(path, answer);
    }
    return asked.get(path);
  };

  // Texts as sorted by the index: by the numbers of their characters.
  const before = (one, other) => {
    const left = Array.from(one, (char) => char.codePointAt(0));
    const right = Array.from(other, (char) => char.codePointAt(0));
    for (let n = 0; n < left.length && n < right.length; n += 1) if (left[n] !== right[n]) return left[n] < right[n];
    return left.length < right.length;
  };
  const shardOf = (shards, word) => {
    let low = 0;
    let high = shards.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(word, shards[middle][0])) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  };

  // The ids of a list, and what each weighs: `use(id, weight)`.
  const unlist = (columns, use) => {
    for (let column = 0; column < columns.length; column += 2) {
      const space = column ? columns[column - 1] : "";
      const text = columns[column];
      const isLong = /\d$/.test(space);
      let number = 0;
      let value = 0;
      let scale = 1;
      for (let n = 0; n < text.length; n += 1) {
        const digit = DIGITS.get(text[n]);
        value += (digit % 32) * scale;
        scale *= 32;
        if (digit < 32) {
          number += Math.floor(value / 4);
          use(space + (isLong ? String(number).padStart(LOW, "0") : number), value % 4);
          value = 0;
          scale = 1;
        }
      }
    }
  };
  const column = (line) => line.split("\t");

  // The shards that hold a word, and those that hold words that begin with it where these are few.
  const shardsFor = (shards, word, typing) => {
    const own = shardOf(shards, word);
    const last = typing ? shardOf(shards, `${word}\u{10ffff}`) : own;
    const isShort = last - Math.max(own, 0) >= SPAN;
    const names = shards.slice(Math.max(own, 0), isShort ? own + 1 : last + 1).map(([, name]) => name);
    return { names, isShort };
  };

  const linesOf = (text) => text.split("\n").slice(0, -1).map(column).map(([words, ...lists]) => ({ words: words.split(" "), lists }));
  const linesIn = async (names) => (await Promise.all(names.map((name) => ask(`${FILES}${name}.txt`, "text")))).flatMap(linesOf);

  // How much of a word begins like another.
  const shared = (one, other) => {
    let n = 0;
    while (n < one.length && one[n] === other[n]) n += 1;
    return n;
  };

  // What a word finds of some lines: those of its own stem; while it is typed those that begin so, too; if there are none, those that
  // begin nearly so.
  const linesFor = (lines, word, typing) => {
    const exact = lines.filter((line) => line.words.includes(word)).map((line) => ({ ...line, counts: 1 }));
    const begun = lines.filter((line) => !line.words.includes(word) && line.words.some((held) => held.startsWith(word))).map((line) => ({ ...line, counts: BEGUN }));
    if (exact.length || begun.length) return exact.length && !typing ? exact : [...exact, ...begun];
    const near = lines.map((line) => ({ ...line, counts: BEGUN / 2, near: Math.max(...line.words.map((held) => (held.length <= word.length + 3 ? shared(held, word) : 0))) }));
    const most = Math.max(0, ...near.map((line) => line.near));
    return most < Math.max(4, word.length - 3) ? [] : near.filter((line) => line.near === most);
  };

  // The same, with the lines of stems that lie in other shards, where these are few.
  const followed = async (shards, lines, word, typing) => {
    const led = lines.filter(({ lists }) => lists[0][0] === ">");
    const found = lines.filter(({ lists }) => lists[0][0] !== ">");
    const names = [...new Set(led.map(({ lists }) => shards[shardOf(shards, lists[0].slice(1))][1]))];
    const words = new Set(led.flatMap((line) => line.words));
    if (!names.length || names.length > SPAN) return found;
    const there = (await linesIn(names)).filter((line) => line.words.some((held) => words.has(held)));
    return [...found, ...linesFor(there, word, typing)];
  };

  // For each word asked for: the issues that have it, with what it counts there, and the forms of it that were found.
  const lookUp = ({ shards, issues }, words) =>
    Promise.all(
      words.map(async (word, n) => {
        const isLast = n === words.length - 1;
        const { names, isShort } = shardsFor(shards, word, isLast);
        const typing = isLast && !isShort;
        const lines = await followed(shards, linesFor(await linesIn(names), word, typing), word, typing);
        const found = new Map();
        for (const line of lines) {
          unlist(line.lists, (id, weight) => found.set(id, Math.max(found.get(id) ?? 0, WEIGHTS[weight] * line.counts)));
        }
        const rare = Math.log(1 + issues / Math.max(1, found.size));
        for (const [id, counts] of found) found.set(id, counts * rare);
        return { word, isShort, found, forms: new Set([word, ...lines.flatMap((line) => line.words)]) };
      }),
    );

  // The ids of issues that have what was chosen; null where nothing was.
  const limitedTo = async (chosen) => {
    const sets = await Promise.all(
      chosen.map(async ([name, value]) => {
        const ids = new Set();
        const lines = (await ask(`${FILES}by-${name}.txt`, "text")).split("\n").map(column);
        for (const [held, ...lists] of lines) if (held === value && lists.length) unlist(lists, (id) => ids.add(id));
        return ids;
      }),
    );
    return sets.length ? sets.reduce((one, other) => new Set([...one].filter((id) => other.has(id)))) : null;
  };

  // Ids with what they count, the best first; of those that count the same the newest, as far as their numbers tell.
  const sorted = (counted) => {
    const keyed = counted.map(([id, score]) => ({ id, score, number: id.slice(id.lastIndexOf("-") + 1) }));
    keyed.sort((one, other) => {
      if (one.score !== other.score) return other.score - one.score;
      if (one.number.length !== other.number.length) return other.number.length - one.number.length;
      if (one.number !== other.number) return other.number > one.number ? 1 : -1;
      return one.id < other.id ? -1 : 1;
    });
    return keyed.map(({ id }) => id);
  };

  // The ids found, the best first: those that have all words, or where none has, those that have the most.
  const ranked = (looked, limit) => {
    if (!looked.length) return { ids: sorted([...(limit ?? [])].map((id) => [id, 0])), all: true, any: true };
    const counts = new Map();
    for (const { found } of looked) {
      for (const [id, score] of found) {
        const held = counts.get(id);
        if (!held) counts.set(id, { words: 1, score });
        else {
          held.words += 1;
          held.score += score;
        }
      }
    }
    const within = limit === null ? [...counts] : [...counts].filter(([id]) => limit.has(id));
    const most = within.reduce((words, [, held]) => Math.max(words, held.words), 0);
    const best = within.filter(([, held]) => held.words === most).map(([id, { score }]) => [id, score]);
    return { ids: sorted(best), all: most === looked.length, any: counts.size > 0 };
  };

  const remembering = (answer) => {
    const known = new Map();
    return (word) => {
      if (!known.has(word)) known.set(word, answer(word));
      return known.get(word);
    };
  };

  // The issues that have some words, of those that have what was chosen (pairs of a name and a value): their ids, the best first;
  // whether they have all words; whether any issue has some, chosen or not; whether a word is too short to look for what begins so;
  // and which of the words a form of it stands for (-1: none).
  const find = async (words, chosen) => {
    const [looked, limit] = await Promise.all([ask(`${FILES}shards.json`, "json").then((shards) => lookUp(shards, words)), limitedTo(chosen)]);
    return {
      ...ranked(looked, limit),
      short: looked.some(({ isShort }) => isShort),
      which: remembering((word) => (word ? looked.findIndex(({ forms }) => forms.has(word)) : -1)),
    };
  };

  return { ask, find, unlist };
})();
