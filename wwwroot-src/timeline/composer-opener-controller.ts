import { Controller } from '@hotwired/stimulus'

/** Opens the editor in a dialog on this page; without script the same link leads to a page of its own. */
export default class ComposerOpenerController extends Controller<HTMLElement> {
  static override targets = ['dialog', 'frame']
  declare readonly dialogTarget: HTMLDialogElement
  declare readonly frameTarget: HTMLElement

  async open({ params, currentTarget }: { params: { kind?: string }, currentTarget: EventTarget | null }) {
    if (!this.frameTarget.hasChildNodes()) {
      this.frameTarget.setAttribute('src', this.frameTarget.dataset['src']!)
      await (this.frameTarget as HTMLElement & { loaded: Promise<void> }).loaded
    }
    this.dialogTarget.showModal()
    if (params.kind && params.kind !== 'image' && params.kind !== 'file') this.dialogTarget.querySelector<HTMLButtonElement>(`[data-timeline--composer-kind-param="${params.kind}" i][aria-pressed="false"]`)?.click()
    const start = params.kind === 'image' ? '[data-files--uploads-kind-param="image"]' : params.kind === 'file' ? '[data-files--uploads-kind-param="file"]' : 'textarea[name="Body"]'
    this.dialogTarget.querySelector<HTMLElement>(start)?.focus()
    this.dialogTarget.addEventListener('close', () => currentTarget instanceof HTMLElement && currentTarget.focus(), { once: true })
  }
}
