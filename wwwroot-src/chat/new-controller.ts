import { Controller } from '@hotwired/stimulus'

const pause = 200

/** Choosing colleagues for a new conversation: who is found is pressed and stands as a chip before the field. */
export default class NewController extends Controller<HTMLFormElement> {
  static override targets = ['found', 'chosen', 'query', 'status', 'title']
  static override values = { address: String }
  declare readonly foundTarget: HTMLElement
  declare readonly chosenTarget: HTMLElement
  declare readonly queryTarget: HTMLInputElement
  declare readonly statusTarget: HTMLElement
  declare readonly titleTarget: HTMLElement
  declare readonly addressValue: string

  private timer: number | undefined
  private latest = 0

  override disconnect() {
    clearTimeout(this.timer)
  }

  type() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.find(), pause)
  }

  /** Enter takes the first that was found, the arrow goes into the list, Backspace in an empty field takes back who was chosen last. */
  key(event: KeyboardEvent) {
    const first = this.foundTarget.querySelector<HTMLInputElement>('[name="With"]')
    if (event.key === 'Enter') {
      event.preventDefault()
      if (this.queryTarget.value.trim()) first?.click()
      else this.element.requestSubmit(this.element.querySelector<HTMLButtonElement>('.button--primary'))
    } else if (event.key === 'ArrowDown' && first) {
      event.preventDefault()
      first.focus()
    } else if (event.key === 'Backspace' && this.queryTarget.value === '') {
      this.chosenTarget.lastElementChild?.remove()
      this.changed()
    }
  }

  choose({ target }: { target: HTMLInputElement }) {
    if (!target.checked) return
    const chip = document.querySelector<HTMLTemplateElement>('#chosen-colleague')!.content.firstElementChild!.cloneNode(true) as HTMLElement
    const name = target.dataset['name']!
    chip.querySelector('input')!.value = target.value
    chip.querySelector('span')!.textContent = name
    const face = target.closest('label')!.querySelector('.avatar')?.cloneNode(true) as HTMLElement | undefined
    face?.classList.replace('avatar--40', 'avatar--24')
    if (face) chip.querySelector('span')!.before(face)
    this.chosenTarget.append(chip)
    this.queryTarget.value = ''
    this.queryTarget.focus()
    this.changed()
  }

  drop({ target }: { target: HTMLInputElement }) {
    target.closest('li')!.remove()
    this.queryTarget.focus()
    this.changed()
  }

  /** A name is worth asking once there are several. */
  private changed() {
    this.titleTarget.hidden = this.chosenTarget.children.length < 2
    this.statusTarget.textContent = [...this.chosenTarget.querySelectorAll('label > span')].map(name => name.textContent).join(', ')
    void this.find()
  }

  private async find() {
    clearTimeout(this.timer)
    const turn = ++this.latest
    const query = this.queryTarget.value.trim()
    const chosen = [...this.chosenTarget.querySelectorAll<HTMLInputElement>('[name="With"]')].map(box => box.value)
    const answer = await fetch(`${this.addressValue}?${new URLSearchParams([['q', query], ...chosen.map(id => ['with', id])])}`, { credentials: 'same-origin', headers: { Accept: 'text/html' } }).catch(() => undefined)
    if (!answer?.ok || turn !== this.latest) return
    this.foundTarget.innerHTML = await answer.text()
    if (query) this.statusTarget.textContent = this.foundTarget.querySelector('p, h2')?.textContent ?? ''
  }
}
