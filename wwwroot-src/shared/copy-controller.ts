import { Controller } from '@hotwired/stimulus'
import { toast } from './toast.ts'

/** Copies a text and says so. */
export default class CopyController extends Controller<HTMLElement> {
  static override values = { text: String, done: String }
  declare readonly textValue: string
  declare readonly doneValue: string

  async copy() {
    await navigator.clipboard.writeText(this.textValue)
    toast(this.doneValue)
  }
}
