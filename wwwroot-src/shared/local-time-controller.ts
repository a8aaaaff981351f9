import { Controller } from '@hotwired/stimulus'
import { say, type MomentFormat } from './moments.ts'

const shown = new Set<LocalTimeController>()
setInterval(() => shown.forEach(time => time.write()), 30_000)

/** Keeps "2 minuten geleden" true, and says yesterday and the day of the week. */
export default class LocalTimeController extends Controller<HTMLTimeElement> {
  static override values = { format: { type: String, default: 'relative' } }
  declare formatValue: MomentFormat

  override connect() {
    shown.add(this)
    this.element.addEventListener('turbo:morph-element', this.again)
    this.again()
  }

  override disconnect() {
    shown.delete(this)
    this.element.removeEventListener('turbo:morph-element', this.again)
  }

  /** Also when a piece of page came in over it, with the words of the server. */
  private readonly again = () => {
    this.element.title = say(this.moment, 'full')
    this.write()
  }

  write() {
    const text = say(this.moment, this.formatValue)
    if (this.element.textContent !== text) this.element.textContent = text
  }

  private get moment() {
    return new Date(this.element.dateTime)
  }
}
