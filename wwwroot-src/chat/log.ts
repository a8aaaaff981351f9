import { arrange } from './lines.ts'
import { fill, type Thread } from './thread.ts'
import { fetchRows, type Row, type RowsAnswer } from './wire.ts'

const nearEnd = 80
const nearEdge = 200

export interface LogParts {
  readonly log: HTMLElement
  readonly older: HTMLElement
  readonly newer: HTMLElement
  readonly end: HTMLElement
  readonly newest: HTMLElement
}

/** Which lines are on the screen: a stretch of the conversation that grows at both sides. */
export interface Stretch {
  oldest: number
  newest: number
  hasOlder: boolean
  hasNewer: boolean
}

/** The lines of a conversation: puts them in place, keeps the place of who reads, and fetches what lies beyond. */
export class Log {
  private isLoading = false
  private missed = 0
  /** Who reads at the end stays there when the field below grows, a keyboard comes up or a picture arrives. */
  private staysAtEnd = false
  private readonly sizes = new ResizeObserver(() => this.stay())

  constructor(private readonly parts: LogParts, private readonly stretch: Stretch, private readonly thread: Thread, private readonly reachedEnd: () => void) {
    this.sizes.observe(parts.log)
    // A load does not bubble.
    parts.log.addEventListener('load', this.stay, { capture: true })
  }

  stop() {
    this.sizes.disconnect()
    this.parts.log.removeEventListener('load', this.stay, { capture: true })
  }

  /** The end is on the screen, and so is the end of the conversation. */
  get isAtEnd() {
    const { log } = this.parts
    return !this.stretch.hasNewer && log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd
  }

  lineOf(seq: number) {
    return document.getElementById(`message-${seq}`)
  }

  pendingOf(clientId: string) {
    return this.parts.log.querySelector<HTMLElement>(`[data-pending][data-client-id="${clientId}"]`)
  }

  /** @param told what to do with each line that is news */
  apply(rows: Row[], html: string[], told: (row: Row) => void) {
    const wasAtEnd = this.isAtEnd
    rows.forEach((row, i) => {
      const there = this.lineOf(row.seq)
      const line = make(html[i]!)
      if (there) there.replaceWith(line)
      else if (!this.isInside(row.seq)) {
        // It comes when somebody goes there.
        if (this.stretch.hasNewer && row.seq > this.stretch.newest) this.missed++
        return
      } else {
        this.place(line, row.seq)
        this.stretch.newest = Math.max(this.stretch.newest, row.seq)
        told(row)
      }
      const pending = this.pendingOf(row.clientId)
      if (pending !== line) pending?.remove()
    })
    if (this.stretch.oldest === 0 && rows[0]) this.stretch.oldest = rows[0].seq
    if (rows.length > 0) this.parts.log.querySelector('[data-nothing]')?.remove()
    this.arrange()
    if (wasAtEnd) this.toEnd()
    else this.showNewest()
  }

  startOver({ rows, html, more }: RowsAnswer) {
    this.parts.log.querySelectorAll('[data-seq], [data-new-line]').forEach(line => line.remove())
    Object.assign(this.stretch, { oldest: rows[0]?.seq ?? 0, newest: rows.at(-1)?.seq ?? 0, hasOlder: more, hasNewer: false })
    this.showEdges()
    this.apply(rows, html, () => undefined)
    this.toEnd()
  }

  /** Above the first that is new; stays there until the conversation is left. */
  markNew(seq: number) {
    if (this.parts.log.querySelector('[data-new-line]')) return
    const line = Object.assign(document.createElement('p'), { className: 'new-line', textContent: this.thread.texts['newLine']! })
    line.dataset['newLine'] = ''
    this.lineOf(seq)?.before(line)
  }

  miss() {
    this.missed++
    this.showNewest()
  }

  addPending(line: HTMLElement) {
    this.parts.end.before(line)
  }

  arrange() {
    arrange(this.parts.log, this.thread.me, { today: this.thread.texts['today']!, yesterday: this.thread.texts['yesterday']! })
  }

  async toNewest() {
    if (this.stretch.hasNewer) await this.show('')
    this.toEnd()
  }

  toEnd() {
    if (this.stretch.hasNewer) return
    this.parts.log.scrollTop = this.parts.log.scrollHeight
    this.staysAtEnd = true
    this.missed = 0
    this.showNewest()
    this.reachedEnd()
  }

  /** A line, wherever it is: fetched when it is not on the screen. */
  async jumpTo(seq: number) {
    if (!this.lineOf(seq)) await this.show(`around=${seq}`)
    this.pointOut(this.lineOf(seq))
  }

  start(seq: number | undefined) {
    const line = seq && this.lineOf(seq)
    const news = this.parts.log.querySelector<HTMLElement>('[data-new-line]')
    if (line) this.pointOut(line)
    else if (news) this.scrollTo(news)
    else this.toEnd()
    this.staysAtEnd = this.isAtEnd
    this.showEdges()
    this.showNewest()
  }

  scrolled() {
    this.staysAtEnd = this.isAtEnd
    if (this.isAtEnd) {
      this.missed = 0
      this.reachedEnd()
    }
    this.showNewest()
    const { log } = this.parts
    if (log.scrollTop < nearEdge && this.stretch.hasOlder) void this.loadOlder()
    if (log.scrollHeight - log.scrollTop - log.clientHeight < nearEdge && this.stretch.hasNewer) void this.loadNewer()
  }

  loadOlder = () => this.load(`before=${this.stretch.oldest}`, ({ rows, html, more }) => {
    const { log, older } = this.parts
    const height = log.scrollHeight - log.scrollTop
    html.toReversed().forEach((line, i) => this.lineOf(rows[rows.length - 1 - i]!.seq) ?? older.after(make(line)))
    Object.assign(this.stretch, { oldest: rows[0]?.seq ?? this.stretch.oldest, hasOlder: more })
    this.arrange()
    log.scrollTop = log.scrollHeight - height
  })

  loadNewer = () => this.load(`after=${this.stretch.newest}`, ({ rows, html, hasNewer }) => {
    rows.forEach((row, i) => this.lineOf(row.seq) ?? this.place(make(html[i]!), row.seq))
    Object.assign(this.stretch, { newest: rows.at(-1)?.seq ?? this.stretch.newest, hasNewer })
    this.arrange()
  })

  private show(where: string) {
    return this.load(where, answer => {
      this.parts.log.querySelectorAll('[data-seq], [data-new-line]').forEach(line => line.remove())
      Object.assign(this.stretch, { oldest: answer.rows[0]?.seq ?? 0, newest: answer.rows.at(-1)?.seq ?? 0, hasOlder: answer.more, hasNewer: answer.hasNewer })
      answer.rows.forEach((row, i) => this.place(make(answer.html[i]!), row.seq))
      this.arrange()
    })
  }

  private async load(where: string, put: (answer: RowsAnswer) => void) {
    if (this.isLoading) return
    this.isLoading = true
    try {
      const answer = await fetchRows(`/chat/conversations/${this.thread.id}/messages?${where}&html=true`)
      if (answer !== 'gone') put(answer)
      this.showEdges()
      this.showNewest()
    } catch {
      // No line: the links stay.
    } finally {
      this.isLoading = false
    }
  }

  private readonly stay = () => {
    if (this.staysAtEnd && !this.isAtTheVeryEnd) this.toEnd()
    else this.showNewest()
  }

  private get isAtTheVeryEnd() {
    const { log } = this.parts
    return log.scrollHeight - log.scrollTop - log.clientHeight < 1
  }

  private isInside(seq: number) {
    const { oldest, newest, hasOlder, hasNewer } = this.stretch
    return (seq >= oldest || !hasOlder) && (seq <= newest || !hasNewer)
  }

  /** By its number; what waits to be sent stays below. */
  private place(line: HTMLElement, seq: number) {
    let before: Element = this.parts.log.querySelector('[data-pending]') ?? this.parts.end
    for (const other of [...this.parts.log.querySelectorAll<HTMLElement>('[data-seq]')].reverse()) {
      if (Number(other.dataset['seq']) < seq) break
      before = other
    }
    before.before(line)
  }

  private pointOut(line: HTMLElement | null) {
    if (!line) return
    this.scrollTo(line)
    line.focus({ preventScroll: true })
    line.classList.add('message--found')
    setTimeout(() => line.classList.remove('message--found'), 2_000)
  }

  private scrollTo(line: HTMLElement) {
    this.parts.log.scrollTop = line.offsetTop - this.parts.log.offsetTop - this.parts.log.clientHeight / 3
  }

  private showEdges() {
    this.parts.older.hidden = !this.stretch.hasOlder
    this.parts.newer.hidden = !this.stretch.hasNewer
  }

  private showNewest() {
    this.parts.newest.hidden = this.isAtEnd
    this.parts.newest.querySelector('[data-label]')!.textContent = this.missed > 0 ? fill(this.thread.texts['newestCount']!, String(this.missed)) : this.thread.texts['newest']!
  }
}

function make(html: string) {
  const template = document.createElement('template')
  template.innerHTML = html.trim()
  return template.content.firstElementChild as HTMLElement
}
