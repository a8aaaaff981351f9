import { Controller } from '@hotwired/stimulus'
import * as Turbo from '@hotwired/turbo'

/** Long enough not to ask for every letter of a fast typist. */
const pause = 150

/** The quick search: a combobox over grouped results. Enter opens, Ctrl Enter starts a chat with a colleague. */
export default class PaletteController extends Controller<HTMLDialogElement> {
  static override targets = ['field', 'results', 'count']
  static override values = { address: String }
  declare readonly fieldTarget: HTMLInputElement
  declare readonly resultsTarget: HTMLElement
  declare readonly countTarget: HTMLElement
  declare readonly addressValue: string
  private timer: number | undefined
  private asked = 0

  override connect() {
    this.element.addEventListener('click', this.scrim)
    this.element.addEventListener('close', this.clear)
    // Somebody typed before this script came.
    if (this.fieldTarget.value) this.type()
  }

  override disconnect() {
    clearTimeout(this.timer)
    this.element.removeEventListener('click', this.scrim)
    this.element.removeEventListener('close', this.clear)
  }

  type() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.ask(), pause)
  }

  close() {
    this.element.close()
  }

  /** Enter without a chosen result goes to the page with all of them. */
  submit(event: Event) {
    event.preventDefault()
    const chosen = this.chosen
    this.go(chosen instanceof HTMLAnchorElement ? chosen.href : `/search?q=${encodeURIComponent(this.fieldTarget.value)}`)
  }

  key(event: KeyboardEvent) {
    const { options } = this
    const at = this.chosen ? options.indexOf(this.chosen) : -1
    switch (event.key) {
      case 'ArrowDown': this.choose(options[(at + 1) % options.length]); break
      case 'ArrowUp': this.choose(options[(at <= 0 ? options.length : at) - 1]); break
      case 'Enter': {
        const chat = this.chosen?.dataset['chat']
        if (!chat || !(event.ctrlKey || event.metaKey)) return
        this.chat(chat)
        break
      }
      default: return
    }
    event.preventDefault()
  }

  private async ask() {
    const number = ++this.asked
    const typed = this.fieldTarget.value.trim()
    const answer = typed ? await fetch(`${this.addressValue}?q=${encodeURIComponent(typed)}`, { headers: { Accept: 'text/html' } }).catch(() => undefined) : undefined
    const found = answer?.ok && answer.status === 200 ? await answer.text() : ''
    if (number !== this.asked) return
    this.resultsTarget.innerHTML = found
    const count = this.resultsTarget.querySelector('[data-count]')
    this.countTarget.textContent = count?.textContent ?? ''
    count?.remove()
    this.fieldTarget.ariaExpanded = String(this.options.length > 0)
    this.choose(this.options[0])
  }

  private choose(option: HTMLElement | undefined) {
    for (const other of this.options) other.ariaSelected = String(other === option)
    if (option) this.fieldTarget.setAttribute('aria-activedescendant', option.id)
    else this.fieldTarget.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  private chat(address: string) {
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: address, hidden: true })
    document.body.append(form)
    this.close()
    form.requestSubmit()
    form.remove()
  }

  private go(address: string) {
    this.close()
    Turbo.visit(address)
  }

  private get options() {
    return [...this.resultsTarget.querySelectorAll<HTMLElement>('[role="option"]')]
  }

  private get chosen() {
    return this.options.find(option => option.ariaSelected === 'true')
  }

  private readonly clear = () => {
    this.asked++
    this.fieldTarget.value = ''
    this.fieldTarget.ariaExpanded = 'false'
    this.resultsTarget.replaceChildren()
    this.countTarget.textContent = ''
  }

  private readonly scrim = (event: MouseEvent) => {
    if (event.target === this.element && event.detail > 0) this.close()
    else if ((event.target as Element).closest('a[role="option"]')) this.close()
  }
}
