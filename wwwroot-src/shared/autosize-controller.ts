import { Controller } from '@hotwired/stimulus'

/** A textarea as high as its text, in browsers whose style sheets cannot do that yet. */
export default class AutosizeController extends Controller<HTMLTextAreaElement> {
  override connect() {
    if (CSS.supports('field-sizing', 'content')) return
    this.element.addEventListener('input', this.fit)
    this.fit()
  }

  override disconnect() {
    this.element.removeEventListener('input', this.fit)
  }

  private readonly fit = () => {
    this.element.style.height = 'auto'
    this.element.style.height = `${this.element.scrollHeight + this.element.offsetHeight - this.element.clientHeight}px`
  }
}
