/** The part of workerd's trace item that this service reads or fills in; the rest goes through. */
export interface TraceItem {
  [key: string]: unknown;
  outcome: string;
  scriptName: string | null;
  scriptVersion?: { readonly id: string };
  cpuTime: number;
  wallTime: number;
  eventTimestamp: number | null;
  exceptions: { stack?: string; message: string; name: string }[];
  logs: { readonly message: unknown }[];
  event: {
    request?: { method: string; headers: Record<string, string> };
    [key: string]: unknown;
  } | null;
}
