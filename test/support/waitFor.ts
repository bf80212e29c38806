/**
 * Waits until something holds, and gives what it gave.
 *
 * @param limit ms. @throws Error that says what did not come true.
 */
export async function waitFor<T>(
  what: string,
  check: () => T | Promise<T>,
  limit = 20_000,
): Promise<Exclude<T, undefined | null | false>> {
  const end = Date.now() + limit;
  for (;;) {
    const value = await check();
    if (value !== undefined && value !== null && value !== false) {
      return value as Exclude<T, undefined | null | false>; // just tested
    }
    if (Date.now() > end) throw new Error(`Not so after ${limit} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
