/**
 * Where the files of pictures are kept: a folder, a bucket. Keys are ids that nobody can guess; who may read one is
 * decided before the store is asked. Every call may be repeated.
 */
export interface PictureStore {
  /** Keeps the file under this key; the same key again replaces it. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** The file, or undefined where there is none. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Removes the file; one that is not there is no error. */
  remove(key: string): Promise<void>;
}

/** Keeps pictures in memory: for tests and for a first look. */
export function memoryPictures(): PictureStore & { readonly keys: () => readonly string[] } {
  const files = new Map<string, Uint8Array>();
  return {
    put: async (key, bytes) => void files.set(key, bytes.slice()),
    get: async (key) => files.get(key),
    remove: async (key) => void files.delete(key),
    keys: () => [...files.keys()],
  };
}
