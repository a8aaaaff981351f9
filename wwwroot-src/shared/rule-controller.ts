import { Controller } from '@hotwired/stimulus'
import { around, blocking, locate, masked, type Finding, type Spot } from './findings.ts'
import { send } from './server.ts'

/**
 * Tells what the content rules object to. The server sent positions only; the words around them come from the text on the
 * screen, so the number travels nowhere again.
 */
export default class RuleController extends Controller<HTMLDialogElement> {
  static override targets = ['spot', 'hidden', 'back', 'reported', 'report']
  static override values = { field: String, findings: Array, objection: String }
  declare readonly spotTarget: HTMLElement
  declare readonly hiddenTargets: HTMLTemplateElement[]
  declare readonly backTarget: HTMLElement
  declare readonly reportedTarget: HTMLElement
  declare readonly reportTarget: HTMLElement
  declare readonly hasReportTarget: boolean
  declare readonly fieldValue: string
  declare readonly findingsValue: Finding[]
  declare readonly objectionValue: string

  override connect() {
    this.element.addEventListener('cancel', this.cancel)
    this.showSpot()
    if (!this.element.open) this.element.showModal()
    this.backTarget.focus()
  }

  override disconnect() {
    this.element.removeEventListener('cancel', this.cancel)
    if (this.element.open) this.element.close()
  }

  /** Back to the text, with the spot selected. */
  back() {
    this.element.close()
    const { field, spots } = this
    field?.focus()
    if (field && spots[0] && 'setSelectionRange' in field) field.setSelectionRange(spots[0].start, spots[0].end)
    this.element.remove()
  }

  /** "Klopt dit niet? Meld het": with every digit replaced before it leaves the screen. */
  async object() {
    const { field, spots, findingsValue: findings } = this
    const surface = this.element.dataset['surface'] ?? ''
    for (const rule of blocking(findings)) {
      const words = surface === 'FileName' ? masked(this.fileName, [], []) : masked(field?.value ?? '', spots.filter((_, i) => findings[i]!.rule === rule), spots)
      const answer = await send(this.objectionValue, new URLSearchParams({ rule, surface, text: words, length: String(surface === 'FileName' ? words.length : field?.value.length ?? words.length) }))
      if (!answer.ok) return
    }
    this.reportTarget.hidden = true
    this.reportedTarget.hidden = false
  }

  /** Of the file that it is about: what is in it is not on the screen. */
  private get fileName() {
    const id = document.querySelector(`[name="${CSS.escape(this.fieldValue.replace(/AltText$/, 'Id'))}"]`)
    return id?.parentElement?.querySelector<HTMLElement>('.file__name')?.title ?? ''
  }

  private get field() {
    const name = CSS.escape(this.fieldValue)
    const root = this.element.closest('form') ?? document
    return root.querySelector<HTMLTextAreaElement | HTMLInputElement>(`:is(textarea, input:not([type="hidden"]))[name="${name}"]`)
  }

  private get spots(): Spot[] {
    const text = this.field?.value ?? ''
    return this.findingsValue.map(finding => locate(text, finding, this.field instanceof HTMLTextAreaElement ? 'form' : 'as-is'))
  }

  private showSpot() {
    const { field, spots } = this
    if (!field || !spots[0]) return
    const isBlocked = this.findingsValue.some(finding => finding.verdict === 'Block')
    for (const { text, spot } of around(field.value, spots[0], spots)) {
      if (!spot) this.spotTarget.append(text)
      else if (isBlocked) this.spotTarget.append(this.hidden(this.findingsValue[spots.indexOf(spot)]!.rule))
      else this.spotTarget.append(Object.assign(document.createElement('span'), { className: 'rule__seen', textContent: text }))
    }
    this.spotTarget.closest<HTMLElement>('[data-rule-part]')!.hidden = false
  }

  /** What stands in the place of what this rule found. */
  private hidden(rule: string) {
    return (this.hiddenTargets.find(target => target.dataset['rule'] === rule) ?? this.hiddenTargets[0]!).content.cloneNode(true)
  }

  private readonly cancel = (event: Event) => {
    event.preventDefault()
    this.back()
  }
}
