import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureStore } from '@opentuan/core';

/**
 * Keeps pictures as files of a folder that only this server reads.
 *
 *     serve({ database: 'file:shop.db', pictureStore: filePictures('pictures') })
 */
export function filePictures(folder: string): PictureStore {
  const pathOf = (key: string): string => {
    if (!/^[A-Za-z0-9_]+$/.test(key)) throw new Error(`a picture cannot be called ${key}`);
    return join(folder, key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(folder, { recursive: true });
      // Under another name until it is whole: a crash leaves no half picture.
      const unfinished = `${path}.${randomUUID()}`;
      await writeFile(unfinished, bytes, { mode: 0o600 });
      await rename(unfinished, path);
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(pathOf(key)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}
