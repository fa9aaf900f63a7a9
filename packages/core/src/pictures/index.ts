import { forgetPictures } from './forget-pictures.ts';
import { getPicture } from './queries.ts';
import { storePicture } from './store-picture.ts';

export const pictureOperations = { get: getPicture, store: storePicture, forget: forgetPictures } as const;
