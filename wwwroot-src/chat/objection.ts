import { blocking, locate, masked } from '../shared/findings.ts'
import { send as post } from '../shared/server.ts'
import type { Attachments } from './attachments.ts'
import type { Refusal } from './outbox.ts'
import type { Thread } from './thread.ts'

const refusals: Record<string, string> = {
  'message-too-long': 'tooLong', 'message-too-many-files': 'tooManyFiles', 'file-not-there': 'fileGone', 'file-not-confirmed': 'notConfirmed', 'not-there': 'gone', 'colleague-left': 'left',
  'group-archived': 'archived', 'may-not-post': 'mayNot', 'client-id-taken': 'taken',
}

/** A title, what to do, and what stands on the button with which the author decides. */
type RuleWords = [string, string, string]

export interface ObjectionParts {
  readonly field: HTMLTextAreaElement
  readonly note: HTMLElement
  readonly where: HTMLElement
  readonly object: HTMLElement
  readonly confirm: HTMLElement
}

/** Says above the field why something was not sent, in the words of the rule that objects. */
export class Objection {
  private refusal: Refusal | undefined
  private refused = ''

  constructor(private readonly parts: ObjectionParts, private readonly words: Readonly<Record<string, RuleWords>>, private readonly thread: Thread, private readonly attachments: Attachments) {}

  /** @param refused the text that it is about */
  show(refusal: Refusal, refused = '') {
    this.refusal = refusal
    this.refused = refused
    const { rule, findings } = refusal
    const heaviest = findings.find(finding => finding.verdict.toLowerCase() === rule)?.rule
    const [title, text] = this.words[`${heaviest}.${rule}`] ?? [this.thread.texts[refusals[rule] ?? 'other']!, '']
    this.parts.note.querySelector('[data-note-title]')!.textContent = title
    this.parts.note.querySelector('[data-note-text]')!.textContent = text
    this.parts.where.hidden = findings.length === 0
    this.parts.object.hidden = rule !== 'block'
    this.parts.confirm.hidden = rule !== 'warn' && rule !== 'file-not-confirmed'
    this.parts.note.hidden = false
  }

  hide() {
    this.refusal = undefined
    this.parts.note.hidden = true
  }

  /** Who confirms, confirms what the rules have seen: a text that was changed since is looked at again. */
  isAbout(text: string) {
    return this.refusal !== undefined && this.refused === text
  }

  showWhere() {
    const finding = this.refusal?.findings[0]
    if (!finding) return
    const { start, end } = locate(this.parts.field.value, finding, 'as-is')
    this.parts.field.focus()
    this.parts.field.setSelectionRange(start, end)
  }

  /** "Klopt dit niet?": with every digit replaced before it leaves the screen. */
  async object() {
    const findings = this.refusal?.findings ?? []
    const text = this.refused
    const spots = findings.map(finding => locate(text, finding, 'as-is'))
    const surface = findings[0]?.surface ?? 'message'
    for (const rule of blocking(findings)) {
      const words = surface === 'fileName' ? masked(this.attachments.names, [], []) : masked(text, spots.filter((_, i) => findings[i]!.rule === rule), spots)
      const answer = await post('/content-rules/objections', new URLSearchParams({ rule, surface, text: words, length: String(surface === 'fileName' ? words.length : text.length) }))
      if (!answer.ok) return
    }
    this.parts.object.hidden = true
    this.parts.note.querySelector('[data-note-text]')!.textContent = this.thread.texts['objected']!
  }
}
