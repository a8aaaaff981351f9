import { Controller } from '@hotwired/stimulus'

/** Pictures one at a time, large: arrows, Escape, and what they show in words. Without script each opens by itself. */
export default class ViewerController extends Controller<HTMLElement> {
  static override targets = ['photo']
  static override values = { words: String }
  declare readonly photoTargets: HTMLAnchorElement[]
  declare readonly wordsValue: string
  private dialog: HTMLDialogElement | undefined
  private at = 0

  override disconnect() {
    this.dialog?.remove()
  }

  open(event: Event) {
    this.at = this.photoTargets.indexOf(event.currentTarget as HTMLAnchorElement)
    this.dialog?.remove()
    this.dialog = this.build()
    document.body.append(this.dialog)
    this.show()
    this.dialog.showModal()
    this.dialog.addEventListener('close', () => {
      this.dialog?.remove()
      this.photoTargets[Math.min(this.at, 2)]?.focus()
    }, { once: true })
  }

  private build() {
    const [, previous, next, close] = this.words
    const dialog = document.createElement('dialog')
    dialog.className = 'viewer'
    dialog.innerHTML = '<figure class="viewer__figure"><img class="viewer__photo" alt=""><figcaption class="viewer__caption"><span></span> <span></span></figcaption></figure>'
    dialog.append(this.button(close!, '×', 'viewer__close', () => dialog.close()))
    if (this.photoTargets.length > 1) {
      dialog.append(this.button(previous!, '‹', 'viewer__previous', () => this.step(-1)), this.button(next!, '›', 'viewer__next', () => this.step(1)))
    }
    dialog.addEventListener('keydown', event => {
      if (event.key === 'ArrowRight') this.step(1)
      if (event.key === 'ArrowLeft') this.step(-1)
    })
    dialog.addEventListener('click', event => event.target === dialog && dialog.close())
    return dialog
  }

  private button(label: string, sign: string, name: string, run: () => void) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = `viewer__button ${name}`
    button.setAttribute('aria-label', label)
    button.title = label
    button.textContent = sign
    button.addEventListener('click', run)
    return button
  }

  private step(by: number) {
    const { length } = this.photoTargets
    this.at = (this.at + by + length) % length
    this.show()
  }

  private show() {
    const photo = this.photoTargets[this.at]!
    const alt = photo.querySelector('img')?.alt ?? photo.querySelector('[data-alt]')?.textContent ?? ''
    const picture = this.dialog!.querySelector('img')!
    picture.src = photo.href
    picture.alt = alt
    const [words, count] = this.dialog!.querySelectorAll('figcaption span')
    words!.textContent = alt
    count!.textContent = this.photoTargets.length > 1 ? this.words[0]!.replace('{0}', String(this.at + 1)).replace('{1}', String(this.photoTargets.length)) : ''
  }

  private get words() {
    return this.wordsValue.split('|')
  }
}
