import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startEditor, type Editor } from './codeServer.ts';
import { EndedBySignal, endedBySignal } from './endedBySignal.ts';

/** A test run that neither passes nor fails is ended after this, ms. */
const LIMIT = 5 * 60_000;

/** What the editor says of native modules and of a gallery that it does without, forty lines each. */
const NOISE =
  /Could not locate the bindings file|Cannot find module '\.\/build\/Release\/|getaddrinfo ENOTFOUND open-vsx/;

/**
 * Does what the desktop editor does with these arguments: `--extensionDevelopmentPath=…`,
 * `--extensionTestsPath=…`, and the folder to open.
 *
 * @returns the exit code that the tests gave, or that of the signal that ended them.
 */
export async function main(args: readonly string[]): Promise<number> {
  const value = (name: string): string => {
    const found = args.find((arg) => arg.startsWith(`--${name}=`));
    if (found === undefined) throw new Error(`--${name} is missing.`);
    return found.slice(name.length + 3);
  };
  const folder = args.find((arg) => !arg.startsWith('--'));
  if (folder === undefined) throw new Error('The folder to open is missing.');
  const paths = {
    extension: value('extensionDevelopmentPath'),
    tests: value('extensionTestsPath'),
  };

  const signal = endedBySignal();
  try {
    const editor = await startEditor({ folder });
    try {
      const browser = await launchBrowser();
      try {
        const page = await browser.newPage();
        return await Promise.race([runTests(page, editor, paths), signal.ended, tooLong()]);
      } finally {
        await browser.close();
      }
    } finally {
      await editor.dispose();
    }
  } catch (error) {
    if (!(error instanceof EndedBySignal)) throw error;
    console.error(error.message);
    return error.exitCode;
  } finally {
    signal.stop();
  }
}

/**
 * Development extensions and tests of the browser workbench are named in its page, so the page is answered
 * by the driver.
 */
async function runTests(
  page: Page,
  editor: Editor,
  paths: { readonly extension: string; readonly tests: string },
): Promise<number> {
  const uri = (path: string): object => ({
    scheme: 'vscode-remote',
    authority: `127.0.0.1:${editor.port}`,
    path,
  });
  const developmentOptions = {
    extensions: [uri(paths.extension)],
    extensionTestsPath: uri(paths.tests),
    enableSmokeTestDriver: true,
  };
  const { promise: exit, resolve } = Promise.withResolvers<number>();
  await page.exposeFunction('codeAutomationExit', resolve);
  await page.exposeFunction('codeAutomationLog', (_level: string, parts: readonly unknown[]) => {
    const line = format(...parts);
    if (!NOISE.test(line)) console.log(line);
  });
  await page.route(
    (url) => url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const body = withOptions(await response.text(), developmentOptions);
      await route.fulfill({ response, body });
    },
  );
  await page.goto(editor.url);
  return exit;
}

const SETTINGS = /(<meta id="vscode-workbench-web-configuration" data-settings=")([^"]*)(")/;

/** Adds options to the settings that the workbench's page carries in a `<meta>`. */
function withOptions(html: string, developmentOptions: object): string {
  const changed = html.replace(SETTINGS, (_, before: string, json: string, after: string) => {
    const settings = JSON.parse(json.replaceAll('&quot;', '"')) as object; // the page's own data
    const text = JSON.stringify({ ...settings, developmentOptions });
    return before + text.replaceAll('"', '&quot;') + after;
  });
  if (changed === html)
    throw new Error('The workbench page has no settings: code-server has changed.');
  return changed;
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(
      () => reject(new Error(`The tests did not end in ${LIMIT / 60_000} minutes.`)),
      LIMIT,
    ).unref();
  });
}
