import { fill, spoken, type Thread } from './thread.ts'
import type { Row } from './wire.ts'

const every = 3_000

/** What is said aloud: what others say, and no more than one sentence in three seconds. */
export class Announcer {
  private readonly unsaid: string[] = []
  private timer: number | undefined

  constructor(private readonly element: HTMLElement, private readonly thread: Thread) {}

  tell(row: Row) {
    this.unsaid.push(fill(this.thread.texts['announce']!, row.authorName, spoken(row, this.thread.texts)))
    if (this.timer === undefined) this.next()
  }

  say(text: string) {
    this.element.textContent = text
  }

  stop() {
    clearTimeout(this.timer)
  }

  private next() {
    const unsaid = this.unsaid.splice(0)
    this.timer = undefined
    if (unsaid.length === 0) return
    this.say(unsaid.length === 1 ? unsaid[0]! : fill(this.thread.texts['announceMany']!, String(unsaid.length)))
    this.timer = setTimeout(() => this.next(), every)
  }
}
