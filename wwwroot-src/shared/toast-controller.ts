import { Controller } from '@hotwired/stimulus'
import { toast } from './toast.ts'

/** After a change of page: the live region, which Turbo lifts over to the new page, is back by then and is listened to again. */
const settled = 150

/** Says what the server asked the next page to say. */
export default class ToastController extends Controller<HTMLElement> {
  static override values = { text: String }
  declare readonly textValue: string

  override connect() {
    const text = this.textValue
    setTimeout(() => toast(text), settled)
    this.element.remove()
  }
}
