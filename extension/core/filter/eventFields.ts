import type { RowKind } from '../../shared/row.ts';

/**
 * What a filter can ask of an event, each as the filter compares it. Missing texts are empty, missing numbers NaN.
 * Upper and lower case are as the event has them.
 */
export interface EventFields {
  /** Words of `status:` that are true of it: ok, failing, error, logged, canceled, warning. */
  readonly status: readonly string[];
  readonly outcome: string;
  readonly kind: RowKind;
  /** All codes of the event, namespaced, the main one first. */
  readonly codes: readonly string[];
  readonly worker: string;
  /** Of a request, or of a remote call. */
  readonly method: string;
  /** Path and query of a request. */
  readonly path: string;
  readonly host: string;
  /** Status of the answer. */
  readonly http: number;
  /** Id of the Durable Object. */
  readonly objectId: string;
  /** Of the client. */
  readonly ip: string;
  /** cf-ray, without the data centre. */
  readonly ray: string;
  readonly colo: string;
  readonly entrypoint: string;
  readonly version: string;
  /** Levels of its console calls, each once. */
  readonly levels: readonly string[];
  /** Each failure as `Name: message`. */
  readonly errors: readonly string[];
  /** Each console call as one text. */
  readonly logs: readonly string[];
  /** ms */
  readonly cpu: number;
  /** ms */
  readonly wall: number;
  /** ms since the epoch */
  readonly time: number;
  /** Of the request, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What free text is looked for in: what the row shows, then the rest, parts separated by line ends. */
  readonly text: string;
}
