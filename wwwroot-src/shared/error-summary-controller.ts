import { Controller } from '@hotwired/stimulus'

/** Goes to what is wrong with a refused form, unless a dialog is already saying so. "Vul dit in" says of which field. */
export default class ErrorSummaryController extends Controller<HTMLElement> {
  override connect() {
    for (const link of this.element.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
      const label = document.querySelector(`label[for="${CSS.escape(link.hash.slice(1))}"]`)?.firstChild?.textContent?.trim().replace(/[.:]$/, '')
      if (label && !link.textContent?.startsWith(label)) link.textContent = `${label}: ${link.textContent}`
    }
    requestAnimationFrame(() => {
      if (!document.querySelector('dialog:modal')) this.element.focus()
    })
  }
}
