/** `node:fs`, `cloudflare:workers`: the runtime brings it along, and loading it costs nothing. */
export function isRuntimeModule(name: string): boolean {
  return /^[a-z]+:/.test(name);
}
