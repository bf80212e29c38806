import { format } from 'node:util';
import { launchBrowser } from './browser.ts';
import { startEditor } from './codeServer.ts';

/** A test run that neither passes nor fails is ended after this, ms. */
const LIMIT = 5 * 60_000;

/**
 * Does what the desktop editor does with these arguments: `--extensionDevelopmentPath=…`,
 * `--extensionTestsPath=…`, and the folder to open. Development extensions and tests of the browser
 * workbench are named in its page, so the page is answered by the driver.
 *
 * @returns the exit code that the tests gave.
 */
export async function main(args: readonly string[]): Promise<number> {
  const value = (name: string): string => {
    const found = args.find((arg) => arg.startsWith(`--${name}=`));
    if (found === undefined) throw new Error(`--${name} is missing.`);
    return found.slice(name.length + 3);
  };
  const folder = args.find((arg) => !arg.startsWith('--'));
  if (folder === undefined) throw new Error('The folder to open is missing.');

  const editor = await startEditor({ folder });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const uri = (path: string): object => ({
      scheme: 'vscode-remote',
      authority: `127.0.0.1:${editor.port}`,
      path,
    });
    const developmentOptions = {
      extensions: [uri(value('extensionDevelopmentPath'))],
      extensionTestsPath: uri(value('extensionTestsPath')),
      enableSmokeTestDriver: true,
    };
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', (_level: string, parts: readonly unknown[]) => {
      console.log(format(...parts));
    });
    await page.route(
      (url) => url.pathname === '/',
      async (route) => {
        const response = await route.fetch();
        await route.fulfill({
          response,
          body: withOptions(await response.text(), developmentOptions),
        });
      },
    );
    await page.goto(editor.url);
    return await Promise.race([exit, tooLong()]);
  } finally {
    await browser.close();
    await editor.dispose();
  }
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
