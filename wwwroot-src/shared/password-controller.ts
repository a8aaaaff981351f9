import { Controller } from '@hotwired/stimulus'

/** Shows what was typed in a password field while the eye is pressed in. */
export default class PasswordController extends Controller<HTMLElement> {
  static override targets = ['field', 'button']
  declare readonly fieldTarget: HTMLInputElement
  declare readonly buttonTarget: HTMLElement

  override connect() {
    this.fieldTarget.form?.addEventListener('submit', this.hide)
  }

  override disconnect() {
    this.fieldTarget.form?.removeEventListener('submit', this.hide)
  }

  toggle() {
    this.show(this.fieldTarget.type === 'password')
    this.fieldTarget.focus()
  }

  private readonly hide = () => this.show(false)

  private show(shown: boolean) {
    this.fieldTarget.type = shown ? 'text' : 'password'
    this.buttonTarget.ariaPressed = String(shown)
    const use = this.buttonTarget.querySelector('use')
    use?.setAttribute('href', use.getAttribute('href')!.replace(/#.*/, shown ? '#eye-off' : '#eye'))
  }
}
