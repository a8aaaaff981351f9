import { Controller } from '@hotwired/stimulus'

/** Opens the quick search instead of going to the search page: by pressing or typing here, and by Ctrl K anywhere. */
export default class PaletteOpenerController extends Controller<HTMLElement> {
  override connect() {
    document.addEventListener('keydown', this.key)
  }

  override disconnect() {
    document.removeEventListener('keydown', this.key)
  }

  open(event: Event) {
    const palette = document.getElementById('palette') as HTMLDialogElement | null
    const field = palette?.querySelector('input')
    if (!palette || !field || palette.open) return
    event.preventDefault()
    if (this.element instanceof HTMLInputElement) {
      field.value = this.element.value
      this.element.value = ''
    }
    palette.showModal()
    field.focus()
    if (field.value) field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  private readonly key = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (event.defaultPrevented || document.querySelector('dialog:modal')) return
    this.open(event)
  }
}
