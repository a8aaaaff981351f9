import { Controller } from '@hotwired/stimulus'

/** A dialog: Escape and the scrim close it unless text would be lost; focus goes back to who opened it. */
export default class DialogController extends Controller<HTMLDialogElement> {
  static override values = { open: Boolean, keep: String }
  declare readonly openValue: boolean
  /** Asked before what was typed is thrown away. */
  declare readonly keepValue: string

  private opener: HTMLElement | null = null

  override connect() {
    this.element.addEventListener('cancel', this.cancel)
    this.element.addEventListener('click', this.scrim)
    if (this.openValue) this.open()
  }

  override disconnect() {
    this.element.removeEventListener('cancel', this.cancel)
    this.element.removeEventListener('click', this.scrim)
    if (this.element.open) this.element.close()
  }

  open(event?: Event) {
    if (this.element.open) return
    this.opener = event?.currentTarget instanceof HTMLElement ? event.currentTarget : document.activeElement as HTMLElement | null
    this.element.showModal()
    this.first?.focus()
  }

  close() {
    if (this.wouldLose && !this.mayLose()) return
    this.element.close()
    this.opener?.focus()
  }

  /** A dialog of its own asks, or, where there is none, the browser. */
  private mayLose() {
    const question = this.keepValue.startsWith('#') ? this.element.querySelector<HTMLDialogElement>(this.keepValue) : null
    if (!question) return confirm(this.keepValue)
    question.showModal()
    return false
  }

  private get wouldLose() {
    // What came back refused, and files that are there already, look like the form as it was; they are not kept anywhere.
    return this.keepValue !== '' && (this.element.querySelector('[data-unsaved]') !== null
      || [...this.element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input:is([type="text"], :not([type]))')]
        .some(field => field.value !== field.defaultValue && field.value.trim() !== ''))
  }

  /** The first useful element: never the cross. */
  private get first() {
    return this.element.querySelector<HTMLElement>('[autofocus]')
      ?? this.element.querySelector<HTMLElement>(':is(input, textarea, select):not([type="hidden"], [disabled])')
      ?? this.element.querySelector<HTMLElement>('.dialog__actions :is(button, a)')
  }

  private readonly cancel = (event: Event) => {
    // A file chooser inside the dialog cancels too, and bubbles.
    if (event.target !== this.element) return
    event.preventDefault()
    this.close()
  }

  private readonly scrim = (event: MouseEvent) => {
    if (event.target !== this.element) return
    const { left, right, top, bottom } = this.element.getBoundingClientRect()
    const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom
    if (!inside && event.detail > 0) this.close()
  }
}
