import type { CopiedRequest } from './copiedRequest.ts';

/** A call of `fetch` that sends the request again, and above it a comment a note. */
export function fetchCode(
  { method, url, headers }: CopiedRequest,
  notes: readonly string[],
): string {
  const init = { method, headers: Object.fromEntries(headers) };
  const call = `await fetch(${JSON.stringify(url)}, ${JSON.stringify(init, undefined, 2)});`;
  return [...notes.map((note) => `// ${note}`), call].join('\n');
}
