import { createReadStream } from 'node:fs';
import * as vscode from 'vscode';

const CHUNK = 64 * 1024;

/** A file piece by piece; what is on no disk is read whole, as the editor offers nothing else. */
export async function* fileChunks(
  file: vscode.Uri,
  read: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const source: AsyncIterable<Uint8Array> =
    file.scheme === 'file'
      ? createReadStream(file.fsPath, { highWaterMark: CHUNK })
      : pieces(await vscode.workspace.fs.readFile(file));
  for await (const chunk of source) {
    read(chunk.length);
    yield chunk;
  }
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) {
    yield await Promise.resolve(bytes.subarray(at, at + CHUNK));
  }
}
