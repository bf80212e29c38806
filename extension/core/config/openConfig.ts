import type { ConfigDocument } from './configDocument.ts';
import { openJson } from './jsonDocument.ts';
import { openToml } from './tomlDocument.ts';

/** Undefined when the text is not well-formed. The ending of the file tells the format. */
export function openConfig(file: string, text: string): ConfigDocument | undefined {
  return /\.toml$/i.test(file) ? openToml(text) : openJson(text);
}
