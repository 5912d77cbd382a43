/** A set of row numbers, one bit each. */
export type Bits = Uint32Array;

/** An empty set for `size` rows. */
export function emptyBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** All rows. */
export function allBits(size: number): Bits {
  const bits = emptyBits(size).fill(0xffffffff);
  const spare = size & 31;
  if (spare > 0) bits[bits.length - 1] = (1 << spare) - 1;
  return bits;
}

export function addBit(bits: Bits, row: number): void {
  const word = row >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (row & 31));
}

export function hasBit(bits: Bits, row: number): boolean {
  return (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

/** Adds every row of `other` to `bits`. */
export function unite(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] ?? 0) | (other[word] ?? 0);
  }
}

/** The rows that are in every set; all rows of none. */
export function intersect(sets: readonly Bits[], size: number): Bits {
  const bits = allBits(size);
  for (const set of sets) {
    for (let word = 0; word < bits.length; word += 1) {
      bits[word] = (bits[word] ?? 0) & (set[word] ?? 0);
    }
  }
  return bits;
}

/** How many rows a set has. */
export function countBits(bits: Bits): number {
  let sum = 0;
  for (let word = 0; word < bits.length; word += 1) sum += ones(bits[word] ?? 0);
  return sum;
}

/** Calls `visit` with every row of a set, in ascending order. */
export function eachBit(bits: Bits, visit: (row: number) => void): void {
  for (let word = 0; word < bits.length; word += 1) {
    let left = bits[word] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      visit((word << 5) + 31 - Math.clz32(lowest));
      left ^= lowest;
    }
  }
}

/** Ones of a 32-bit word, counted side by side (Hacker's Delight, 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
