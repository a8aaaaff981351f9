import { Controller } from '@hotwired/stimulus'

/** The editor of a post: a little Markdown, and who will see it. */
export default class ComposerController extends Controller<HTMLFormElement> {
  static override targets = ['text', 'group', 'audience', 'important', 'kind', 'kinds', 'part', 'option']
  declare readonly textTarget: HTMLTextAreaElement
  declare readonly groupTarget: HTMLSelectElement
  declare readonly audienceTarget: HTMLElement
  declare readonly importantTarget: HTMLElement
  declare readonly hasImportantTarget: boolean
  declare readonly kindTarget: HTMLInputElement
  declare readonly kindsTargets: HTMLButtonElement[]
  declare readonly partTargets: HTMLFieldSetElement[]
  declare readonly optionTargets: HTMLInputElement[]

  /** A refused form begins at what is wrong with it, unless the rule dialog says so. */
  override connect() {
    requestAnimationFrame(() => {
      if (!this.element.querySelector('[data-controller~="rule"]')) this.wrong?.focus()
    })
  }

  /** What was wrong is being mended: it no longer stands there as an error. */
  mend({ target }: Event) {
    const field = target === this.element ? this.textTarget : target as HTMLElement
    if (field.ariaInvalid !== 'true') return
    const described = field.getAttribute('aria-describedby')?.split(' ').map(id => document.getElementById(id)) ?? []
    for (const error of described) if (error?.matches('.field__error')) error.remove()
    field.setAttribute('aria-describedby', described.filter(words => words?.isConnected).map(words => words!.id).join(' '))
    field.ariaInvalid = null
    if (!this.wrong) this.element.querySelector('.error-summary')?.remove()
  }

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
    const { access, members, run } = this.groupTarget.selectedOptions[0]!.dataset
    const { dataset } = this.groupTarget
    this.audienceTarget.textContent = dataset[access === 'Open' ? 'open' : 'members']!.replace('{0}', members!)
    if (!this.hasImportantTarget) return
    this.importantTarget.hidden = run !== 'true'
    if (this.importantTarget.hidden) this.importantTarget.querySelector('select')!.value = '0'
  }

  /** A poll, an event, a question, praise: pressed again it is text. */
  choose({ params: { kind } }: { params: { kind: string } }) {
    this.show(this.kindTarget.value === kind ? 'Text' : kind)
    this.partTargets.find(part => !part.hidden)?.querySelector<HTMLElement>('input:not([type="hidden"])')?.focus()
  }

  addOption() {
    const last = this.optionTargets.at(-1)!
    const { length } = this.optionTargets
    if (length >= 10) return last.focus()
    const row = last.parentElement!.cloneNode(true) as HTMLElement
    const words = row.querySelector('span')!
    words.textContent = words.textContent.replace(/\d+/, String(length + 1))
    const next = row.querySelector('input')!
    next.value = ''
    next.name = next.dataset['ruleField'] = `Poll.Options[${length}]`
    next.id = `Poll_Options_${length}_`
    next.removeAttribute('aria-describedby')
    next.ariaInvalid = null
    last.parentElement!.after(row)
    next.focus()
  }

  /** "Weggooien": nothing is kept, and the next post begins empty. */
  discard() {
    const dialog = this.element.parentElement?.closest('dialog')
    this.element.closest('turbo-frame')?.replaceChildren()
    dialog?.close()
  }

  /** Published: the card stands in the feed, the dialog goes. */
  done({ detail: { success } }: CustomEvent<{ success: boolean }>) {
    if (success) this.element.closest('dialog')?.close()
  }

  private get wrong() {
    return this.element.querySelector<HTMLElement>('[aria-invalid="true"]')
  }

  private show(kind: string) {
    this.kindTarget.value = kind
    for (const button of this.kindsTargets) button.ariaPressed = String(button.getAttribute('data-timeline--composer-kind-param') === kind)
    for (const part of this.partTargets) part.hidden = part.disabled = part.dataset['kind'] !== kind
  }
}
