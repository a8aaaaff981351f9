import { Controller } from '@hotwired/stimulus'

/** Where one begins who did not press the field itself. */
const starts: Record<string, string> = {
  image: '[data-files--uploads-kind-param="image"]',
  file: '[data-files--uploads-kind-param="file"]',
  group: '[data-timeline--group-chooser-target="button"]',
}

/** Opens the editor in a dialog on this page; without script the same link leads to a page of its own. */
export default class ComposerOpenerController extends Controller<HTMLElement> {
  static override targets = ['dialog', 'frame']
  declare readonly dialogTarget: HTMLDialogElement
  declare readonly frameTarget: HTMLElement

  async open({ params, currentTarget }: { params: { kind?: string }, currentTarget: EventTarget | null }) {
    if (!this.frameTarget.hasChildNodes()) {
      const scripts = import('./editor.ts')
      this.frameTarget.setAttribute('src', this.frameTarget.dataset['src']!)
      await (this.frameTarget as HTMLElement & { loaded: Promise<void> }).loaded
      // Without its scripts the form still works.
      await scripts.catch(() => undefined)
      // The form and its scripts find each other once the form was seen to be there.
      await new Promise(requestAnimationFrame)
    }
    this.dialogTarget.showModal()
    if (params.kind && !(params.kind in starts)) this.dialogTarget.querySelector<HTMLButtonElement>(`[data-timeline--composer-kind-param="${params.kind}" i][aria-pressed="false"]`)?.click()
    this.dialogTarget.querySelector<HTMLElement>(starts[params.kind ?? ''] ?? 'textarea[name="Body"]')?.focus()
    if (params.kind === 'group') this.dialogTarget.querySelector<HTMLElement>(starts['group']!)?.click()
    this.dialogTarget.addEventListener('close', () => currentTarget instanceof HTMLElement && currentTarget.focus(), { once: true })
  }
}
