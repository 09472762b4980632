// How a text falls into the words that are looked for: as render/search/words.py does it, to the letter.
const searchWords = (() => {
  "use strict";
  const LONGEST = 32;
  const FOLDED = "\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u00ad\\u200c\\u200d";
  const SPACELESS =
    "\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0ece\\u1000-\\u1049\\u1050-\\u109f\\u1100-\\u11ff\\u1780-\\u17d3\\u2e80-\\u2fdf\\u3005-\\u3007" +
    "\\u3041-\\u3096\\u3099\\u309a\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3" +
    "\\uf900-\\ufaff\\u{20000}-\\u{3fffd}";
  const MARKS = `${FOLDED}\\u0900-\\u0963\\u0971-\\u0dff\\u0f20-\\u0f33\\u0f39-\\u0fbc${SPACELESS}`;
  const RUN = new RegExp(`[\\p{L}\\p{N}${MARKS}]+`, "gu");
  const PIECES = new RegExp(`([${SPACELESS}]+)|[^${SPACELESS}]+`, "gu");
  const LEFT_OUT = new RegExp(`[${FOLDED}]+`, "gu");
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ς: "σ" };
  const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");

  const ASCII = /^[\u0000-\u007f]*$/; // as nearly all words are: there is nothing to normalise
  const small = (text) => (ASCII.test(text) ? text.toLowerCase() : text.normalize("NFKC").toLowerCase().normalize("NFC"));
  const folded = (raw) =>
    ASCII.test(raw) ? raw : raw.normalize("NFD").replace(LEFT_OUT, "").normalize("NFC").replace(LETTER, (letter) => LETTERS[letter]);
  const pieces = (text) =>
    Array.from(text.matchAll(RUN), (run) =>
      ASCII.test(run[0])
        ? { text: run[0], paired: false, at: run.index }
        : Array.from(run[0].matchAll(PIECES), (piece) => ({ text: piece[0], paired: piece[1] !== undefined, at: run.index + piece.index })),
    ).flat();

  const wordOf = (raw) => {
    const whole = folded(raw);
    const word = whole.length > LONGEST ? Array.from(whole).slice(0, LONGEST).join("") : whole;
    return /^[a-z]$/.test(word) ? "" : word;
  };

  // Each pair of neighbours, and the last character alone.
  const pairs = (run) => {
    const chars = Array.from(run);
    return chars.map((char, at) => char + (chars[at + 1] ?? ""));
  };

  // Every word of a text in order; of scripts without spaces the pairs.
  const words = (text) => pieces(small(text)).flatMap((piece) => (piece.paired ? pairs(folded(piece.text)) : wordOf(piece.text) || []));

  // What is asked for: whole words, and pairs without the last character alone, unless there is but one.
  const asked = (text) => {
    const found = pieces(small(text)).flatMap((piece) => {
      if (!piece.paired) return wordOf(piece.text) || [];
      const all = pairs(folded(piece.text));
      return all.length > 1 ? all.slice(0, -1) : all;
    });
    return [...new Set(found)];
  };

  // Where a text holds words that were found: from where to where, and which of those asked for it is (-1 for none of them).
  const places = (text, which) => {
    const found = [];
    for (const piece of pieces(text)) {
      if (!piece.paired) {
        const at = which(wordOf(small(piece.text)));
        if (at >= 0) found.push({ start: piece.at, stop: piece.at + piece.text.length, which: at });
        continue;
      }
      const chars = Array.from(piece.text);
      let start = piece.at;
      chars.forEach((char, n) => {
        const next = chars[n + 1] ?? "";
        const pair = next ? which(folded(small(char + next))) : -1;
        const single = which(folded(small(char)));
        if (single >= 0) found.push({ start, stop: start + char.length, which: single });
        else if (pair >= 0) found.push({ start, stop: start + char.length + next.length, which: pair });
        start += char.length;
      });
    }
    return found;
  };

  return { words, asked, places };
})();
