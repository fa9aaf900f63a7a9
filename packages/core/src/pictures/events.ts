/** What happens to pictures. The picture's id stands in `subject`. */
export interface PictureEvents {
  /** A picture was uploaded; until it is used it is kept for a day. */
  'picture.stored': { readonly mediaType: string; readonly bytes: number };
  /** It became part of a claim, a receipt, a stop. */
  'picture.attached': { readonly subject: string };
  /** The file is gone: it was not used within a day, or told of a person who was erased. */
  'picture.removed': { readonly cause: 'unused' | 'erased' };
}
