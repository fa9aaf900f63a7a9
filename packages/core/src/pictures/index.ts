import { forgetPictures } from './forget-pictures.ts';
import { getPicture, listSeenPictures } from './queries.ts';
import { storePicture } from './store-picture.ts';

export const pictureOperations = {
  get: getPicture,
  listSeen: listSeenPictures,
  store: storePicture,
  forget: forgetPictures,
} as const;
