import { Controller } from '@hotwired/stimulus'
import type DialogController from './dialog-controller.ts'

/** Opens the dialog with the given id; on a link, the page it leads to is what happens without script. */
export default class DialogOpenerController extends Controller<HTMLElement> {
  static override values = { id: String }
  declare readonly idValue: string

  open(event: Event) {
    const dialog = document.getElementById(this.idValue)
    const controller = dialog && this.application.getControllerForElementAndIdentifier(dialog, 'dialog') as DialogController | null
    if (!controller) return
    event.preventDefault()
    controller.open(event)
  }
}
