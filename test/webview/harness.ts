import type { Browser, Page } from 'playwright-core';
import type { FromPage, ToPage } from '../../extension/shared/protocol.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { servePage, type Language, type PageServer } from './pageServer.ts';
import { readThemes, type ThemeName } from './themes.ts';

export interface PageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  readonly language?: Language;
}

/** The page in a real browser, with a test in place of the extension host. */
export class PageUnderTest {
  readonly page: Page;
  readonly #faults: string[] = [];
  /** In the host's place: what it says to a message. */
  answer: (message: FromPage) => ToPage | undefined = () => undefined;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => this.#faults.push(String(error)));
    // A refusal by the content security policy is such a message.
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.#faults.push(message.text());
      }
    });
  }

  /** Messages of the host, in this order. */
  async post(...messages: readonly ToPage[]): Promise<void> {
    await this.page.evaluate((all) => {
      for (const message of all) window.postMessage(message, '*');
    }, messages);
  }

  /** What the page has sent since it was loaded, of one type. */
  async sent<T extends FromPage['type']>(type: T): Promise<Extract<FromPage, { type: T }>[]> {
    const all = await this.page.evaluate(() => (window as unknown as Stubbed).sentByPage); // see stubApi
    return all.filter(
      (message): message is Extract<FromPage, { type: T }> => message.type === type,
    );
  }

  /** Waits until the page has sent a message that holds these fields. */
  async waitForSent(
    fields: Partial<FromPage> & { readonly type: FromPage['type'] },
  ): Promise<void> {
    await this.page.waitForFunction((wanted) => {
      const { sentByPage } = window as unknown as Stubbed; // see stubApi
      return sentByPage.some((message) =>
        Object.entries(wanted).every(([name, value]) => {
          const sent: Record<string, unknown> = { ...message };
          return sent[name] === value;
        }),
      );
    }, fields);
  }

  /** Two frames: what was told is painted by then. */
  async painted(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }),
    );
  }

  /** Errors and warnings of the page: there should be none. */
  get faults(): readonly string[] {
    return this.#faults;
  }
}

interface Stubbed {
  sentByPage: FromPage[];
  toTest(message: FromPage): Promise<void>;
}

/** Runs in the page. Saved state survives a reload, as it survives hiding in the editor. */
function stubApi(): void {
  const sentByPage: FromPage[] = [];
  Object.assign(window, {
    sentByPage,
    acquireVsCodeApi: () => ({
      postMessage: (message: FromPage) => {
        sentByPage.push(message);
        void (window as unknown as Stubbed).toTest(message); // exposed by the harness
      },
      getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
    }),
  });
}

/** One browser and one server for the tests of a file. */
export class PageHarness {
  readonly #browser: Browser;
  readonly #server: PageServer;

  private constructor(browser: Browser, server: PageServer) {
    this.#browser = browser;
    this.#server = server;
  }

  static async start(): Promise<PageHarness> {
    return new PageHarness(await launchBrowser(), await servePage(readThemes()));
  }

  /** A page that has asked for the state. */
  async open(options: PageOptions = {}): Promise<PageUnderTest> {
    const context = await this.#browser.newContext({
      viewport: { width: options.width ?? 1400, height: options.height ?? 420 },
      reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
      locale: 'en-US',
      timezoneId: 'UTC',
    });
    await context.addInitScript(stubApi);
    const page = await context.newPage();
    const opened = new PageUnderTest(page);
    await page.exposeFunction('toTest', async (message: FromPage) => {
      const answer = opened.answer(message);
      if (answer !== undefined) await opened.post(answer);
    });
    await page.goto(this.#server.url(options.theme ?? 'dark', options.language));
    await opened.waitForSent({ type: 'ready' });
    return opened;
  }

  async dispose(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }
}
