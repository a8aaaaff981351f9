import { Controller } from '@hotwired/stimulus'

/** Names what was chosen in the words of the page, and sends it where choosing is all there is to do. */
export default class FilePickerController extends Controller<HTMLElement> {
  static override targets = ['field', 'name']
  static override values = { nothing: String, sends: Boolean }
  declare readonly fieldTarget: HTMLInputElement
  declare readonly nameTarget: HTMLElement
  declare readonly nothingValue: string
  declare readonly sendsValue: boolean

  override connect() {
    // The browser remembers a choice when one goes back to the page.
    if (this.fieldTarget.files?.length) this.show()
  }

  chosen() {
    this.show()
    const form = this.fieldTarget.form
    if (!form || !this.sendsValue || !this.fieldTarget.files?.length) return
    this.nameTarget.append(` · ${document.body.dataset['busy'] ?? ''}`)
    form.addEventListener('turbo:submit-end', () => this.show(), { once: true })
    form.requestSubmit()
  }

  private show() {
    this.nameTarget.textContent = [...this.fieldTarget.files ?? []].map(file => file.name).join(', ') || this.nothingValue
  }
}
