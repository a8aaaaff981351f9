import { Controller } from '@hotwired/stimulus'
import { float, sink } from './floating.ts'

/** Chooses the group of a post: a list with a field to search in, over a plain select that keeps the choice. */
export default class GroupChooserController extends Controller<HTMLElement> {
  static override targets = ['select', 'button', 'chosen', 'popup', 'search', 'part', 'option', 'status', 'none']
  static override values = { count: String }
  declare readonly selectTarget: HTMLSelectElement
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly chosenTarget: HTMLElement
  declare readonly popupTarget: HTMLElement
  declare readonly searchTarget: HTMLInputElement
  declare readonly partTargets: HTMLElement[]
  declare readonly optionTargets: HTMLElement[]
  declare readonly statusTarget: HTMLElement
  declare readonly noneTarget: HTMLElement
  declare readonly countValue: string

  override disconnect() {
    this.close()
  }

  toggle() {
    if (this.isOpen) this.close()
    else this.open()
  }

  filter() {
    const words = fold(this.searchTarget.value).split(/\s+/)
    for (const option of this.optionTargets) option.hidden = !words.every(word => fold(option.textContent ?? '').includes(word))
    for (const part of this.partTargets) part.hidden = !part.querySelector('.option:not([hidden])')
    const { length } = this.shown
    this.noneTarget.hidden = length > 0
    this.statusTarget.textContent = length > 0 ? this.countValue.replace('{0}', String(length)) : this.noneTarget.textContent
    this.activate(this.shown[0])
  }

  key(event: KeyboardEvent) {
    const at = this.shown.findIndex(option => option.classList.contains('option--active'))
    switch (event.key) {
      case 'ArrowDown': this.activate(this.shown[(at + 1) % this.shown.length]); break
      case 'ArrowUp': this.activate(this.shown.at(at - 1)); break
      case 'Enter': if (this.shown[at]) this.take(this.shown[at]); break
      case 'Escape': this.close({ focus: true }); break
      case 'Tab': this.close({ focus: true }); return
      default: return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  pick({ currentTarget }: Event) {
    this.take(currentTarget as HTMLElement)
  }

  private get shown() {
    return this.optionTargets.filter(option => !option.hidden)
  }

  private get isOpen() {
    return this.popupTarget.matches(':popover-open')
  }

  private open() {
    float(this.popupTarget, this.buttonTarget.getBoundingClientRect())
    this.buttonTarget.ariaExpanded = 'true'
    this.searchTarget.value = ''
    this.filter()
    this.searchTarget.focus()
    document.addEventListener('pointerdown', this.outside)
  }

  private close({ focus = false } = {}) {
    sink(this.popupTarget)
    this.buttonTarget.ariaExpanded = 'false'
    document.removeEventListener('pointerdown', this.outside)
    if (focus) this.buttonTarget.focus()
  }

  private activate(option: HTMLElement | undefined) {
    for (const other of this.optionTargets) other.classList.toggle('option--active', other === option)
    if (option) this.searchTarget.setAttribute('aria-activedescendant', option.id)
    else this.searchTarget.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  private take(option: HTMLElement) {
    for (const other of this.optionTargets) other.ariaSelected = String(other === option)
    this.selectTarget.value = option.dataset['value']!
    this.selectTarget.dispatchEvent(new Event('change', { bubbles: true }))
    const tile = option.querySelector('.tile')!.cloneNode(true) as HTMLElement
    tile.classList.replace('tile--32', 'tile--20')
    this.chosenTarget.replaceChildren(tile, option.querySelector('.option__name')!.textContent ?? '')
    this.close({ focus: true })
  }

  private readonly outside = (event: Event) => {
    if (!this.element.contains(event.target as Node)) this.close()
  }
}

function fold(text: string) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
