// A published log in tiles (https://c2sp.org/tlog-tiles): the hashes that a proof takes, asked for file by file, each once.

import { CannotError, FalseError, nodeHash } from "./verify-log.js";

const WIDTH = 256, SIZE = 32;

export function tilePath(level, n, width) {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, "0");
  const groups = digits.match(/.{3}/g);
  const name = [...groups.slice(0, -1).map((group) => `x${group}`), groups.at(-1)].join("/");
  return `tile/${level}/${name}${width === WIDTH ? "" : `.p/${width}`}`;
}

export class Tiles {
  constructor(base, size) {
    Object.assign(this, { base, size, fetched: 0, rows: new Map() });
  }

  async read(path) {
    this.fetched += 1;
    let answer;
    try { answer = await fetch(this.base + path); } catch { throw new CannotError(`${path} could not be loaded`); }
    if (!answer.ok) throw new FalseError(`${path} is missing from the log`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  // An entry, from its bundle.
  async entry(index) {
    const n = Math.floor(index / WIDTH), width = Math.min(WIDTH, this.size - n * WIDTH);
    const data = await this.read(tilePath("entries", n, width));
    let at = 0;
    for (let place = n * WIDTH; at + 2 <= data.length; place += 1) {
      const end = at + 2 + data[at] * 256 + data[at + 1];
      if (end > data.length) break;
      if (place === index) return data.slice(at + 2, end);
      at = end;
    }
    throw new FalseError(`the bundle does not hold entry ${index}`);
  }

  // The hash of a complete part: the 2^level leaves from n·2^level on.
  async at(level, n) {
    const high = Math.floor(level / 8), low = level % 8, first = n * 2 ** low, place = Math.floor(first / WIDTH);
    const width = Math.min(WIDTH, Math.floor(this.size / WIDTH ** high) - place * WIDTH);
    const rows = await this.row(high, place, width);
    return rows[low][(first % WIDTH) / 2 ** low];
  }

  async row(level, n, width) {
    const path = tilePath(level, n, width);
    if (!this.rows.has(path)) this.rows.set(path, this.build(path, width));
    return this.rows.get(path);
  }

  async build(path, width) {
    const data = await this.read(path);
    if (data.length !== width * SIZE) throw new FalseError(`${path} has not the length that it has to have`);
    const rows = [Array.from({ length: width }, (_, at) => data.slice(at * SIZE, (at + 1) * SIZE))];
    while (rows.at(-1).length > 1) {
      const below = rows.at(-1);
      rows.push(await Promise.all(Array.from({ length: below.length >> 1 }, (_, at) => nodeHash(below[2 * at], below[2 * at + 1]))));
    }
    return rows;
  }

  async part(begin, end) {
    const size = end - begin, level = Math.floor(Math.log2(size));
    if (size === 2 ** level) return this.at(level, begin / 2 ** level);
    const middle = begin + left(size);
    return nodeHash(await this.part(begin, middle), await this.part(middle, end));
  }

  async inclusion(index, begin = 0, end = this.size) {
    if (end - begin === 1) return [];
    const middle = begin + left(end - begin);
    return index < middle
      ? [...(await this.inclusion(index, begin, middle)), await this.part(middle, end)]
      : [...(await this.inclusion(index, middle, end)), await this.part(begin, middle)];
  }

  async consistency(old) {
    return 0 < old && old < this.size ? this.since(old, 0, this.size, true) : [];
  }

  async since(old, begin, end, whole) {
    if (old === end) return whole ? [] : [await this.part(begin, end)];
    const middle = begin + left(end - begin);
    return old <= middle
      ? [...(await this.since(old, begin, middle, whole)), await this.part(middle, end)]
      : [...(await this.since(old, middle, end, false)), await this.part(begin, middle)];
  }
}

// How many of so many leaves stand in the left half: the largest power of two that is less.
const left = (size) => 2 ** (Math.ceil(Math.log2(size)) - 1);
