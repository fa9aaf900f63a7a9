/** Errors of pictures. */
export const pictureErrors = {
  picture_format:
    'This is no picture that every browser shows. Send JPEG, PNG or WebP; `found` tells what it looks like. A phone that takes HEIC sends JPEG when its camera is set to the most compatible format.',
  picture_broken: 'The picture is cut off or damaged. Take or save it again and send it anew.',
  picture_too_large:
    'The picture is too large: at most `maxBytes` bytes and `maxPixels` pixels. Send a smaller one.',
  picture_unknown:
    'There is no such picture to add. Upload it first and send the id that was answered; one that was not used is kept for a day.',
  picture_used: 'This picture already belongs to something else. Upload it again.',
  picture_too_many:
    'Too many pictures were sent and not used; `max` may wait. Use them, or try again tomorrow.',
  pictures_off: 'This shop keeps no pictures: it was set up without a picture store.',
} as const;
