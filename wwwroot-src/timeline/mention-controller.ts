import { Controller } from '@hotwired/stimulus'
import { float, placeOf, sink } from './floating.ts'

const patience = 150
const longest = 40

/** Names behind an @: a list of who may read this, filtered as one types. What is picked travels along by id. */
export default class MentionController extends Controller<HTMLFormElement> {
  static override targets = ['text', 'list']
  static override values: Record<string, typeof String> = { group: String }
  declare readonly textTarget: HTMLTextAreaElement
  declare readonly listTarget: HTMLElement
  declare groupValue: string
  private timer: number | undefined
  private asked = 0
  /** The name that was picked last: what is typed behind it is no longer a question. */
  private taken = ''

  override connect() {
    // Not role=combobox, which a field of several lines may not have; and without the role no aria-expanded.
    this.textTarget.setAttribute('aria-autocomplete', 'list')
    this.textTarget.setAttribute('aria-haspopup', 'listbox')
    this.listTarget.id ||= `mentions-${this.textTarget.id}`
    this.textTarget.setAttribute('aria-controls', this.listTarget.id)
    this.listTarget.addEventListener('pointerdown', this.choose)
    this.textTarget.addEventListener('blur', this.close)
    addEventListener('scroll', this.follow, { capture: true, passive: true })
  }

  override disconnect() {
    clearTimeout(this.timer)
    removeEventListener('scroll', this.follow, { capture: true })
    this.listTarget.removeEventListener('pointerdown', this.choose)
    this.textTarget.removeEventListener('blur', this.close)
  }

  /** The button with the @. */
  start() {
    const { selectionStart, value } = this.textTarget
    this.textTarget.focus()
    document.execCommand('insertText', false, selectionStart > 0 && !/\s$/.test(value.slice(0, selectionStart)) ? ' @' : '@')
    this.type()
  }

  regroup(event: Event) {
    this.groupValue = (event.target as HTMLSelectElement).value
  }

  type() {
    clearTimeout(this.timer)
    const typed = this.typed
    if (typed === undefined || (this.taken && typed.startsWith(this.taken))) this.close()
    else this.timer = setTimeout(() => void this.ask(typed), patience)
  }

  key(event: KeyboardEvent) {
    if (!this.isOpen) return
    const options = this.options
    const at = options.findIndex(option => option.ariaSelected === 'true')
    switch (event.key) {
      case 'ArrowDown': this.select(options[(at + 1) % options.length]); break
      case 'ArrowUp': this.select(options[(at - 1 + options.length) % options.length]); break
      case 'Enter': case 'Tab': if (at < 0) return; this.take(options[at]!); break
      case 'Escape': this.close(); break
      default: return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  /** What stands behind the last @ before the cursor; undefined when there is none that could be a name. */
  private get typed() {
    const { value, selectionStart } = this.textTarget
    const found = /(?:^|[\s(])@([^\n@]*)$/.exec(value.slice(0, selectionStart))
    return found && found[1]!.length <= longest && !/[.,;:!?]$|\s\s/.test(found[1]!) ? found[1]! : undefined
  }

  /** Where to ask for names. */
  protected get address() {
    return `/groups/${this.groupValue}/mentions`
  }

  protected picked(id: string) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = 'Mentioned'
    field.value = id
    this.element.append(field)
  }

  private async ask(typed: string) {
    const number = ++this.asked
    const answer = await fetch(`${this.address}?q=${encodeURIComponent(typed)}`, { headers: { Accept: 'text/html' } }).catch(() => undefined)
    if (number !== this.asked || !answer?.ok || this.typed !== typed) return
    this.listTarget.innerHTML = await answer.text()
    if (this.options.length === 0) return this.close()
    this.place()
    this.select(this.options[0])
  }

  private get isOpen() {
    return this.listTarget.matches(':popover-open')
  }

  /** By the @ that asks for it. */
  private place() {
    float(this.listTarget, placeOf(this.textTarget, this.textTarget.selectionStart - (this.typed ?? '').length - 1))
  }

  private readonly follow = ({ target }: Event) => {
    if (this.isOpen && target !== this.listTarget) this.place()
  }

  private get options() {
    return [...this.listTarget.querySelectorAll<HTMLElement>('[role="option"]')]
  }

  private select(option: HTMLElement | undefined) {
    for (const other of this.options) other.ariaSelected = String(other === option)
    if (!option) return
    this.textTarget.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  private readonly choose = (event: Event) => {
    event.preventDefault()
    const option = (event.target as HTMLElement).closest<HTMLElement>('[role="option"]')
    if (option) this.take(option)
  }

  private take(option: HTMLElement) {
    const { id, name } = option.dataset as { id: string, name: string }
    this.taken = `${name} `
    const end = this.textTarget.selectionStart
    this.textTarget.setSelectionRange(end - (this.typed ?? '').length, end)
    document.execCommand('insertText', false, this.taken)
    this.picked(id)
    this.close()
  }

  private readonly close = () => {
    this.asked++
    sink(this.listTarget)
    this.textTarget.removeAttribute('aria-activedescendant')
  }
}
