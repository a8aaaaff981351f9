import { Controller } from '@hotwired/stimulus'

/** Keeps the typed colour, the picker and the picture of both themes the same. The server draws, and judges when saving. */
export default class ColourController extends Controller<HTMLElement> {
  static override targets = ['text', 'picker', 'preview']
  static override values = { address: String }
  declare readonly textTarget: HTMLInputElement
  declare readonly pickerTarget: HTMLInputElement
  declare readonly previewTarget: HTMLImageElement
  declare readonly addressValue: string

  override connect() {
    this.typed()
  }

  typed() {
    const long = this.textTarget.value.trim().replace(/^#?([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3')
    if (!/^#?[0-9a-f]{6}$/i.test(long)) return
    this.pickerTarget.value = (long.startsWith('#') ? long : `#${long}`).toLowerCase()
    this.draw()
  }

  picked() {
    this.textTarget.value = this.pickerTarget.value
    this.draw()
  }

  private draw() {
    const address = this.addressValue + encodeURIComponent(this.pickerTarget.value)
    if (!this.previewTarget.src.endsWith(address)) this.previewTarget.src = address
  }
}
