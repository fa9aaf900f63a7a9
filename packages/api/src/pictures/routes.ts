import { domains, pictureBytesMax, pictureTypes } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import { linkPictures } from './picture-links.ts';
import { sendPicture } from './send-picture.ts';
import { readPicture, uploadPicture } from './upload-picture.ts';

const { pictures } = domains;
/** The fields of a form around the picture take some bytes too. */
const bodyMax = pictureBytesMax + 16_384;
const upload = { status: 201, bodyMax, upload: readPicture, takes: pictureTypes } as const;
const shown = { respond: sendPicture, gives: pictureTypes } as const;
const links = { tag: 'pictures' } as const;
const customer = { audience: 'customer' } as const;

export const pictureRoutes: readonly RouteDefinition[] = [
  post('/pictures', uploadPicture, upload),
  get('/pictures/{pictureId}', pictures.get, shown),
  post('/picture-links', linkPictures, links),
  post('/storefront/pictures', uploadPicture, { ...upload, ...customer }),
  get('/storefront/pictures/{pictureId}', pictures.get, { ...shown, ...customer }),
  post('/storefront/picture-links', linkPictures, { ...links, ...customer }),
  post('/leader/pictures', uploadPicture, upload),
  get('/leader/pictures/{pictureId}', pictures.get, shown),
  post('/leader/picture-links', linkPictures, links),
];
