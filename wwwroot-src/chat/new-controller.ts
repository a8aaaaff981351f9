import { Controller } from '@hotwired/stimulus'

/** Finding colleagues for a new conversation as one types; who was chosen stays above. */
export default class NewController extends Controller<HTMLElement> {
  static override targets = ['found', 'chosen']
  static override values = { address: String }
  declare readonly foundTarget: HTMLElement
  declare readonly chosenTarget: HTMLElement
  declare readonly addressValue: string

  private timer: number | undefined
  private latest = 0

  type({ target }: { target: HTMLInputElement }) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.find(target.value), 200)
  }

  search(event: Event) {
    event.preventDefault()
    void this.find(this.element.querySelector<HTMLInputElement>('[name="q"]')!.value)
  }

  /** A tick moves somebody to those who take part, and back. */
  choose({ target }: { target: HTMLInputElement }) {
    const row = target.closest('label')!
    if (target.checked) this.chosenTarget.append(row)
    else row.remove()
    target.focus()
  }

  private async find(query: string) {
    const turn = ++this.latest
    const chosen = [...this.chosenTarget.querySelectorAll<HTMLInputElement>('[name="With"]:checked')].map(box => box.value)
    const parameters = new URLSearchParams([['q', query], ...chosen.map(id => ['with', id])])
    const answer = await fetch(`${this.addressValue}?${parameters}`, { credentials: 'same-origin', headers: { Accept: 'text/html' } })
    if (answer.ok && turn === this.latest) this.foundTarget.innerHTML = await answer.text()
  }
}
