import { Controller } from '@hotwired/stimulus'

/** Prints or downloads the codes from the page itself: the server does not have them any more. */
export default class RecoveryCodesController extends Controller<HTMLElement> {
  static override targets = ['code']
  static override values = { file: String }
  declare readonly codeTargets: HTMLElement[]
  declare readonly fileValue: string

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
