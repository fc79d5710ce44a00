// Sharp enough for a card that fills a third of the picture, and a tenth of what a phone's camera makes of it.
const LONGEST_PX = 2000
const QUALITY = 0.85

/** The picture as a JPEG that is quick to send, whatever kind the camera made; as it is when the browser cannot read it. */
export async function smaller(photo: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(photo)
    const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height))
    return await drawn(picture, picture.width * scale, picture.height * scale)
  } catch {
    return photo
  }
}

/** A picture or the present frame of a video as a JPEG of this size. */
export function drawn(source: CanvasImageSource, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width)
  canvas.height = Math.round(height)
  canvas.getContext('2d')!.drawImage(source, 0, 0, canvas.width, canvas.height)
  return new Promise((done, fail) => canvas.toBlob((made) => (made ? done(made) : fail(new Error('no picture'))), 'image/jpeg', QUALITY))
}
