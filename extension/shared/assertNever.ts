/** Makes a switch over a union exhaustive: it compiles only when every member is handled. */
export function assertNever(value: never): never {
  throw new Error(`Not expected: ${JSON.stringify(value)}`);
}
