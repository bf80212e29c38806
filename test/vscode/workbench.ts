import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { repository } from '../support/repository.ts';

const SCREENSHOTS = path.join(repository, 'out', 'screenshots');

/** A user at the workbench: mouse and keyboard, and eyes. */
export class Workbench {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(
    browser: Browser,
    url: string,
    size: { readonly width: number; readonly height: number } = { width: 1400, height: 900 },
  ): Promise<Workbench> {
    const page = await browser.newPage({ viewport: size });
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    const workbench = new Workbench(page);
    await workbench.ready();
    return workbench;
  }

  async ready(): Promise<void> {
    await this.page.waitForSelector('.monaco-workbench .part.statusbar .statusbar-item');
    await this.page.waitForSelector('.explorer-folders-view .monaco-list-row');
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Runs the command whose title is exactly this. */
  async command(title: string): Promise<void> {
    const row = this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: exactly(title) }) })
      .first();
    // Commands of extensions are listed once the extension host is connected.
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('F1');
      await this.page.locator('.quick-input-widget input').fill(`>${title}`);
      try {
        await row.waitFor({ timeout: 3000 });
        break;
      } catch (error) {
        await this.page.keyboard.press('Escape');
        if (attempt === 10) throw error;
      }
    }
    await row.click();
  }

  /** Titles that the palette offers for a text. */
  async offered(text: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').fill(`>${text}`);
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    const titles = await this.page
      .locator('.quick-input-list .monaco-list-row .label-name')
      .allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** The document of a webview's page, which is the inner frame of two. */
  async webview(holding: string): Promise<Frame> {
    const end = Date.now() + 30_000;
    while (Date.now() < end) {
      for (const frame of this.page.frames()) {
        if (!frame.url().includes('fake.html')) continue;
        if (
          (await frame
            .locator(holding)
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No webview holds ${holding}.`);
  }

  /** Brings the Problems panel to the front. @returns its rows with this text. */
  async problems(text: string): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    // The shortcut hides a panel that has the focus already.
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    return panel.locator('.monaco-list-row', { hasText: text });
  }

  /** Waits until the cursor is in this line, from 1, and the editor has the focus. */
  async at(file: string, line: number): Promise<void> {
    await this.page.locator('.tab.active', { hasText: path.posix.basename(file) }).waitFor();
    await this.page.locator('.statusbar', { hasText: `Ln ${line}, ` }).waitFor();
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** Opens the light bulb's menu at the cursor. @returns its entries. */
  async lightBulb(): Promise<Locator> {
    const entries = this.page.locator('.action-widget .monaco-list-row.action');
    // A marker that changes while the editor asks for actions cancels the question.
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('Control+.');
      try {
        await entries.first().waitFor({ timeout: 3000 });
        return entries;
      } catch (error) {
        if (attempt === 5) throw error;
      }
    }
  }

  /** Ticks the edits that the editor shows to be looked at first, and applies them. */
  async applyPreview(): Promise<void> {
    const preview = this.page.locator('.bulk-edit-panel');
    await preview.locator('.edit-checkbox').first().check();
    await this.screenshot('e2e-refactor-preview');
    await preview.locator('.monaco-button', { hasText: exactly('Apply') }).click();
    await preview.waitFor({ state: 'hidden' });
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  async notifications(): Promise<string[]> {
    return this.page.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Kept in a git-ignored folder, for people to look at. */
  async screenshot(name: string): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }
}

/** The whole of a text: matched letters are elements of their own, which a part would match. */
function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
