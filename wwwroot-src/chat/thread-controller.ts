import { Controller } from '@hotwired/stimulus'
import { live, type LiveState } from '../shared/live.ts'
import { Announcer } from './announcer.ts'
import { Attachments } from './attachments.ts'
import { Composer } from './composer.ts'
import { Log } from './log.ts'
import { LostBanner } from './lost-banner.ts'
import { Objection } from './objection.ts'
import { isAnythingWaiting, outboxOf } from './outbox.ts'
import { OwnState } from './own-state.ts'
import { Pending } from './pending.ts'
import { Reading } from './reading.ts'
import { Sync } from './sync.ts'
import type { Thread } from './thread.ts'
import { Tools } from './tools.ts'
import { Typers } from './typers.ts'
import { refusalOf, type MessageEvent, type Row } from './wire.ts'

/** An open conversation: puts its parts together and lets them hear each other. */
export default class ThreadController extends Controller<HTMLElement> {
  static override targets = [
    'log', 'older', 'newer', 'end', 'newest', 'announcer', 'typing', 'form', 'field', 'note', 'where', 'object', 'confirm', 'reply', 'banner', 'back', 'next', 'tools', 'states', 'files', 'file', 'picker', 'uploads', 'deletion',
  ]

  static override values = {
    id: String, me: String, head: Number, epoch: Number, read: Number, seen: Number, oldest: Number, newest: Number, hasOlder: Boolean, hasNewer: Boolean, start: Number, enterSends: Boolean, texts: Object, rules: Object,
  }

  declare readonly logTarget: HTMLElement
  declare readonly olderTarget: HTMLElement
  declare readonly newerTarget: HTMLElement
  declare readonly endTarget: HTMLElement
  declare readonly newestTarget: HTMLElement
  declare readonly announcerTarget: HTMLElement
  declare readonly typingTarget: HTMLElement
  declare readonly hasFormTarget: boolean
  declare readonly formTarget: HTMLFormElement
  declare readonly fieldTarget: HTMLTextAreaElement
  declare readonly noteTarget: HTMLElement
  declare readonly whereTarget: HTMLElement
  declare readonly objectTarget: HTMLElement
  declare readonly confirmTarget: HTMLElement
  declare readonly replyTarget: HTMLElement
  declare readonly bannerTarget: HTMLElement
  declare readonly deletionTarget: HTMLDialogElement
  declare readonly backTarget: HTMLElement
  declare readonly nextTarget: HTMLElement
  declare readonly toolsTarget: HTMLTemplateElement
  declare readonly statesTarget: HTMLTemplateElement
  declare readonly filesTarget: HTMLElement
  declare readonly fileTarget: HTMLTemplateElement
  declare readonly pickerTarget: HTMLInputElement
  declare readonly uploadsTarget: HTMLElement
  declare readonly idValue: string
  declare readonly meValue: string
  declare readonly headValue: number
  declare readonly epochValue: number
  declare readonly readValue: number
  declare readonly seenValue: number
  declare readonly oldestValue: number
  declare readonly newestValue: number
  declare readonly hasOlderValue: boolean
  declare readonly hasNewerValue: boolean
  declare readonly startValue: number
  declare readonly enterSendsValue: boolean
  declare readonly textsValue: Record<string, string>
  declare readonly rulesValue: Record<string, [string, string, string]>

  private readonly stops: (() => void)[] = []
  private log!: Log
  private sync!: Sync
  private reading!: Reading
  private announcer!: Announcer
  private typers!: Typers
  private banner!: LostBanner
  private ownState!: OwnState
  private deleting = 0
  private composer: Composer | undefined
  private attachments: Attachments | undefined
  private objection: Objection | undefined

  override connect() {
    const thread: Thread = { id: this.idValue, me: this.meValue, texts: this.textsValue }
    this.announcer = new Announcer(this.announcerTarget, thread)
    this.typers = new Typers(this.typingTarget, thread)
    this.banner = new LostBanner(this.bannerTarget, this.backTarget, this.nextTarget, thread)
    this.ownState = new OwnState(this.logTarget, this.seenValue, this.statesTarget, thread)
    this.log = new Log(
      { log: this.logTarget, older: this.olderTarget, newer: this.newerTarget, end: this.endTarget, newest: this.newestTarget },
      { oldest: this.oldestValue, newest: this.newestValue, hasOlder: this.hasOlderValue, hasNewer: this.hasNewerValue }, thread, () => this.reading?.soon(),
    )
    this.sync = new Sync(this.idValue, this.headValue, this.epochValue, {
      apply: (rows, html, isNews) => this.apply(rows, html, isNews),
      startOver: answer => this.log.startOver(answer),
      gone: () => this.refuse('not-there'),
    })
    this.reading = new Reading(this.idValue, this.readValue, () => this.sync.applied, () => this.log.isAtEnd)
    if (this.hasFormTarget) this.prepareField(thread)
    this.listen()
    this.log.arrange()
    this.ownState.show()
    this.log.start(this.startValue || undefined)
    this.reading.soon()
    if (this.hasFormTarget && !this.startValue && matchMedia('(pointer: fine)').matches) this.fieldTarget.focus({ preventScroll: true })
  }

  override disconnect() {
    this.stops.splice(0).forEach(stop => stop())
    this.composer?.keep()
    for (const part of [this.log, this.reading, this.banner, this.announcer]) part.stop()
    this.typers.clear()
    live.invoke('Show', null, 'nl').catch(() => undefined)
  }

  // ---- What the page asks for ----

  send(event: Event) {
    event.preventDefault()
    void this.composer?.send()
  }

  /** "Het klopt, versturen": the author saw the warning. */
  confirm(event: Event) {
    event.preventDefault()
    void this.composer?.send(true)
  }

  key(event: KeyboardEvent) {
    if (event.isComposing || event.defaultPrevented || !this.composer) return
    if (event.key === 'Enter' && event.shiftKey !== this.enterSendsValue && matchMedia('(pointer: fine)').matches) {
      event.preventDefault()
      this.formTarget.requestSubmit()
    } else if (event.key === 'ArrowUp' && this.composer.isEmpty) {
      const last = [...this.logTarget.querySelectorAll<HTMLElement>('.message--own[data-seq]:not(.message--deleted)')].at(-1)
      if (!last) return
      event.preventDefault()
      void this.composer.edit(Number(last.dataset['seq']))
    } else if (event.key === 'Escape' && this.composer.isBusyWithOther) {
      this.composer.stop()
    }
  }

  typed() {
    this.composer?.typed()
  }

  stop() {
    this.composer?.stop()
  }

  insert({ params: { text } }: { params: { text: string } }) {
    this.composer?.insert(text)
  }

  choose() {
    this.pickerTarget.click()
  }

  pick() {
    this.attachments?.add([...this.pickerTarget.files ?? []])
    this.pickerTarget.value = ''
    this.fieldTarget.focus()
  }

  paste(event: ClipboardEvent) {
    this.take(event, event.clipboardData?.files)
  }

  drag(event: DragEvent) {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  }

  drop(event: DragEvent) {
    this.take(event, event.dataTransfer?.files)
  }

  showWhere() {
    this.objection?.showWhere()
  }

  object() {
    void this.objection?.object()
  }

  older(event: Event) {
    event.preventDefault()
    void this.log.loadOlder()
  }

  newer(event: Event) {
    event.preventDefault()
    void this.log.loadNewer()
  }

  toNewest() {
    void this.log.toNewest()
  }

  retry() {
    live.retry()
  }

  delete() {
    this.deletionTarget.close()
    void this.call('Delete', this.deleting)
  }

  // ---- What the server says ----

  private listen() {
    const mine = <T extends { conversationId: string }>(event: string, handler: (data: T) => void) =>
      this.stops.push(live.subscribe(event, (data: T) => data.conversationId === this.idValue && handler(data)))
    this.stops.push(live.subscribe('Message', (change: MessageEvent) => this.sync.hear(change)))
    mine('Typing', ({ employeeId, name }: { conversationId: string, employeeId: string, name: string }) => employeeId !== this.meValue && this.typers.show(employeeId, name))
    mine('Read', ({ lastReadSeq }: { conversationId: string, lastReadSeq: number }) => this.reading.heard(lastReadSeq))
    mine('Seen', ({ lastReadSeq }: { conversationId: string, lastReadSeq: number }) => this.ownState.heard(lastReadSeq))
    mine('List', ({ isGone }: { conversationId: string, isGone: boolean }) => isGone && this.refuse('not-there'))
    this.stops.push(live.whenState(state => this.stateChanged(state)))
    const on = (target: EventTarget, event: string, handler: (event: any) => void) => {
      target.addEventListener(event, handler)
      this.stops.push(() => target.removeEventListener(event, handler))
    }
    on(this.logTarget, 'scroll', () => this.log.scrolled())
    on(document, 'chat:behind', () => void this.sync.catchUp())
    on(document, 'visibilitychange', () => this.reading.back())
    on(window, 'focus', () => this.reading.back())
    on(window, 'beforeunload', (event: BeforeUnloadEvent) => isAnythingWaiting() && event.preventDefault())
    const tools = new Tools(this.logTarget, this.toolsTarget, this.hasFormTarget, {
      react: (seq, kind, isOn) => void this.call('React', seq, kind, isOn),
      answer: (seq, name) => this.composer?.answer(seq, name),
      edit: seq => void this.composer?.edit(seq),
      copy: line => void navigator.clipboard.writeText(line.querySelector('.message__text')?.textContent?.trim() ?? '').then(() => this.announcer.say(this.textsValue['copied']!)),
      delete: seq => {
        this.deleting = seq
        this.deletionTarget.showModal()
      },
      markUnread: seq => {
        this.reading.keepUnread()
        void this.call('MarkUnread', seq)
      },
      jump: seq => void this.log.jumpTo(seq),
    })
    this.stops.push(() => tools.stop())
  }

  private stateChanged(state: LiveState) {
    if (state === 'connected') {
      this.banner.found()
      // Once this is answered the server hears us for certain, so nothing falls between it and what is fetched.
      live.invoke('Show', this.idValue, document.documentElement.lang).then(() => {
        void this.sync.catchUp()
        void this.ownState.fetch()
      }).catch(() => undefined)
    } else {
      this.banner.lost()
      this.typers.clear()
    }
  }

  private apply(rows: Row[], html: string[], isNews: boolean) {
    const wasAtEnd = this.log.isAtEnd
    this.log.apply(rows, html, row => isNews && row.kind === 'said' && this.news(row, wasAtEnd))
    this.ownState.show()
  }

  private news(row: Row, wasAtEnd: boolean) {
    if (row.authorId === this.meValue) return
    this.typers.stop(row.authorId)
    this.announcer.tell(row)
    // Who has it in sight is reading it: nothing is new to them.
    if (wasAtEnd && document.visibilityState === 'visible') return
    this.log.markNew(row.seq)
    if (!wasAtEnd) this.log.miss()
  }

  // ---- What one writes ----

  private prepareField(thread: Thread) {
    const outbox = outboxOf(this.idValue)
    const pending = new Pending(this.log, outbox, this.statesTarget, thread, () => void this.sync.catchUp())
    this.attachments = new Attachments(this.filesTarget, this.fileTarget, this.uploadsTarget, thread)
    this.objection = new Objection({ field: this.fieldTarget, note: this.noteTarget, where: this.whereTarget, object: this.objectTarget, confirm: this.confirmTarget }, this.rulesValue, thread, this.attachments)
    this.composer = new Composer({ form: this.formTarget, field: this.fieldTarget, reply: this.replyTarget }, this.attachments, this.objection, outbox, thread, message => {
      pending.show(message)
      void this.log.toNewest()
    })
    this.stops.push(outbox.watch({
      changed: message => pending.show(message),
      refused: (message, why) => {
        this.log.pendingOf(message.clientId)?.remove()
        this.composer!.takeBack(message, why)
      },
    }))
    outbox.waiting.forEach(message => pending.show(message))
  }

  private take(event: Event, files: FileList | undefined) {
    if (!files?.length || !this.attachments) return
    event.preventDefault()
    this.attachments.add([...files])
  }

  private async call(method: string, ...data: unknown[]) {
    try {
      await live.invoke(method, this.idValue, ...data)
    } catch (error) {
      this.refuse(refusalOf(error) ?? 'other')
    }
  }

  private refuse(rule: string) {
    this.objection?.show({ rule, findings: [] })
  }
}
