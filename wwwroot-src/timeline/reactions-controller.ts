import { Controller } from '@hotwired/stimulus'

const patience = 400

/** Press is like; hold, point or Arrow Down opens the four. They are made out of the page's template when they are needed. */
export default class ReactionsController extends Controller<HTMLElement> {
  static override targets = ['button']
  static override values = { mine: String }
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly mineValue: string
  private picker: HTMLElement | undefined
  private timer: number | undefined

  override connect() {
    for (const [event, handler] of this.listeners) this.element.addEventListener(event, handler as EventListener)
  }

  override disconnect() {
    for (const [event, handler] of this.listeners) this.element.removeEventListener(event, handler as EventListener)
    this.close()
  }

  mineValueChanged() {
    this.picker?.remove()
    this.picker = undefined
  }

  private open({ focus }: { focus: boolean }) {
    this.picker ??= this.build()
    this.element.classList.add('reactions--open')
    if (focus) this.choices[0]?.focus()
    document.addEventListener('pointerdown', this.closeOutside)
  }

  private close({ focus = false } = {}) {
    clearTimeout(this.timer)
    this.element.classList.remove('reactions--open')
    document.removeEventListener('pointerdown', this.closeOutside)
    if (focus) this.buttonTarget.focus()
  }

  private build() {
    const template = document.querySelector<HTMLTemplateElement>('template#reactions')!
    const picker = template.content.firstElementChild!.cloneNode(true) as HTMLElement
    const address = this.buttonTarget.getAttribute('formaction')!.replace(/[^/]+$/, '')
    const mine = this.mineValue.split(' ')
    for (const button of picker.querySelectorAll('button')) {
      const kind = button.dataset['kind']!
      const given = mine.includes(kind)
      button.setAttribute('formaction', address + kind)
      button.value = String(!given)
      button.ariaChecked = String(given)
    }
    this.element.append(picker)
    return picker
  }

  private get choices() {
    return [...this.picker?.querySelectorAll('button') ?? []]
  }

  private readonly point = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') this.timer = setTimeout(() => this.open({ focus: false }), patience)
  }

  private readonly leave = (event: PointerEvent) => {
    clearTimeout(this.timer)
    if (event.pointerType === 'mouse' && !this.picker?.contains(document.activeElement)) this.timer = setTimeout(() => this.close(), patience / 2)
  }

  /** A finger that stays chooses; it does not press. */
  private readonly hold = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' || !this.buttonTarget.contains(event.target as Node)) return
    this.timer = setTimeout(() => {
      this.open({ focus: true })
      this.buttonTarget.addEventListener('click', swallow, { once: true, capture: true })
    }, patience)
  }

  private readonly release = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse') clearTimeout(this.timer)
  }

  private readonly key = (event: KeyboardEvent) => {
    const at = this.choices.indexOf(document.activeElement as HTMLButtonElement)
    if (at < 0 && event.key !== 'ArrowDown') return
    const { length } = this.choices
    switch (event.key) {
      case 'ArrowDown': case 'ArrowRight': if (at < 0) this.open({ focus: true }); else this.choices[(at + 1) % length]?.focus(); break
      case 'ArrowLeft': case 'ArrowUp': this.choices[(at - 1 + length) % length]?.focus(); break
      case 'Home': this.choices[0]?.focus(); break
      case 'End': this.choices[length - 1]?.focus(); break
      case 'Escape': this.close({ focus: true }); break
      case 'Tab': this.close(); return
      default: return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  private readonly chosen = (event: Event) => {
    if (this.picker?.contains(event.target as Node)) setTimeout(() => this.close({ focus: true }))
  }

  private readonly closeOutside = (event: Event) => {
    if (!this.element.contains(event.target as Node)) this.close()
  }

  private readonly listeners = [
    ['pointerenter', this.point], ['pointerleave', this.leave], ['pointerdown', this.hold], ['pointerup', this.release],
    ['keydown', this.key], ['click', this.chosen],
  ] as const
}

function swallow(event: Event) {
  event.preventDefault()
  event.stopImmediatePropagation()
}
