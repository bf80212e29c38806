/** workerd refuses what no close frame may hold, and by default nothing else. */
export function isCloseCode(code: number): boolean {
  return code >= 1000 && code <= 4999 && !NEVER_SENT.has(code);
}

/** https://www.iana.org/assignments/websocket/websocket.xhtml */
const NEVER_SENT = new Set([1004, 1005, 1006, 1015]);

/** What the author of a code that is refused may have meant. */
export function closeCodeFor(refused: number): number {
  if (refused === 1005 || refused === 0 || refused === 200) return NORMAL;
  // A status of HTTP: the range for an application's own codes is where projects put them.
  return refused >= 300 && refused < 600 ? 4000 + refused : FAILED;
}

/** What a browser's `close()` takes, and workerd with the flag `pedantic_wpt`: 1000, or 3000 to 4999. */
export function strictCloseCodeFor(code: number): number {
  return 4000 + (code % 1000);
}

export const NORMAL = 1000;
const FAILED = 1011;

export const MAX_REASON_BYTES = 123;

/** The longest text that fits whatever its characters are: one unit of UTF-16 takes at most three bytes. */
export const SAFE_REASON_LENGTH = MAX_REASON_BYTES / 3;

const MORE = '…';

/** The reason, cut so that it can be sent; undefined when it can be sent as it is. */
export function shortReason(reason: string): string | undefined {
  if (bytesOf(reason) <= MAX_REASON_BYTES) return undefined;
  let kept = '';
  let left = MAX_REASON_BYTES - bytesOf(MORE);
  for (const character of reason) {
    left -= bytesOf(character);
    if (left < 0) break;
    kept += character;
  }
  return kept.trimEnd() + MORE;
}

/** In UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
