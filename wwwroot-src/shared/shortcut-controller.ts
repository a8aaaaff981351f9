import { Controller } from '@hotwired/stimulus'

/** Ctrl and a key goes to this field. */
export default class ShortcutController extends Controller<HTMLInputElement> {
  static override values = { key: String }
  declare readonly keyValue: string

  override connect() {
    document.addEventListener('keydown', this.key)
  }

  override disconnect() {
    document.removeEventListener('keydown', this.key)
  }

  private readonly key = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== this.keyValue || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (document.querySelector('dialog:modal') || !this.element.checkVisibility()) return
    event.preventDefault()
    this.element.focus()
    this.element.select()
  }
}
