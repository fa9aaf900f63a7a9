export interface ImportEvents {
  'import.confirmed': { readonly kind: string; readonly rows: number };
}
