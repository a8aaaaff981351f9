import { Controller } from '@hotwired/stimulus'

/** Opens the quick search instead of going to the search page: by pressing or typing here, and by Ctrl K anywhere. */
export default class PaletteOpenerController extends Controller<HTMLElement> {
  private isOpening = false

  override connect() {
    document.addEventListener('keydown', this.key)
  }

  override disconnect() {
    document.removeEventListener('keydown', this.key)
  }

  async open(event: Event) {
    event.preventDefault()
    if (this.isOpening) return
    this.isOpening = true
    // What is typed until it is there lands in a field, and goes along: also where the opener is an icon, or is not drawn.
    const catcher = this.element instanceof HTMLInputElement && this.element.checkVisibility() ? this.element : this.catcher()
    catcher.focus({ preventScroll: true })
    const palette = await bring()
    this.isOpening = false
    const typed = catcher.value
    catcher.value = ''
    if (catcher !== this.element) catcher.remove()
    const field = palette?.querySelector('input')
    if (!palette || !field) return location.assign(`/search?q=${encodeURIComponent(typed)}`)
    field.value = typed
    palette.showModal()
    field.focus()
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  private catcher() {
    const field = Object.assign(document.createElement('input'), { className: 'visually-hidden', ariaLabel: this.element.ariaLabel ?? this.element.title })
    document.body.append(field)
    return field
  }

  private readonly key = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (!event.defaultPrevented && !document.querySelector('dialog:modal')) void this.open(event)
  }
}

/** It is on no page until somebody searches. */
async function bring() {
  const there = document.getElementById('palette') as HTMLDialogElement | null
  if (there) return there.open ? null : there
  const answer = await fetch('/search/palette', { headers: { Accept: 'text/html' } }).catch(() => undefined)
  if (answer?.ok) document.body.insertAdjacentHTML('beforeend', await answer.text())
  return document.getElementById('palette') as HTMLDialogElement | null
}
