import { Controller } from '@hotwired/stimulus'

/** Shows groups that look like the one being named, a moment after the last letter. */
export default class LookAlikesController extends Controller<HTMLElement> {
  static override targets = ['place']
  static override values = { address: String, delay: { type: Number, default: 300 } }
  declare readonly placeTarget: HTMLElement
  declare readonly addressValue: string
  declare readonly delayValue: number
  private timer: number | undefined
  private asked = ''

  override disconnect() {
    clearTimeout(this.timer)
  }

  look({ target }: Event) {
    if (!(target instanceof HTMLInputElement) || target.name !== 'Name') return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.ask(target.value), this.delayValue)
  }

  private async ask(name: string) {
    this.asked = name
    const answer = await fetch(`${this.addressValue}?name=${encodeURIComponent(name)}`, { headers: { Accept: 'text/html' } })
    // An answer to what was typed before is late: the newest question wins.
    if (answer.ok && this.asked === name) this.placeTarget.innerHTML = await answer.text()
  }
}
