import { Controller } from '@hotwired/stimulus'

/** Draws six cells under the one real input, and sends the form at six digits. Pasting "123 456" works. */
export default class OtpController extends Controller<HTMLElement> {
  static override targets = ['field']
  declare readonly fieldTarget: HTMLInputElement
  private cells: HTMLElement[] = []
  private sent = ''

  override connect() {
    // The paste is cleaned before it is cut off.
    this.fieldTarget.removeAttribute('maxlength')
    this.fieldTarget.addEventListener('input', this.input)
    for (const event of ['focus', 'keyup', 'click', 'select']) this.fieldTarget.addEventListener(event, this.draw)
    const row = document.createElement('div')
    row.className = 'otp__cells'
    row.ariaHidden = 'true'
    this.cells = Array.from({ length: 6 }, () => row.appendChild(Object.assign(document.createElement('span'), { className: 'otp__cell' })))
    this.element.append(row)
    this.element.classList.add('otp--cells')
    this.draw()
  }

  override disconnect() {
    this.fieldTarget.removeEventListener('input', this.input)
    for (const event of ['focus', 'keyup', 'click', 'select']) this.fieldTarget.removeEventListener(event, this.draw)
    this.element.querySelector('.otp__cells')?.remove()
    this.element.classList.remove('otp--cells')
  }

  private readonly input = () => {
    const digits = this.fieldTarget.value.replace(/\D/g, '').slice(0, 6)
    if (digits !== this.fieldTarget.value) this.fieldTarget.value = digits
    this.draw()
    if (digits.length < 6 || digits === this.sent) return
    this.sent = digits
    this.fieldTarget.form?.requestSubmit()
  }

  private readonly draw = () => {
    const { value } = this.fieldTarget
    const at = Math.min(this.fieldTarget.selectionStart ?? value.length, 5)
    this.cells.forEach((cell, index) => {
      cell.textContent = value[index] ?? ''
      cell.classList.toggle('otp__cell--current', index === at)
    })
  }
}
