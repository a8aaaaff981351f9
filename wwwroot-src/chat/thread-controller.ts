import { Controller } from '@hotwired/stimulus'
import { around, locate, mask, type Finding } from '../shared/findings.ts'
import { live, type LiveState } from '../shared/live.ts'
import { send as post } from '../shared/server.ts'
import { arrange } from './lines.ts'
import { isAnythingWaiting, outboxOf, type Outbox, type Refusal, type Waiting } from './outbox.ts'
import { fetchRows, findingsOf, refusalOf, type MessageEvent, type Row, type RowsAnswer, type SendAnswer } from './wire.ts'

const patience = 5_000
const typingLasts = 6_000
const typingEvery = 3_000
const announceEvery = 3_000
const refusals: Record<string, string> = {
  'block': 'block', 'warn': 'warn', 'message-too-long': 'tooLong', 'not-there': 'gone', 'colleague-left': 'left', 'group-archived': 'archived', 'may-not-post': 'mayNot',
}

/**
 * A conversation on the screen. Changes are applied in the order of their numbers; a hole, a return or a doubt is a fetch.
 * What one sends stands there at once and says how far it is.
 */
export default class ThreadController extends Controller<HTMLElement> {
  static override targets = ['log', 'older', 'end', 'newest', 'announcer', 'typing', 'form', 'field', 'note', 'where', 'object', 'confirm', 'reply', 'banner', 'next', 'tools', 'states', 'nothing']
  static override values = { id: String, me: String, head: Number, epoch: Number, read: Number, oldest: Number, more: Boolean, other: String, texts: Object }
  declare readonly logTarget: HTMLElement
  declare readonly olderTarget: HTMLElement
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
  declare readonly nextTarget: HTMLElement
  declare readonly toolsTarget: HTMLTemplateElement
  declare readonly statesTarget: HTMLTemplateElement
  declare readonly hasNothingTarget: boolean
  declare readonly nothingTarget: HTMLElement
  declare readonly idValue: string
  declare readonly meValue: string
  declare headValue: number
  declare epochValue: number
  declare readValue: number
  declare oldestValue: number
  declare moreValue: boolean
  declare readonly otherValue: string
  declare readonly textsValue: Record<string, string>

  private readonly stops: (() => void)[] = []
  private outbox!: Outbox
  private applied = 0
  private isFetching = false
  private wantsFetch = false
  private isLoadingOlder = false
  private keepsUnread = false
  private missed = 0
  private replyTo: number | null = null
  private editing: number | null = null
  private refused: { text: string, findings: Finding[], replyTo: number | null } | undefined
  private typers = new Map<string, { name: string, timer: number }>()
  private lastTyped = 0
  private readTimer: number | undefined
  private draftTimer: number | undefined
  private bannerTimer: number | undefined
  private countdown: number | undefined
  private unsaid: string[] = []
  private announceTimer: number | undefined
  private tools: HTMLElement | undefined

  override connect() {
    this.applied = this.headValue
    this.outbox = outboxOf(this.idValue)
    this.stops.push(
      this.outbox.watch({ changed: message => this.showWaiting(message), refused: (message, why) => this.takeBack(message, why) }),
      live.subscribe('Message', (change: MessageEvent) => this.hear(change)),
      live.subscribe('Typing', (typing: { conversationId: string, employeeId: string, name: string }) => this.showTyping(typing)),
      live.subscribe('Read', ({ conversationId, lastReadSeq }: { conversationId: string, lastReadSeq: number }) => {
        if (conversationId === this.idValue) this.readValue = lastReadSeq
      }),
      live.subscribe('List', ({ conversationId, isGone }: { conversationId: string, isGone: boolean }) => {
        if (conversationId === this.idValue && isGone) this.refuse({ rule: 'not-there', findings: [] })
      }),
      live.whenState(state => this.stateChanged(state)),
    )
    for (const [target, event, handler] of this.listeners) target.addEventListener(event, handler)
    this.arrange()
    this.outbox.waiting.forEach(message => this.showWaiting(message))
    this.startAtTheRightPlace()
    this.readSoon()
    if (this.hasFormTarget && matchMedia('(pointer: fine)').matches) this.fieldTarget.focus({ preventScroll: true })
  }

  override disconnect() {
    this.stops.splice(0).forEach(stop => stop())
    for (const [target, event, handler] of this.listeners) target.removeEventListener(event, handler)
    for (const timer of [this.readTimer, this.bannerTimer, this.countdown, this.announceTimer]) clearTimeout(timer)
    if (this.draftTimer !== undefined) this.saveDraft()
    this.typers.forEach(({ timer }) => clearTimeout(timer))
    live.invoke('Show', null, 'nl').catch(() => undefined)
  }

  private get listeners(): [EventTarget, string, (event: any) => void][] {
    return [
      [this.logTarget, 'scroll', this.scrolled], [this.logTarget, 'pointerover', this.point], [this.logTarget, 'focusin', this.point], [this.logTarget, 'click', this.pressed],
      [this.logTarget, 'keydown', this.walk], [document, 'chat:behind', this.behind], [document, 'visibilitychange', this.seen], [window, 'focus', this.seen],
      [window, 'beforeunload', this.leaving],
    ]
  }

  // ---- What the server says ----

  private stateChanged(state: LiveState) {
    if (state === 'connected') {
      clearTimeout(this.bannerTimer)
      clearInterval(this.countdown)
      this.bannerTimer = undefined
      if (!this.bannerTarget.hidden) this.sayBack()
      // Once this is answered the server hears us for certain, so nothing falls between it and what is fetched.
      live.invoke('Show', this.idValue, document.documentElement.lang).then(() => this.behind()).catch(() => undefined)
    } else {
      // From the first loss on: tries in between change nothing for who reads.
      this.bannerTimer ??= setTimeout(() => this.sayLost(), patience)
    }
  }

  private readonly behind = () => void this.catchUp()

  private hear(change: MessageEvent) {
    if (change.conversationId !== this.idValue || change.seq <= this.applied) return
    const isNext = change.prev === this.applied && !this.isFetching && change.epoch === this.epochValue
    if (!isNext || (change.row && change.html === null)) {
      void this.catchUp()
      return
    }
    this.applied = change.seq
    if (change.row) this.apply([change.row], [change.html!], true)
  }

  /** Everything after what was applied. One question at a time; what comes meanwhile asks again afterwards. */
  private async catchUp() {
    if (this.isFetching) {
      this.wantsFetch = true
      return
    }
    this.isFetching = true
    try {
      do {
        this.wantsFetch = false
        const answer = await fetchRows(`/chat/conversations/${this.idValue}/changes?after=${this.applied}&epoch=${this.epochValue}&html=true`)
        if (answer === 'gone') {
          this.refuse({ rule: 'not-there', findings: [] })
          return
        }
        if (answer.reset) this.startOver(answer)
        else this.apply(answer.rows, answer.html, this.applied > 0)
        this.applied = answer.head
        this.epochValue = answer.epoch
        if (answer.more && !answer.reset) this.wantsFetch = true
      } while (this.wantsFetch)
    } catch {
      // No line: the return fetches again.
    } finally {
      this.isFetching = false
    }
  }

  private startOver(answer: RowsAnswer) {
    this.logTarget.querySelectorAll('[data-seq], [data-new-line]').forEach(line => line.remove())
    this.oldestValue = answer.rows[0]?.seq ?? 0
    this.moreValue = answer.more
    this.olderTarget.hidden = !answer.more
    this.apply(answer.rows, answer.html, false)
    this.toEnd()
  }

  private apply(rows: Row[], html: string[], isNews: boolean) {
    const wasAtEnd = this.isAtEnd
    let own = false
    rows.forEach((row, i) => {
      const line = this.make(html[i]!)
      const there = document.getElementById(`message-${row.seq}`)
      const pending = this.pendingOf(row.clientId)
      if (there) there.replaceWith(line)
      else {
        // Older than what is loaded: it comes when somebody scrolls there.
        if (this.oldestValue > 0 && row.seq < this.oldestValue && this.moreValue) return
        this.place(line, row.seq)
        if (isNews && row.kind === 'said') this.news(row)
      }
      if (pending && pending !== line) pending.remove()
      own ||= row.authorId === this.meValue
    })
    if (this.oldestValue === 0 && rows[0]) this.oldestValue = rows[0].seq
    if (this.hasNothingTarget && rows.length > 0) this.nothingTarget.remove()
    this.arrange()
    if (wasAtEnd) {
      this.toEnd()
      this.readSoon()
    }
  }

  private make(html: string) {
    const template = document.createElement('template')
    template.innerHTML = html.trim()
    return template.content.firstElementChild as HTMLElement
  }

  /** By its number; what waits to be sent stays below. */
  private place(line: HTMLElement, seq: number) {
    const later = [...this.logTarget.querySelectorAll<HTMLElement>('[data-seq]')].reverse()
    let before: Element = this.logTarget.querySelector('[data-pending]') ?? this.endTarget
    for (const other of later) {
      if (Number(other.dataset['seq']) < seq) break
      before = other
    }
    before.before(line)
  }

  private news(row: Row) {
    if (row.authorId === this.meValue) return
    this.stopTyping(row.authorId)
    this.announce(row)
    if (this.isAtEnd && document.hasFocus()) return
    if (!this.logTarget.querySelector('[data-new-line]')) {
      const line = document.createElement('p')
      line.className = 'new-line'
      line.dataset['newLine'] = ''
      line.textContent = this.textsValue['newLine']!
      document.getElementById(`message-${row.seq}`)?.before(line)
    }
    if (!this.isAtEnd) {
      this.missed++
      this.showNewest()
    }
  }

  /** What is said aloud: others only, and no more than one sentence in three seconds. */
  private announce(row: Row) {
    this.unsaid.push(this.fill('announce', row.authorName, row.body))
    if (this.announceTimer !== undefined) return
    const say = () => {
      const unsaid = this.unsaid.splice(0)
      this.announceTimer = undefined
      if (unsaid.length === 0) return
      this.announcerTarget.textContent = unsaid.length === 1 ? unsaid[0]! : this.fill('announceMany', String(unsaid.length))
      this.announceTimer = setTimeout(say, announceEvery)
    }
    say()
  }

  // ---- What is sent ----

  send(event: Event) {
    event.preventDefault()
    const text = this.fieldTarget.value.trim()
    if (text.length === 0) return
    this.hideNote()
    if (this.editing !== null) void this.sendEdit(this.editing, text)
    else {
      this.showWaiting(this.outbox.add(text, this.replyTo))
      this.clear()
      this.toEnd()
    }
  }

  /** "Het klopt, versturen": the author saw the warning. */
  confirm(event: Event) {
    event.preventDefault()
    const text = this.fieldTarget.value.trim()
    if (text.length === 0) return
    this.hideNote()
    if (this.editing !== null) void this.sendEdit(this.editing, text, true)
    else {
      this.showWaiting(this.outbox.add(text, this.replyTo, true))
      this.clear()
    }
  }

  key(event: KeyboardEvent) {
    if (event.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey && matchMedia('(pointer: fine)').matches) {
      event.preventDefault()
      this.formTarget.requestSubmit()
    } else if (event.key === 'ArrowUp' && this.fieldTarget.value === '') {
      const last = [...this.logTarget.querySelectorAll<HTMLElement>('.message--own[data-seq]:not(.message--deleted)')].at(-1)
      if (!last) return
      event.preventDefault()
      this.edit(last)
    } else if (event.key === 'Escape' && (this.editing !== null || this.replyTo !== null)) {
      this.stop()
    }
  }

  typed() {
    if (this.editing === null) {
      clearTimeout(this.draftTimer)
      this.draftTimer = setTimeout(() => this.saveDraft(), 1_000)
    }
    if (this.fieldTarget.value.trim() === '' || Date.now() - this.lastTyped < typingEvery) return
    this.lastTyped = Date.now()
    live.invoke('Typing', this.idValue).catch(() => undefined)
  }

  stop() {
    const wasEditing = this.editing !== null
    this.replyTo = this.editing = null
    this.replyTarget.hidden = true
    if (wasEditing) this.clear()
    this.fieldTarget.focus()
  }

  private async sendEdit(seq: number, text: string, confirmed = false) {
    try {
      const answer = await live.invoke<SendAnswer>('Edit', { conversationId: this.idValue, seq, text, confirmed })
      if (answer.outcome === 'sent') this.stop()
      else this.refuse({ rule: answer.outcome === 'blocked' ? 'block' : 'warn', findings: findingsOf(answer) })
    } catch (error) {
      this.refuse({ rule: refusalOf(error) ?? 'other', findings: [] })
    }
  }

  private saveDraft() {
    clearTimeout(this.draftTimer)
    this.draftTimer = undefined
    live.invoke('SaveDraft', this.idValue, this.fieldTarget.value).catch(() => undefined)
  }

  private clear() {
    this.replyTo = null
    this.replyTarget.hidden = true
    this.fieldTarget.value = ''
    this.fieldTarget.dispatchEvent(new Event('input', { bubbles: true }))
    this.lastTyped = 0
  }

  private pendingOf(clientId: string) {
    return this.logTarget.querySelector<HTMLElement>(`[data-pending][data-client-id="${clientId}"]`)
  }

  /** One's own words stand there at once. */
  private showWaiting(message: Waiting) {
    let line = this.pendingOf(message.clientId)
    if (!line) {
      if (message.state === 'sent' || this.logTarget.querySelector(`[data-client-id="${message.clientId}"]`)) return
      line = document.createElement('article')
      line.className = 'message message--own message--first message--last'
      line.dataset['pending'] = ''
      line.dataset['clientId'] = message.clientId
      const bubble = Object.assign(document.createElement('div'), { className: 'message__bubble' })
      bubble.append(Object.assign(document.createElement('p'), { className: 'message__text', dir: 'auto', textContent: message.text }))
      line.append(bubble, Object.assign(document.createElement('p'), { className: 'message__meta' }))
      this.endTarget.before(line)
    }
    const kind = message.state === 'retrying' ? 'waiting' : message.state === 'sent' ? 'sent' : 'sending'
    const icon = this.statesTarget.content.querySelector(`[data-icon="${kind}"]`)?.cloneNode(true) ?? ''
    line.querySelector('.message__meta')!.replaceChildren(icon, this.textsValue[kind]!)
    // Its own event replaces it; should that get lost, a fetch does.
    if (message.state === 'sent') setTimeout(() => line.isConnected && this.behind(), 1_500)
  }

  /** Refused: the words go back to the field with the reason. */
  private takeBack(message: Waiting, why: Refusal) {
    this.pendingOf(message.clientId)?.remove()
    this.fieldTarget.value = this.fieldTarget.value.trim() === '' ? message.text : `${message.text}\n${this.fieldTarget.value}`
    this.replyTo = message.replyTo
    this.fieldTarget.dispatchEvent(new Event('input', { bubbles: true }))
    this.fieldTarget.focus()
    this.refuse(why)
  }

  private refuse({ rule, findings }: Refusal) {
    if (!this.hasFormTarget) return
    const key = refusals[rule] ?? 'other'
    this.refused = { text: this.fieldTarget.value, findings, replyTo: this.replyTo }
    this.noteTarget.querySelector('[data-note-title]')!.textContent = this.textsValue[key]!
    this.noteTarget.querySelector('[data-note-text]')!.textContent = key === 'block' || key === 'warn' ? this.textsValue[`${key}Text`]! : ''
    this.whereTarget.hidden = findings.length === 0
    this.objectTarget.hidden = key !== 'block'
    this.confirmTarget.hidden = key !== 'warn'
    this.noteTarget.hidden = false
  }

  private hideNote() {
    this.refused = undefined
    this.noteTarget.hidden = true
  }

  showWhere() {
    const finding = this.refused?.findings[0]
    if (!finding) return
    const { start, end } = locate(this.fieldTarget.value, finding, 'as-is')
    this.fieldTarget.focus()
    this.fieldTarget.setSelectionRange(start, end)
  }

  /** With every digit replaced before it leaves the screen. */
  async object() {
    const finding = this.refused?.findings[0]
    if (!finding) return
    const text = this.fieldTarget.value
    const spot = locate(text, finding, 'as-is')
    const words = around(text, spot, [spot], 200).map(piece => mask(piece.text)).join('')
    const answer = await post('/content-rules/objections', new URLSearchParams({ rule: finding.rule, surface: 'Message', text: words }))
    if (!answer.ok) return
    this.objectTarget.hidden = true
    this.noteTarget.querySelector('[data-note-text]')!.textContent = this.textsValue['objected']!
  }

  // ---- Messages under the pointer ----

  private readonly point = ({ target }: Event) => {
    const line = (target as Element).closest?.<HTMLElement>('[data-kind="said"][data-seq]')
    if (!line || line.classList.contains('message--deleted') || !this.hasFormTarget) return
    this.tools ??= this.toolsTarget.content.firstElementChild!.cloneNode(true) as HTMLElement
    if (this.tools.parentElement === line) return
    const isOwn = line.classList.contains('message--own')
    this.tools.querySelectorAll<HTMLElement>('[data-own]').forEach(tool => tool.hidden = !isOwn)
    this.tools.querySelectorAll<HTMLElement>('[data-others]').forEach(tool => tool.hidden = isOwn)
    line.append(this.tools)
  }

  private readonly pressed = (event: MouseEvent) => {
    const target = event.target as Element
    const line = target.closest<HTMLElement>('[data-seq]')
    if (!line) return
    const seq = Number(line.dataset['seq'])
    const quoted = target.closest<HTMLElement>('[data-quoted]')
    const chip = target.closest<HTMLElement>('[data-reaction]')
    const tool = target.closest<HTMLElement>('[data-tool]')
    if (quoted) {
      event.preventDefault()
      const answered = document.getElementById(`message-${quoted.dataset['quoted']}`)
      if (answered) this.logTarget.scrollTop = answered.offsetTop - this.logTarget.offsetTop - this.logTarget.clientHeight / 3
      answered?.focus({ preventScroll: true })
    } else if (chip) {
      void this.call('React', this.idValue, seq, chip.dataset['reaction'], chip.getAttribute('aria-pressed') !== 'true')
    } else if (tool) {
      this.use(tool, line, seq)
    }
  }

  private use(tool: HTMLElement, line: HTMLElement, seq: number) {
    switch (tool.dataset['tool']) {
      case 'react': {
        const given = line.querySelector(`[data-reaction="${tool.dataset['kind']}"][aria-pressed="true"]`)
        void this.call('React', this.idValue, seq, tool.dataset['kind'], !given)
        break
      }
      case 'reply':
        this.replyTo = seq
        this.say(this.fill('replyingTo', line.dataset['authorName']!))
        break
      case 'edit': this.edit(line); break
      case 'delete':
        if (confirm(this.textsValue['deleteConfirm'])) void this.call('Delete', this.idValue, seq)
        break
      case 'unread':
        this.keepsUnread = true
        void this.call('MarkUnread', this.idValue, seq)
        break
    }
  }

  private edit(line: HTMLElement) {
    this.editing = Number(line.dataset['seq'])
    this.fieldTarget.value = line.querySelector('.message__text')?.textContent ?? ''
    this.fieldTarget.dispatchEvent(new Event('input', { bubbles: true }))
    this.say(this.textsValue['editing']!)
  }

  private say(text: string) {
    this.replyTarget.querySelector('[data-label]')!.textContent = text
    this.replyTarget.hidden = false
    this.fieldTarget.focus()
  }

  private async call(method: string, ...data: unknown[]) {
    try {
      await live.invoke(method, ...data)
    } catch (error) {
      this.refuse({ rule: refusalOf(error) ?? 'other', findings: [] })
    }
  }

  /** Up and down through the messages, without passing each of their buttons. */
  private readonly walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const lines = [...this.logTarget.querySelectorAll<HTMLElement>('[data-kind="said"][data-seq]')]
    const at = lines.indexOf((event.target as Element).closest<HTMLElement>('[data-seq]')!)
    const next = at < 0 ? lines.at(-1) : lines[at + (event.key === 'ArrowUp' ? -1 : 1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  // ---- Place and reading ----

  private get isAtEnd() {
    return this.logTarget.scrollHeight - this.logTarget.scrollTop - this.logTarget.clientHeight < 80
  }

  toNewest() {
    this.toEnd()
    this.readSoon()
  }

  private toEnd() {
    this.logTarget.scrollTop = this.logTarget.scrollHeight
    this.missed = 0
    this.showNewest()
  }

  private startAtTheRightPlace() {
    const line = this.logTarget.querySelector<HTMLElement>('[data-new-line]')
    if (line) this.logTarget.scrollTop = line.offsetTop - this.logTarget.offsetTop - this.logTarget.clientHeight / 3
    else this.toEnd()
    this.showNewest()
  }

  private showNewest() {
    this.newestTarget.hidden = this.isAtEnd
    this.newestTarget.querySelector('[data-label]')!.textContent = this.missed > 0 ? this.fill('newestCount', String(this.missed)) : this.textsValue['newest']!
  }

  private readonly scrolled = () => {
    if (this.isAtEnd) {
      this.missed = 0
      this.readSoon()
    }
    this.showNewest()
    if (this.logTarget.scrollTop < 200 && this.moreValue) void this.loadOlder()
  }

  private readonly seen = () => {
    this.keepsUnread = false
    this.readSoon()
  }

  /** Read is what stood on the screen of somebody who looks. */
  private readSoon() {
    clearTimeout(this.readTimer)
    this.readTimer = setTimeout(() => {
      if (this.keepsUnread || !this.isAtEnd || document.visibilityState !== 'visible' || this.applied <= this.readValue) return
      const upTo = this.applied
      live.invoke<number>('Read', this.idValue, upTo).then(now => this.readValue = now).catch(() => undefined)
    }, 400)
  }

  older(event: Event) {
    event.preventDefault()
    void this.loadOlder()
  }

  private async loadOlder() {
    if (this.isLoadingOlder) return
    this.isLoadingOlder = true
    try {
      const answer = await fetchRows(`/chat/conversations/${this.idValue}/messages?before=${this.oldestValue}&html=true`)
      if (answer === 'gone') return
      const height = this.logTarget.scrollHeight - this.logTarget.scrollTop
      answer.html.toReversed().forEach(html => this.olderTarget.after(this.make(html)))
      this.oldestValue = answer.rows[0]?.seq ?? this.oldestValue
      this.moreValue = answer.more
      this.olderTarget.hidden = !answer.more
      this.arrange()
      this.logTarget.scrollTop = this.logTarget.scrollHeight - height
    } catch {
      // No line: the link stays.
    } finally {
      this.isLoadingOlder = false
    }
  }

  // ---- Who types, and the line itself ----

  private showTyping({ conversationId, employeeId, name }: { conversationId: string, employeeId: string, name: string }) {
    if (conversationId !== this.idValue || employeeId === this.meValue) return
    clearTimeout(this.typers.get(employeeId)?.timer)
    this.typers.set(employeeId, { name, timer: setTimeout(() => this.stopTyping(employeeId), typingLasts) })
    this.writeTyping()
  }

  private stopTyping(employeeId: string) {
    clearTimeout(this.typers.get(employeeId)?.timer)
    this.typers.delete(employeeId)
    this.writeTyping()
  }

  private writeTyping() {
    const names = [...this.typers.values()].map(({ name }) => name)
    this.typingTarget.replaceChildren()
    if (names.length === 0) return
    const dots = Object.assign(document.createElement('span'), { className: 'typing__dots' })
    dots.append(...[0, 1, 2].map(() => document.createElement('i')))
    this.typingTarget.append(dots, names.length === 1 ? this.fill('typing', names[0]!) : this.textsValue['typingMany']!)
  }

  retry() {
    live.retry()
  }

  private sayLost() {
    this.bannerTarget.classList.remove('banner--success')
    this.bannerTarget.querySelector('button')!.hidden = false
    this.typers.clear()
    this.writeTyping()
    const write = () => {
      const seconds = Math.ceil((live.nextAttemptAt - Date.now()) / 1_000)
      this.nextTarget.textContent = seconds > 0 ? this.fill('next', String(seconds)) : ''
    }
    write()
    clearInterval(this.countdown)
    this.countdown = setInterval(write, 1_000)
    this.bannerTarget.hidden = false
  }

  private sayBack() {
    this.bannerTarget.hidden = true
    this.announcerTarget.textContent = this.textsValue['back']!
  }

  private readonly leaving = (event: BeforeUnloadEvent) => {
    if (isAnythingWaiting()) event.preventDefault()
  }

  private arrange() {
    arrange(this.logTarget, this.meValue, { today: this.textsValue['today']!, yesterday: this.textsValue['yesterday']! })
  }

  private fill(key: string, ...values: string[]) {
    return values.reduce((text, value, i) => text.replace(`{${i}}`, value), this.textsValue[key]!)
  }
}
