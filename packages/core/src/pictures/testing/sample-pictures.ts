const latin1 = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const big = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);

function segment(marker: number, content: readonly number[]): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >>> 8, length & 0xff, ...content];
}

/** A big-endian Exif block with an orientation, a place in words, and nothing else. */
function exif(orientation: number): number[] {
  const tiff = [
    ...latin1('MM'),
    0,
    0x2a,
    ...big(8),
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    ...big(1),
    0,
    orientation,
    0,
    0,
    ...big(0),
  ];
  return [...latin1('Exif'), 0, 0, ...tiff, ...latin1('52 deg 31 min north')];
}

const frame = segment(0xc0, [8, 0, 1, 0, 2, 1, 1, 0x11, 0]);
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];

/** Two pixels by one, taken upright with a phone that writes down where; another picture hangs behind its end. */
export function jpegWithPlace(orientation = 6): Uint8Array {
  const head = [0xff, 0xd8, ...segment(0xe0, [...latin1('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])];
  const notes = [...segment(0xe1, exif(orientation)), ...segment(0xfe, latin1('52 deg, said a comment'))];
  const between = segment(0xe1, latin1('Exif\0\0 52 deg between two scans'));
  const profile = segment(0xe2, [...latin1('ICC_PROFILE'), 0, 1, 1, 7]);
  const behind = [...latin1('52 deg behind the end')];
  return Uint8Array.from([
    ...head,
    ...notes,
    ...profile,
    ...frame,
    ...scan,
    ...between,
    ...scan,
    0xff,
    0xd9,
    ...behind,
  ]);
}

function chunk(kind: string, content: readonly number[]): number[] {
  return [...big(content.length), ...latin1(kind), ...content, ...big(0)];
}

/** Three pixels by two, with a text and a time. */
export function png(): Uint8Array {
  const signature = [0x89, ...latin1('PNG\r\n'), 0x1a, 0x0a];
  const header = chunk('IHDR', [...big(3), ...big(2), 8, 2, 0, 0, 0]);
  const notes = [...chunk('tEXt', latin1('Comment\0 52 deg')), ...chunk('eXIf', exif(1))];
  return Uint8Array.from([
    ...signature,
    ...header,
    ...notes,
    ...chunk('IDAT', [1, 2, 3]),
    ...chunk('IEND', []),
  ]);
}

function riff(kind: string, content: readonly number[]): number[] {
  const padded = content.length % 2 === 0 ? content : [...content, 0];
  return [...latin1(kind), ...big(content.length).toReversed(), ...padded];
}

/** Four pixels by three in the extended form, with Exif and XMP announced and there. */
export function webp(): Uint8Array {
  const extended = riff('VP8X', [0x0c, 0, 0, 0, 3, 0, 0, 2, 0, 0]);
  const notes = [...riff('EXIF', exif(1)), ...riff('XMP ', latin1('52 deg!'))];
  const body = [...latin1('WEBP'), ...extended, ...riff('VP8 ', [1, 2, 3]), ...notes];
  return Uint8Array.from([...latin1('RIFF'), ...big(body.length).toReversed(), ...body]);
}

export function heic(): Uint8Array {
  return Uint8Array.from([...big(24), ...latin1('ftypheic'), ...big(0), ...latin1('mif1heic')]);
}

export function gif(): Uint8Array {
  return Uint8Array.from(latin1('GIF89a'));
}
