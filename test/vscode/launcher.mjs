#!/usr/bin/env node
// The executable that @vscode/test-electron starts where the desktop editor cannot be downloaded.
import { main } from './launch.ts';

process.exitCode = await main(process.argv.slice(2));
