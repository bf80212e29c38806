/** An edit to an installed package or a bundle is lost with the next install or build. */
const GENERATED = /(^|[\\/])(node_modules|\.wrangler|dist)[\\/]/;

/** Tools write the file, not people. @param fileName path in the Worker project. */
export function isGenerated(fileName: string): boolean {
  return GENERATED.test(fileName);
}
