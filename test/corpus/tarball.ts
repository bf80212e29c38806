import { gunzipSync } from 'node:zlib';

export interface PackedFile {
  /** Below the package's folder, with `/`. */
  readonly name: string;
  readonly text: string;
}

const BLOCK = 512;

/** The files of a package as npm packs it; only those whose name is wanted are decoded. */
export function* filesOf(
  tarball: Buffer,
  isWanted: (name: string) => boolean,
): Generator<PackedFile> {
  const tar = gunzipSync(tarball);
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const field = (start: number, length: number) =>
      tar.toString('utf8', at + start, at + start + length).replace(/\0.*$/s, '');
    const size = parseInt(field(124, 12), 8);
    const type = field(156, 1);
    const content = () => tar.toString('utf8', at + BLOCK, at + BLOCK + size);
    if (type === 'x') longName = /^\d+ path=(.*)$/m.exec(content())?.[1];
    else if (type === '' || type === '0') {
      const path = longName ?? [field(345, 155), field(0, 100)].filter((part) => part).join('/');
      // npm puts everything below one folder, mostly `package`.
      const name = path.slice(path.indexOf('/') + 1);
      if (isWanted(name)) yield { name, text: content() };
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
