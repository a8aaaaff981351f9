import { live } from '../shared/live.ts'
import { fill, type Thread } from './thread.ts'

const patience = 5_000
const joy = 3_000

/** Says after five seconds that there is no connection, when the next try is, and for three seconds that it is back. */
export class LostBanner {
  private patienceTimer: number | undefined
  private countdown: number | undefined
  private joyTimer: number | undefined

  constructor(private readonly element: HTMLElement, private readonly back: HTMLElement, private readonly next: HTMLElement, private readonly thread: Thread) {}

  /** From the first loss on: tries in between change nothing for who reads. */
  lost() {
    clearTimeout(this.joyTimer)
    this.back.hidden = true
    this.patienceTimer ??= setTimeout(() => this.show(), patience)
  }

  found() {
    clearTimeout(this.patienceTimer)
    clearInterval(this.countdown)
    this.patienceTimer = undefined
    if (this.element.hidden) return
    this.element.hidden = true
    this.back.hidden = false
    this.joyTimer = setTimeout(() => this.back.hidden = true, joy)
  }

  stop() {
    clearTimeout(this.patienceTimer)
    clearTimeout(this.joyTimer)
    clearInterval(this.countdown)
  }

  private show() {
    const write = () => {
      const seconds = Math.ceil((live.nextAttemptAt - Date.now()) / 1_000)
      this.next.textContent = seconds > 0 ? fill(this.thread.texts['next']!, String(seconds)) : ''
    }
    write()
    clearInterval(this.countdown)
    this.countdown = setInterval(write, 1_000)
    this.element.hidden = false
  }
}
