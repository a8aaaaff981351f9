import { Controller } from '@hotwired/stimulus'

const hold = 400

/** Press is like; hold, point or Arrow Down opens the four. Without script pointing opens them as well (posts.css). */
export default class ReactionsController extends Controller<HTMLElement> {
  static override targets = ['button', 'picker']
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly pickerTarget: HTMLElement
  private timer: number | undefined

  open(event?: Event) {
    event?.preventDefault()
    this.element.classList.add('reactions--open')
    this.choices[0]?.focus()
    document.addEventListener('pointerdown', this.closeOutside)
  }

  close({ focus = false } = {}) {
    this.element.classList.remove('reactions--open')
    document.removeEventListener('pointerdown', this.closeOutside)
    if (focus) this.buttonTarget.focus()
  }

  /** A finger that stays chooses; it does not press. */
  hold(event: PointerEvent) {
    if (event.pointerType === 'mouse') return
    this.timer = setTimeout(() => {
      this.open()
      this.buttonTarget.addEventListener('click', swallow, { once: true, capture: true })
    }, hold)
  }

  release() {
    clearTimeout(this.timer)
  }

  move(event: KeyboardEvent) {
    const at = this.choices.indexOf(document.activeElement as HTMLButtonElement)
    const { length } = this.choices
    switch (event.key) {
      case 'ArrowRight': case 'ArrowDown': this.choices[(at + 1) % length]?.focus(); break
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

  private get choices() {
    return [...this.pickerTarget.querySelectorAll('button')]
  }

  private readonly closeOutside = (event: Event) => {
    if (!this.element.contains(event.target as Node)) this.close()
  }
}

function swallow(event: Event) {
  event.preventDefault()
  event.stopImmediatePropagation()
}
