export interface ImportEvents {
  /** A sheet was read and shown; nothing of it is stored yet. `subject` is the import, as for the next one. */
  'import.previewed': { readonly kind: string; readonly rows: number; readonly problems: number };
  /** The rows of a sheet were stored, all of them. */
  'import.confirmed': {
    readonly kind: string;
    readonly rows: number;
    readonly created: number;
    readonly updated: number;
  };
}
