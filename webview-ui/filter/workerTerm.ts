/** The filter word that finds the events of one Worker. */
export function workerTerm(name: string): string {
  return /^[\w-]+$/.test(name) ? `worker:${name}` : `worker:"${name}"`;
}
