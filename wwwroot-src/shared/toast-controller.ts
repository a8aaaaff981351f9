import { Controller } from '@hotwired/stimulus'
import { toast } from './toast.ts'

/** After a change of page: the live region, which Turbo lifts over to the new page, is back by then and is listened to again. */
const settled = 150

/** Says what the server asked the next page to say. */
export default class ToastController extends Controller<HTMLElement> {
  static override values = { text: String, undo: String, label: String }
  declare readonly textValue: string
  /** Where the act is taken back: with a press of the page's form for such acts. */
  declare readonly undoValue: string
  declare readonly labelValue: string

  override connect() {
    const [text, undo, label] = [this.textValue, this.undoValue, this.labelValue]
    setTimeout(() => toast(text, undo ? { label, run: () => press(undo) } : undefined), settled)
    this.element.remove()
  }
}

function press(address: string) {
  const button = document.createElement('button')
  button.setAttribute('form', 'act')
  button.formAction = address
  button.name = 'here'
  button.value = 'true'
  button.hidden = true
  document.body.append(button)
  button.click()
  button.remove()
}
