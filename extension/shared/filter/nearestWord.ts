/** @returns the word that is two slips of the hand away at most, the nearest first; undefined when there is none. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  const word = typed.toLowerCase();
  // Two slips in a short word make it another one.
  let best = word.length < 6 ? 2 : 3;
  let found: string | undefined;
  for (const other of words) {
    const slips = distance(word, other.toLowerCase());
    if (slips > 0 && slips < best) {
      best = slips;
      found = other;
    }
  }
  return found;
}

/** Characters to add, take away, change or swap with a neighbour (Damerau and Levenshtein, optimal alignment). */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? Infinity;
}
