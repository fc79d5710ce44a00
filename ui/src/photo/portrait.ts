import { drawn } from '../card/photo'

// What the server keeps at most: more would only be sent to be thrown away.
const WIDTH = 600
const HEIGHT = 800

export interface Crop { x: number; y: number; width: number; height: number }

/** The largest part in the middle of a picture that is as upright as a portrait is. */
export function middle(width: number, height: number): Crop {
  const wide = Math.min(width, (height * WIDTH) / HEIGHT)
  const high = Math.min(height, (width * HEIGHT) / WIDTH)
  return { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high }
}

/** The middle of a picture as a canvas, for the eye and to be sent. */
export function portrait(source: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
  const from = middle(width, height)
  const scale = Math.min(1, WIDTH / from.width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(from.width * scale)
  canvas.height = Math.round(from.height * scale)
  canvas.getContext('2d')!.drawImage(source, from.x, from.y, from.width, from.height, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** A picture from the tablet's own camera program or its folder; it says how it was held, and the browser turns it. */
export async function portraitOf(file: Blob): Promise<HTMLCanvasElement> {
  const picture = await createImageBitmap(file)
  return portrait(picture, picture.width, picture.height)
}

export const asJpeg = (canvas: HTMLCanvasElement): Promise<Blob> => drawn(canvas, canvas.width, canvas.height)
