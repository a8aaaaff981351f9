import { Controller } from '@hotwired/stimulus'

/** Shows twelve lines of a long text, and the rest when asked. The button is there only when something is hidden. */
export default class ClampController extends Controller<HTMLElement> {
  static override targets = ['text', 'more']
  declare readonly textTarget: HTMLElement
  declare readonly moreTarget: HTMLElement
  private observer: ResizeObserver | undefined

  override connect() {
    this.observer = new ResizeObserver(() => this.look())
    this.observer.observe(this.textTarget)
  }

  override disconnect() {
    this.observer?.disconnect()
  }

  open() {
    this.observer?.disconnect()
    this.textTarget.classList.add('clamp--open')
    this.moreTarget.hidden = true
    this.textTarget.tabIndex = -1
    this.textTarget.focus({ preventScroll: true })
  }

  private look() {
    this.moreTarget.hidden = this.textTarget.scrollHeight <= this.textTarget.clientHeight + 1
  }
}
