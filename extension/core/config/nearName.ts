/**
 * True when one slip of the hand makes one name of the other: another case, or one character too many, too
 * few, another one, or two of them swapped.
 */
export function isNearName(a: string, b: string): boolean {
  if (a === b) return false;
  if (a.toLowerCase() === b.toLowerCase()) return true;
  let start = 0;
  while (start < a.length && a.charAt(start) === b.charAt(start)) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.charAt(a.length - 1 - end) === b.charAt(b.length - 1 - end)) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  const isSwap = restA.length === 2 && restA.charAt(0) + restA.charAt(1) === reversed(restB);
  // `DB1` and `DB2` are two things, not one and its misspelling.
  const isCounted = /\d/.test(restA) || /\d/.test(restB);
  return (
    !isCounted &&
    Math.min(a.length, b.length) > 2 &&
    (isSwap || Math.max(restA.length, restB.length) === 1)
  );
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}
