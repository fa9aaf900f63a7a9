/** Reads a QR code from the camera: loaded when somebody scans, and the decoder only where the browser has none. */

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: ['qr_code'] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Between two looks, in milliseconds: six a second is quick for a hand and kind to a battery. */
const pause = 160;

/**
 * Shows the camera in `video` and answers the first QR code it sees, or undefined when `signal` ends it.
 * Throws what `getUserMedia` does where there is no camera, or it may not be used.
 */
export async function scan(video: HTMLVideoElement, signal: AbortSignal): Promise<string | undefined> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
    audio: false,
  });
  try {
    video.srcObject = stream;
    await video.play();
    const detector = new (await detectorClass())({ formats: ['qr_code'] });
    while (!signal.aborted) {
      // A frame that is not there yet, or cannot be read, is no reason to stop looking.
      const [seen] = await detector.detect(video).catch(() => []);
      if (seen) return seen.rawValue;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

async function detectorClass(): Promise<DetectorClass> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (BarcodeDetector && formats.includes('qr_code')) return BarcodeDetector;
  return (await import('qr/decode.js')).BarcodeDetector;
}
