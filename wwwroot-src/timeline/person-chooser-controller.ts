import { Controller } from '@hotwired/stimulus'
import { float, sink } from './floating.ts'

const patience = 150

/** Chooses one colleague, of all or of those who may read the group of the post: a field that lists them as one types. */
export default class PersonChooserController extends Controller<HTMLElement> {
  static override targets = ['search', 'chosen', 'list']
  static override values = { from: String }
  declare readonly searchTarget: HTMLInputElement
  declare readonly chosenTarget: HTMLInputElement
  declare readonly listTarget: HTMLElement
  /** Where the list comes from; empty takes those who may read the chosen group. */
  declare readonly fromValue: string
  private timer: number | undefined
  private asked = 0

  override connect() {
    this.listTarget.addEventListener('pointerdown', this.pick)
  }

  override disconnect() {
    clearTimeout(this.timer)
    this.listTarget.removeEventListener('pointerdown', this.pick)
  }

  type() {
    this.chosenTarget.value = ''
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.ask(), patience)
  }

  key(event: KeyboardEvent) {
    if (!this.listTarget.matches(':popover-open')) return
    const { options } = this
    const at = options.findIndex(option => option.ariaSelected === 'true')
    switch (event.key) {
      case 'ArrowDown': this.select(options[(at + 1) % options.length]); break
      case 'ArrowUp': this.select(options.at(at - 1)); break
      case 'Enter': if (options[at]) this.take(options[at]); break
      case 'Escape': this.close(); break
      default: return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  close() {
    this.asked++
    sink(this.listTarget)
    this.searchTarget.ariaExpanded = 'false'
    this.searchTarget.removeAttribute('aria-activedescendant')
  }

  private async ask() {
    const number = ++this.asked
    const words = this.searchTarget.value.trim()
    const from = this.fromValue || this.readers
    if (!words || !from) return this.close()
    const answer = await fetch(`${from}?q=${encodeURIComponent(words)}`, { headers: { Accept: 'text/html' } }).catch(() => undefined)
    if (number !== this.asked || !answer?.ok) return
    this.listTarget.innerHTML = await answer.text()
    for (const option of this.options) {
      if (option.querySelector('.tile')) option.remove()
      else option.id = option.id.replace('mention', 'praise')
    }
    if (this.options.length === 0) return this.close()
    float(this.listTarget, this.searchTarget.getBoundingClientRect())
    this.searchTarget.ariaExpanded = 'true'
    this.select(this.options[0])
  }

  private get readers() {
    const group = this.element.closest('form')?.querySelector<HTMLSelectElement>('[name="GroupId"]')?.value
    return group && `/groups/${group}/mentions`
  }

  private get options() {
    return [...this.listTarget.querySelectorAll<HTMLElement>('[role="option"]')]
  }

  private select(option: HTMLElement | undefined) {
    for (const other of this.options) other.ariaSelected = String(other === option)
    if (!option) return
    this.searchTarget.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  private readonly pick = (event: Event) => {
    event.preventDefault()
    const option = (event.target as HTMLElement).closest<HTMLElement>('[role="option"]')
    if (option) this.take(option)
  }

  private take(option: HTMLElement) {
    this.searchTarget.value = option.dataset['name']!
    this.chosenTarget.value = option.dataset['id']!
    this.close()
  }
}
