import { isToPage, type FromPage, type ToPage } from '../extension/shared/protocol.ts';

/** What the editor gives a page, once. */
interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Connection {
  send(message: FromPage): void;
  /** What the page left before it was hidden. */
  readonly saved: unknown;
  save(state: unknown): void;
}

export function connect(receive: (message: ToPage) => void): Connection {
  const api = acquireVsCodeApi();
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isToPage(event.data)) receive(event.data);
  });
  return {
    send: (message) => api.postMessage(message),
    saved: api.getState(),
    save: (state) => api.setState(state),
  };
}
