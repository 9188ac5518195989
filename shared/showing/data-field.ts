/** Words in both languages of the pages. */
export type InBoth = { readonly fr: string; readonly en: string };

export type FieldType =
  | 'text'
  | 'texts'
  | 'code'
  | 'day'
  | 'instant'
  | 'date'
  | 'number'
  | 'yes-no'
  | 'address'
  | 'hash'
  | 'object'
  | 'list';

/** Whose word a value is: the published document's, the ministry's, … No value has two owners. */
export type Origin = 'document' | 'ministry' | 'coordination' | 'reviewer' | 'sender' | 'computed' | 'log';

/** One value that is published, under its names in JSON and CSV. */
export type DataField = {
  readonly json: string | null;
  /** `title_*` stands for one column a language, `due_*` for the parts of a date. */
  readonly csv: readonly string[];
  readonly type: FieldType;
  readonly meaning: InBoth;
  readonly origin: Origin;
  /** Whether an import of status.csv takes it up. */
  readonly isReadBack: boolean;
  /** The fields of the domain it tells. */
  readonly of: readonly string[];
};

/** A table of fields that belong together. */
export type DataTable = { readonly id: string; readonly title: InBoth; readonly fields: readonly DataField[] };

type Given = Partial<Pick<DataField, 'json' | 'csv' | 'isReadBack' | 'of'>>;

/** A field of the dictionary; without more it is told in JSON alone. */
export function field(
  name: string | null,
  type: FieldType,
  origin: Origin,
  fr: string,
  en: string,
  { csv = [], isReadBack = false, of = [] }: Given = {},
): DataField {
  return { json: name, csv, type, origin, meaning: { fr, en }, isReadBack, of };
}
