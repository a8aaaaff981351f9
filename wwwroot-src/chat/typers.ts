import { fill, type Thread } from './thread.ts'

const lasts = 6_000

/** Who is typing: for the eye only, and never longer than six seconds after the last word of it. */
export class Typers {
  private readonly typers = new Map<string, { name: string, timer: number }>()

  constructor(private readonly element: HTMLElement, private readonly thread: Thread) {}

  show(employeeId: string, name: string) {
    clearTimeout(this.typers.get(employeeId)?.timer)
    this.typers.set(employeeId, { name, timer: setTimeout(() => this.stop(employeeId), lasts) })
    this.write()
  }

  stop(employeeId: string) {
    clearTimeout(this.typers.get(employeeId)?.timer)
    this.typers.delete(employeeId)
    this.write()
  }

  clear() {
    this.typers.forEach(({ timer }) => clearTimeout(timer))
    this.typers.clear()
    this.write()
  }

  private write() {
    const names = [...this.typers.values()].map(({ name }) => name)
    this.element.replaceChildren()
    if (names.length === 0) return
    const dots = Object.assign(document.createElement('span'), { className: 'typing__dots' })
    dots.append(...[0, 1, 2].map(() => document.createElement('i')))
    this.element.append(dots, names.length === 1 ? fill(this.thread.texts['typing']!, names[0]!) : this.thread.texts['typingMany']!)
  }
}
