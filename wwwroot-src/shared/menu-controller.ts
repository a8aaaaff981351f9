import { Controller } from '@hotwired/stimulus'

/** A button with a menu: arrows, Home and End, a letter, Escape back to the button. */
export default class MenuController extends Controller<HTMLElement> {
  static override targets = ['button', 'menu']
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly menuTarget: HTMLElement

  private readonly whileOpen = { outside: (event: Event) => this.closeUnlessInside(event), key: (event: KeyboardEvent) => this.key(event) }

  override connect() {
    this.buttonTarget.addEventListener('keydown', this.openWithArrow)
  }

  override disconnect() {
    this.buttonTarget.removeEventListener('keydown', this.openWithArrow)
    this.close()
  }

  toggle() {
    if (this.isOpen) this.close()
    else this.open()
  }

  open(last = false) {
    this.menuTarget.hidden = false
    this.buttonTarget.setAttribute('aria-expanded', 'true')
    this.keepOnScreen()
    document.addEventListener('pointerdown', this.whileOpen.outside)
    document.addEventListener('focusin', this.whileOpen.outside)
    this.element.addEventListener('keydown', this.whileOpen.key)
    this.items.at(last ? -1 : 0)?.focus()
  }

  close({ focus = false } = {}) {
    this.menuTarget.hidden = true
    this.buttonTarget.setAttribute('aria-expanded', 'false')
    document.removeEventListener('pointerdown', this.whileOpen.outside)
    document.removeEventListener('focusin', this.whileOpen.outside)
    this.element.removeEventListener('keydown', this.whileOpen.key)
    if (focus) this.buttonTarget.focus()
  }

  /** What was chosen changed something here. */
  done() {
    this.close({ focus: true })
  }

  private get isOpen() {
    return !this.menuTarget.hidden
  }

  private get items() {
    return [...this.menuTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]')].filter(item => item.offsetParent)
  }

  private readonly openWithArrow = (event: KeyboardEvent) => {
    if (this.isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    event.stopPropagation()
    this.open(event.key === 'ArrowUp')
  }

  private closeUnlessInside(event: Event) {
    if (!this.element.contains(event.target as Node)) this.close()
  }

  private key(event: KeyboardEvent) {
    const items = this.items
    const current = items.indexOf(document.activeElement as HTMLElement)
    switch (event.key) {
      case 'ArrowDown': case 'ArrowRight': move(current + 1); break
      case 'ArrowUp': case 'ArrowLeft': move(current - 1); break
      case 'Home': move(0); break
      case 'End': move(-1); break
      case 'Tab': this.close(); return
      case 'Escape': this.close({ focus: true }); break
      default: {
        if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.key === ' ') return
        const start = event.key.toLowerCase()
        const next = [...items.slice(current + 1), ...items].find(item => item.textContent?.trim().toLowerCase().startsWith(start))
        if (!next) return
        next.focus()
      }
    }
    event.preventDefault()
    event.stopPropagation()

    function move(to: number) {
      items.at(to % items.length)?.focus()
    }
  }

  /** Opens upward where there is no room below: on the screen, or in what scrolls around it. */
  private keepOnScreen() {
    this.menuTarget.classList.remove('menu--above')
    const { bottom, height } = this.menuTarget.getBoundingClientRect()
    const above = this.buttonTarget.getBoundingClientRect().top
    const room = scrollerOf(this.element)?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight }
    this.menuTarget.classList.toggle('menu--above', bottom > Math.min(innerHeight, room.bottom) && above - Math.max(0, room.top) > height)
  }
}

function scrollerOf(element: HTMLElement) {
  for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around
  }
  return undefined
}
