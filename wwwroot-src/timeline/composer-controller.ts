import { Controller } from '@hotwired/stimulus'

/** The editor of a post: a little Markdown, and who will see it. */
export default class ComposerController extends Controller<HTMLFormElement> {
  static override targets = ['text', 'group', 'audience', 'important']
  declare readonly textTarget: HTMLTextAreaElement
  declare readonly groupTarget: HTMLSelectElement
  declare readonly audienceTarget: HTMLElement
  declare readonly importantTarget: HTMLElement
  declare readonly hasImportantTarget: boolean

  format({ params: { before, after } }: { params: { before: string, after: string } }) {
    const { selectionStart, selectionEnd, value } = this.textTarget
    const words = value.slice(selectionStart, selectionEnd)
    const marked = after ? before + words + after : words.split('\n').map(line => before + line).join('\n')
    this.textTarget.focus()
    // The one way that keeps the browser's own undo.
    document.execCommand('insertText', false, marked)
    if (after && !words) this.textTarget.setSelectionRange(selectionStart + before.length, selectionStart + before.length)
  }

  regroup() {
    const { dataset } = this.groupTarget.selectedOptions[0]!
    this.audienceTarget.textContent = dataset['audience'] ?? ''
    if (!this.hasImportantTarget) return
    this.importantTarget.hidden = dataset['run'] !== 'true'
    if (this.importantTarget.hidden) this.importantTarget.querySelector('select')!.value = '0'
  }

  /** Published: the card stands in the feed, the dialog goes. */
  done({ detail: { success } }: CustomEvent<{ success: boolean }>) {
    if (success) this.element.closest('dialog')?.close()
  }
}
