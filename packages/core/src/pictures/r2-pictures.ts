import type { PictureStore } from './picture-store.ts';

/** The part of an R2 bucket's binding that is used. */
export interface PictureBucket {
  put(
    key: string,
    value: Uint8Array,
    options: { readonly httpMetadata: { readonly contentType: string } },
  ): Promise<unknown>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  delete(key: string): Promise<unknown>;
}

/**
 * Keeps pictures in an R2 bucket of Cloudflare, which needs no public access.
 *
 *     createOpenTuan({ engine, clock, random, pictureStore: r2Pictures(env.PICTURES) })
 */
export function r2Pictures(bucket: PictureBucket): PictureStore {
  return {
    put: async (key, bytes, contentType) =>
      void (await bucket.put(key, bytes, { httpMetadata: { contentType } })),
    get: async (key) => {
      const file = await bucket.get(key);
      return file === null ? undefined : new Uint8Array(await file.arrayBuffer());
    },
    remove: async (key) => void (await bucket.delete(key)),
  };
}
