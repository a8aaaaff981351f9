import { Controller } from '@hotwired/stimulus'

const side = 512

/**
 * Lets somebody choose which square of a photo the others see, by dragging or with three sliders, and sends only that square.
 * Without script, or when the browser cannot read the picture, the server cuts one itself.
 */
export default class CropController extends Controller<HTMLFormElement> {
  static override targets = ['file', 'editor', 'canvas', 'zoom', 'across', 'down']
  declare readonly fileTarget: HTMLInputElement
  declare readonly editorTarget: HTMLElement
  declare readonly canvasTarget: HTMLCanvasElement
  declare readonly zoomTarget: HTMLInputElement
  declare readonly acrossTarget: HTMLInputElement
  declare readonly downTarget: HTMLInputElement

  private picture: ImageBitmap | null = null
  private grip: { x: number, y: number, across: number, down: number } | null = null
  private isCut = false

  override disconnect() {
    this.picture?.close()
  }

  async choose() {
    const file = this.fileTarget.files?.[0]
    this.picture?.close()
    this.picture = file ? await createImageBitmap(file).catch(() => null) : null
    this.editorTarget.hidden = this.picture === null
    this.zoomTarget.value = '1'
    this.acrossTarget.value = this.downTarget.value = '0.5'
    this.draw()
  }

  draw() {
    const context = this.canvasTarget.getContext('2d')
    if (!this.picture || !context) return
    const { x, y, size } = this.square(this.picture)
    context.clearRect(0, 0, side, side)
    context.drawImage(this.picture, x, y, size, size, 0, 0, side, side)
  }

  grab(event: PointerEvent) {
    this.grip = { x: event.clientX, y: event.clientY, across: Number(this.acrossTarget.value), down: Number(this.downTarget.value) }
    this.canvasTarget.setPointerCapture(event.pointerId)
  }

  drag(event: PointerEvent) {
    if (!this.grip || !this.picture) return
    const { size } = this.square(this.picture)
    const perPixel = size / this.canvasTarget.clientWidth
    const move = (from: number, pixels: number, room: number) => String(room > 0 ? Math.min(1, Math.max(0, from - pixels * perPixel / room)) : 0.5)
    this.acrossTarget.value = move(this.grip.across, event.clientX - this.grip.x, this.picture.width - size)
    this.downTarget.value = move(this.grip.down, event.clientY - this.grip.y, this.picture.height - size)
    this.draw()
  }

  release() {
    this.grip = null
  }

  /** Puts the square in place of the photo, then sends the form as it is. */
  async cut(event: SubmitEvent) {
    if (!this.picture || this.isCut) return
    event.preventDefault()
    const blob = await new Promise<Blob | null>(done => this.canvasTarget.toBlob(done, 'image/jpeg', 0.92))
    if (blob) {
      const files = new DataTransfer()
      files.items.add(new File([blob], 'photo.jpg', { type: 'image/jpeg' }))
      this.fileTarget.files = files.files
    }
    this.isCut = true
    this.element.requestSubmit()
  }

  private square(picture: ImageBitmap) {
    const size = Math.min(picture.width, picture.height) / Number(this.zoomTarget.value)
    return {
      size,
      x: (picture.width - size) * Number(this.acrossTarget.value),
      y: (picture.height - size) * Number(this.downTarget.value),
    }
  }
}
