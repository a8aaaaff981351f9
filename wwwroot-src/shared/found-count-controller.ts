import { Controller } from '@hotwired/stimulus'

/**
 * How many were found arrives with them; it is said in a place of its own that stays, because screen readers only announce
 * what changes in an element that was there already. A frame takes over what is in the frame that arrives, and not what it says of itself.
 */
export default class FoundCountController extends Controller<HTMLElement> {
  static override values = { text: String }
  declare textValue: string

  override connect() {
    this.element.addEventListener('turbo:before-frame-render', this.arrive)
  }

  override disconnect() {
    this.element.removeEventListener('turbo:before-frame-render', this.arrive)
  }

  textValueChanged() {
    const status = document.getElementById('found-count')
    if (status && status.textContent !== this.textValue) status.textContent = this.textValue
  }

  private readonly arrive = (event: Event) => {
    if (event.target !== this.element) return
    const { newFrame } = (event as CustomEvent<{ newFrame: HTMLElement }>).detail
    this.textValue = newFrame.dataset['foundCountTextValue'] ?? ''
  }
}
