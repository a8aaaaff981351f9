import { Controller } from '@hotwired/stimulus'

/**
 * How many were found arrives with them; it is said in a place of its own that stays, because screen readers only announce
 * what changes in an element that was there already.
 */
export default class FoundCountController extends Controller<HTMLElement> {
  static override values = { text: String }
  declare readonly textValue: string

  textValueChanged() {
    const status = document.getElementById('found-count')
    if (status && status.textContent !== this.textValue) status.textContent = this.textValue
  }
}
