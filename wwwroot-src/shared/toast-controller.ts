import { Controller } from '@hotwired/stimulus'
import { toast } from './toast.ts'

/** Says what the server asked the next page to say. */
export default class ToastController extends Controller<HTMLElement> {
  static override values = { text: String }
  declare readonly textValue: string

  override connect() {
    toast(this.textValue)
    this.element.remove()
  }
}
