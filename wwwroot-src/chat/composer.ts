import { live } from '../shared/live.ts'
import type { Attachments } from './attachments.ts'
import type { Objection } from './objection.ts'
import type { Outbox, Refusal, Waiting } from './outbox.ts'
import { fill, type Thread } from './thread.ts'
import { fetchRows, findingsOf, refusalOf, type SendAnswer } from './wire.ts'

const typingEvery = 3_000
const draftAfter = 1_000

export interface ComposerParts {
  readonly form: HTMLFormElement
  readonly field: HTMLTextAreaElement
  readonly reply: HTMLElement
}

/** The field: what is written in it, what it answers or edits, and what it keeps for later. */
export class Composer {
  private replyTo: number | null = null
  private editing: number | null = null
  private lastTyped = 0
  private draftTimer: number | undefined

  constructor(
    private readonly parts: ComposerParts, private readonly attachments: Attachments, private readonly objection: Objection, private readonly outbox: Outbox,
    private readonly thread: Thread, private readonly sent: (message: Waiting) => void,
  ) {}

  get isEmpty() {
    return this.parts.field.value === ''
  }

  get isBusyWithOther() {
    return this.editing !== null || this.replyTo !== null
  }

  /** @param isConfirmed the author saw the warning */
  async send(isConfirmed = false) {
    const text = this.parts.field.value.trim()
    if (text.length === 0 && this.attachments.isEmpty) return
    const confirmed = isConfirmed && this.objection.isAbout(text)
    this.objection.hide()
    if (this.editing !== null) {
      await this.sendEdit(this.editing, text, confirmed)
      return
    }
    const { replyTo } = this
    // The field is free at once; files that are still on their way hold up this message and those after it, in order.
    this.clear()
    this.last = this.last.then(async () => {
      const files = await this.attachments.take()
      if (text.length > 0 || files.length > 0) this.sent(this.outbox.add(text, replyTo, files, confirmed))
    })
    await this.last
  }

  private last: Promise<void> = Promise.resolve()

  /** Refused: the words and files go back with the reason. */
  takeBack(message: Waiting, why: Refusal) {
    const { field } = this.parts
    field.value = field.value.trim() === '' ? message.text : `${message.text}\n${field.value}`
    this.replyTo = message.replyTo
    this.attachments.putBack(message.files)
    this.changed()
    field.focus()
    this.objection.show(why, message.text)
  }

  typed() {
    if (this.parts.field.value === '') this.objection.hide()
    if (this.editing === null) {
      clearTimeout(this.draftTimer)
      this.draftTimer = setTimeout(() => this.saveDraft(), draftAfter)
    }
    if (this.parts.field.value.trim() === '' || Date.now() - this.lastTyped < typingEvery) return
    this.lastTyped = Date.now()
    live.invoke('Typing', this.thread.id).catch(() => undefined)
  }

  answer(seq: number, authorName: string) {
    this.replyTo = seq
    this.say(fill(this.thread.texts['replyingTo']!, authorName))
  }

  /** With its marks, which the screen does not show. */
  async edit(seq: number) {
    const rows = await fetchRows(`/chat/conversations/${this.thread.id}/messages?around=${seq}`).catch(() => 'gone' as const)
    const row = rows === 'gone' ? undefined : rows.rows.find(line => line.seq === seq)
    if (!row) return
    this.editing = seq
    this.parts.field.value = row.body
    this.changed()
    this.say(this.thread.texts['editing']!)
  }

  stop() {
    const wasEditing = this.editing !== null
    this.replyTo = this.editing = null
    this.parts.reply.hidden = true
    if (wasEditing) this.clear()
    this.parts.field.focus()
  }

  insert(text: string) {
    this.parts.field.focus()
    // The one way that keeps the browser's own undo.
    document.execCommand('insertText', false, text)
  }

  /** When the conversation is left. */
  keep() {
    if (this.draftTimer !== undefined) this.saveDraft()
  }

  private async sendEdit(seq: number, text: string, confirmed: boolean) {
    try {
      const answer = await live.invoke<SendAnswer>('Edit', { conversationId: this.thread.id, seq, text, confirmed })
      if (answer.outcome === 'sent') this.stop()
      else this.objection.show({ rule: answer.outcome === 'blocked' ? 'block' : 'warn', findings: findingsOf(answer) }, text)
    } catch (error) {
      this.objection.show({ rule: refusalOf(error) ?? 'other', findings: [] }, text)
    }
  }

  private say(text: string) {
    this.parts.reply.querySelector('[data-label]')!.textContent = text
    this.parts.reply.hidden = false
    this.parts.field.focus()
  }

  private saveDraft() {
    clearTimeout(this.draftTimer)
    this.draftTimer = undefined
    live.invoke('SaveDraft', this.thread.id, this.parts.field.value).catch(() => undefined)
  }

  private clear() {
    this.replyTo = null
    this.editing = null
    this.parts.reply.hidden = true
    this.parts.field.value = ''
    this.lastTyped = 0
    this.changed()
  }

  private changed() {
    this.parts.field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
