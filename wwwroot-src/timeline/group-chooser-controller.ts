import { Controller } from '@hotwired/stimulus'
import { float, sink } from './floating.ts'

/** Chooses the group of a post: a list with a field to search in, over a plain select that keeps the choice. */
export default class GroupChooserController extends Controller<HTMLElement> {
  static override targets = ['select', 'button', 'chosen', 'popup', 'search', 'list', 'part', 'option', 'status', 'none']
  static override values = { count: String }
  declare readonly selectTarget: HTMLSelectElement
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly chosenTarget: HTMLElement
  declare readonly popupTarget: HTMLElement
  declare readonly searchTarget: HTMLInputElement
  declare readonly listTarget: HTMLElement
  declare readonly partTarget: HTMLTemplateElement
  declare readonly optionTarget: HTMLTemplateElement
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
    for (const option of this.options) option.hidden = !words.every(word => fold(option.textContent ?? '').includes(word))
    for (const part of this.listTarget.children) part.toggleAttribute('hidden', !part.querySelector('.option:not([hidden])'))
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

  pick({ target }: Event) {
    const option = (target as HTMLElement).closest<HTMLElement>('.option')
    if (option) this.take(option)
  }

  private get options() {
    return [...this.listTarget.querySelectorAll<HTMLElement>('.option')]
  }

  private get shown() {
    return this.options.filter(option => !option.hidden)
  }

  private get isOpen() {
    return this.popupTarget.matches(':popover-open')
  }

  private open() {
    if (!this.listTarget.hasChildNodes()) this.listTarget.append(...[...this.selectTarget.querySelectorAll('optgroup')].map((part, i) => this.part(part, i)))
    float(this.popupTarget, this.buttonTarget.getBoundingClientRect())
    this.buttonTarget.ariaExpanded = 'true'
    this.searchTarget.value = ''
    this.filter()
    this.searchTarget.focus()
    document.addEventListener('pointerdown', this.outside)
  }

  private part(group: HTMLOptGroupElement, i: number) {
    const part = copy(this.partTarget)
    const title = part.querySelector('p')!
    title.id = `group-part-${i}`
    title.textContent = group.label
    part.setAttribute('aria-labelledby', title.id)
    part.append(...[...group.querySelectorAll('option')].map(option => this.option(option)))
    return part
  }

  private option({ value, selected, text, dataset }: HTMLOptionElement) {
    const option = copy(this.optionTarget)
    option.id = `group-option-${value}`
    option.dataset['value'] = value
    option.ariaSelected = String(selected)
    option.querySelector('.option__name')!.textContent = text
    option.querySelector('.option__hint')!.textContent = dataset['members']! + (this.optionTarget.dataset[dataset['access']!.toLowerCase()] ?? '')
    const [tint, icon] = dataset['tile']!.split(' ') as [string, string]
    const tile = option.querySelector('.tile')!
    tile.classList.add(tint)
    if (/^[\da-f-]{36}$/i.test(icon)) {
      const picture = new Image(32, 32)
      picture.alt = ''
      picture.loading = 'lazy'
      picture.src = `/files/${icon}?width=64`
      tile.replaceChildren(picture)
    } else {
      const use = tile.querySelector('use')!
      use.setAttribute('href', use.getAttribute('href')!.replace(/#.*/, `#${icon}`))
    }
    return option
  }

  private close({ focus = false } = {}) {
    sink(this.popupTarget)
    this.buttonTarget.ariaExpanded = 'false'
    document.removeEventListener('pointerdown', this.outside)
    if (focus) this.buttonTarget.focus()
  }

  private activate(option: HTMLElement | undefined) {
    for (const other of this.options) other.classList.toggle('option--active', other === option)
    if (option) this.searchTarget.setAttribute('aria-activedescendant', option.id)
    else this.searchTarget.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  private take(option: HTMLElement) {
    for (const other of this.options) other.ariaSelected = String(other === option)
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

function copy(template: HTMLTemplateElement) {
  return template.content.firstElementChild!.cloneNode(true) as HTMLElement
}

function fold(text: string) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
