import { Controller } from '@hotwired/stimulus'

/** Goes to what is wrong with a refused form, unless a dialog is already saying so. */
export default class ErrorSummaryController extends Controller<HTMLElement> {
  override connect() {
    requestAnimationFrame(() => {
      if (!document.querySelector('dialog:modal')) this.element.focus()
    })
  }
}
