import * as vscode from 'vscode';
import { PANEL_VIEW } from '../viewIds.ts';
import { PageConnection, type PageSources } from './pageConnection.ts';
import { panelHtml } from './panelHtml.ts';
import type { PanelActions } from './panelActions.ts';

/** The view in the bottom panel. Its page may be destroyed and made anew at any time: it holds no state. */
export class TailPanel implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #sources: PageSources;
  readonly #actions: PanelActions;
  #connection: PageConnection | undefined;
  #reveal: number | undefined;

  constructor(extension: vscode.Uri, sources: PageSources, actions: PanelActions) {
    this.#extension = extension;
    this.#sources = sources;
    this.#actions = actions;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { webview } = view;
    const assets = vscode.Uri.joinPath(this.#extension, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [assets] };
    const connection = new PageConnection(webview, this.#sources, (message, reply) =>
      this.#actions.answer(message, reply),
    );
    this.#connection?.dispose();
    this.#connection = connection;
    if (this.#reveal !== undefined) connection.reveal(this.#reveal);
    this.#reveal = undefined;
    view.onDidChangeVisibility(() => {
      if (!view.visible) connection.forget();
    });
    view.onDidDispose(() => {
      connection.dispose();
      if (this.#connection === connection) this.#connection = undefined;
    });
    webview.html = panelHtml(webview, this.#extension);
  }

  /** @param event row to select, if any. */
  async show(event?: number): Promise<void> {
    await vscode.commands.executeCommand(`${PANEL_VIEW}.focus`);
    if (event === undefined) return;
    const { timeline, viewer } = this.#sources;
    // Whoever asks for a row wants to see it: a filter that hides it is set aside.
    if (timeline.kept.has(event) && viewer.view.order.positionOf(event) < 0) {
      await viewer.filter('', 0);
    }
    if (this.#connection === undefined) this.#reveal = event;
    else this.#connection.reveal(event);
  }

  dispose(): void {
    this.#connection?.dispose();
  }
}
