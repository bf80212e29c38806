import * as vscode from 'vscode';
import { t } from '../../shared/l10n.ts';
import type { ToPage } from '../../shared/protocol.ts';
import { EDITOR_VIEW, PANEL_VIEW } from '../viewIds.ts';
import { PageConnection, type PageSources } from './pageConnection.ts';
import { panelHtml } from './panelHtml.ts';
import type { PanelActions } from './panelActions.ts';

/**
 * The pages: the view in the bottom panel, and the same in the editor area. Each may be destroyed and made anew at any
 * time: it holds no state.
 */
export class TailPanel implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #sources: PageSources;
  readonly #actions: PanelActions;
  #view: PageConnection | undefined;
  #editor: { readonly panel: vscode.WebviewPanel; readonly page: PageConnection } | undefined;
  /** What the view is told as soon as it is there. */
  #waiting: ((page: PageConnection) => void) | undefined;

  constructor(extension: vscode.Uri, sources: PageSources, actions: PanelActions) {
    this.#extension = extension;
    this.#sources = sources;
    this.#actions = actions;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const connection = this.#connect(view.webview);
    this.#view?.dispose();
    this.#view = connection;
    this.#waiting?.(connection);
    this.#waiting = undefined;
    view.onDidChangeVisibility(() => {
      if (!view.visible) connection.forget();
    });
    view.onDidDispose(() => {
      connection.dispose();
      if (this.#view === connection) this.#view = undefined;
    });
  }

  /** The same page as in the panel, beside the source. */
  openInEditor(): void {
    if (this.#editor !== undefined) {
      this.#editor.panel.reveal();
      return;
    }
    this.restoreEditor(
      vscode.window.createWebviewPanel(EDITOR_VIEW, t('Tail Worker'), vscode.ViewColumn.Beside),
    );
  }

  /** @param panel a new one, or one that the editor kept over a restart. */
  restoreEditor(panel: vscode.WebviewPanel): void {
    panel.iconPath = vscode.Uri.joinPath(this.#extension, 'media', 'tail-worker.svg');
    const page = this.#connect(panel.webview);
    const editor = { panel, page };
    this.#editor = editor;
    panel.onDidChangeViewState(() => {
      if (!panel.visible) page.forget();
    });
    panel.onDidDispose(() => {
      page.dispose();
      if (this.#editor === editor) this.#editor = undefined;
    });
  }

  /** @param event row to select, if any. */
  async show(event?: number): Promise<void> {
    if (event === undefined) {
      await this.#show(() => undefined);
      return;
    }
    const { timeline, viewer } = this.#sources;
    // Whoever asks for a row wants to see it: a filter that hides it is set aside.
    if (timeline.kept.has(event) && viewer.view.order.positionOf(event) < 0) {
      await viewer.filter('');
    }
    await this.#show((page) => page.reveal(event));
  }

  /** Something for the page that the user looks at, which is shown for it. */
  async tell(message: ToPage): Promise<void> {
    await this.#show((page) => page.tell(message));
  }

  dispose(): void {
    this.#view?.dispose();
    this.#editor?.panel.dispose();
  }

  async #show(then: (page: PageConnection) => void): Promise<void> {
    if (this.#editor?.panel.visible === true) {
      then(this.#editor.page);
      return;
    }
    await vscode.commands.executeCommand(`${PANEL_VIEW}.focus`);
    if (this.#view === undefined) this.#waiting = then;
    else then(this.#view);
  }

  #connect(webview: vscode.Webview): PageConnection {
    const assets = vscode.Uri.joinPath(this.#extension, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [assets] };
    const page = new PageConnection(webview, this.#sources, (message, reply) =>
      this.#actions.answer(message, reply),
    );
    webview.html = panelHtml(webview, this.#extension);
    return page;
  }
}
