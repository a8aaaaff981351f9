import { Controller } from '@hotwired/stimulus'

/** Prints or downloads the codes from the page itself: the server does not have them any more, so this page also asks whether they are kept. */
export default class RecoveryCodesController extends Controller<HTMLElement> {
  static override targets = ['code', 'form', 'saved', 'error']
  static override values = { file: String }
  declare readonly codeTargets: HTMLElement[]
  declare readonly formTarget: HTMLFormElement
  declare readonly savedTarget: HTMLInputElement
  declare readonly errorTarget: HTMLElement
  declare readonly fileValue: string

  override connect() {
    // Without script the browser asks, in its own words.
    this.formTarget.noValidate = true
  }

  leave(event: SubmitEvent) {
    if (this.savedTarget.checked) return
    event.preventDefault()
    this.errorTarget.hidden = false
    this.savedTarget.ariaInvalid = 'true'
    this.savedTarget.focus()
  }

  forgive() {
    this.errorTarget.hidden = true
    this.savedTarget.ariaInvalid = null
  }

  print() {
    window.print()
  }

  download() {
    const codes = this.codeTargets.map(code => code.textContent).join('\r\n')
    const address = URL.createObjectURL(new Blob([`${codes}\r\n`], { type: 'text/plain' }))
    Object.assign(document.createElement('a'), { href: address, download: this.fileValue }).click()
    URL.revokeObjectURL(address)
  }
}
