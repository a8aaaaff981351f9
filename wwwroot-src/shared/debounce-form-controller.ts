import { Controller } from '@hotwired/stimulus'

/** Sends a search form while one types, a moment after the last letter. */
export default class DebounceFormController extends Controller<HTMLFormElement> {
  static override values = { delay: { type: Number, default: 200 } }
  declare readonly delayValue: number
  private timer: number | undefined

  override disconnect() {
    clearTimeout(this.timer)
  }

  later() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.now(), this.delayValue)
  }

  now() {
    clearTimeout(this.timer)
    this.element.requestSubmit()
  }
}
