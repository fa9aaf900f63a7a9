/** Longer sides are made shorter, in pixels: enough to judge a bruise by, and a tenth of what a camera makes. */
const sideMax = 1600;
/** What is small already is sent as it is, in bytes. */
const small = 500_000;
const thumbSide = 72;

/** A picture as it is sent, and small for the list; without the small one where the browser cannot read it. */
export interface Prepared {
  readonly file: Blob;
  readonly thumb: HTMLCanvasElement | undefined;
}

/** Makes a picture of the camera as small as its purpose allows. What this browser cannot read stays as it is: the API judges it. */
export async function shrink(file: Blob): Promise<Prepared> {
  const image = await createImageBitmap(file).catch(() => undefined);
  if (!image) return { file, thumb: undefined };
  const { width, height } = image;
  const side = Math.min(width, height);
  const thumb = canvasOf(thumbSide, thumbSide);
  thumb
    .getContext('2d')
    ?.drawImage(image, (width - side) / 2, (height - side) / 2, side, side, 0, 0, thumbSide, thumbSide);
  const scale = Math.min(1, sideMax / Math.max(width, height));
  if (scale === 1 && file.size <= small) return { file, thumb };
  const canvas = canvasOf(Math.round(width * scale), Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  return { file: made && made.size < file.size ? made : file, thumb };
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  return Object.assign(document.createElement('canvas'), { width, height });
}
