/** An event as it came. */
export interface KeptText {
  /** Name of its Worker: not every event tells it. */
  readonly worker: string;
  /** JSON. */
  readonly text: string;
}

/** Some of the kept events, such as those that the filter shows. */
export interface EventSelection {
  /** For people. */
  readonly label: string;
  readonly count: number;
  /** Of their rows, in the order of the list; a row that is no event may be among them. */
  ids(): Iterable<number>;
}

/** The events that are kept, to be copied and saved. */
export interface KeptTexts {
  /** What may be chosen, the likeliest first, and all of them last. */
  selections(): readonly [EventSelection, ...EventSelection[]];
  /** @returns undefined for what is no event, or no longer kept. */
  read(id: number): Promise<KeptText | undefined>;
}
