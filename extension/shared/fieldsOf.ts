export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = Object.freeze({});

/** The fields of something unknown, each of them unknown too; none for what is no object. */
export function fieldsOf(value: unknown): Fields {
  // An array's fields are its indexes: whoever asks for names finds none.
  return typeof value === 'object' && value !== null ? (value as Fields) : NONE;
}
