import type { AnswerOf } from './answers.ts';
import type { CallOptions, Connection } from './connection.ts';

export type Picture = AnswerOf<'pictures', 'get'>;

/** A picture as an `<img>` shows it: its address opens without a session, for ten to twenty minutes. */
export interface ShownPicture {
  readonly id: string;
  readonly url: string;
  /** Pixels; undefined for a picture that the host shop keeps itself. */
  readonly width?: number;
  readonly height?: number;
}

interface PictureLinks {
  readonly data: readonly {
    readonly id: string;
    readonly path: string;
    readonly width: number;
    readonly height: number;
  }[];
  readonly validUntil: string;
}

/** The largest picture that the API takes, in bytes. */
export const pictureBytesMax = 8_388_608;

/** Sends pictures of a customer or a leader, and gets addresses to show those that one may see. */
export function picturesOf({ operation, baseUrl }: Connection, audience: 'storefront' | 'leader') {
  const links = operation('POST', `${audience}/picture-links`) as unknown as (input: {
    pictureIds: readonly string[];
  }) => Promise<PictureLinks>;
  return {
    /** Answers the id to be named in a claim or a count. Give the same idempotency key again to repeat it. */
    upload: operation('POST', `${audience}/pictures`) as unknown as (
      input: { readonly file: Blob },
      call?: CallOptions,
    ) => Promise<Picture>,
    /** Those of the pictures that can be shown, in the order given. */
    async show(references: readonly string[]): Promise<readonly ShownPicture[]> {
      const pictureIds = [...new Set(references.filter((one) => one.startsWith('pic_')))];
      const found = pictureIds.length > 0 ? (await links({ pictureIds })).data : [];
      return references.flatMap((one): ShownPicture[] => {
        const link = found.find(({ id }) => id === one);
        if (link) return [{ ...link, url: baseUrl + link.path }];
        return one.startsWith('http') ? [{ id: one, url: one }] : [];
      });
    },
  };
}
