import { peek } from '../shared/server.ts'
import type { Thread } from './thread.ts'

/** How far one's own words are: "Verstuurd" under the newest, "Gelezen" under the last that the other read, where both chose to show it. */
export class OwnState {
  /** @param seq how far the other read; 0: nobody shows that */
  constructor(private readonly log: HTMLElement, private seq: number, private readonly states: HTMLTemplateElement, private readonly thread: Thread) {}

  heard(lastReadSeq: number) {
    this.seq = Math.max(this.seq, lastReadSeq)
    this.show()
  }

  /** After a return: what was read meanwhile. */
  async fetch() {
    if (this.seq === 0) return
    const answer = await peek(`/chat/conversations/${this.thread.id}`, 'application/json').catch(() => undefined)
    if (!answer?.ok) return
    const { seenSeq } = await answer.json() as { seenSeq: number | null }
    if (seenSeq !== null) this.heard(seenSeq)
  }

  show() {
    this.log.querySelectorAll('[data-state]').forEach(sign => sign.remove())
    const own = [...this.log.querySelectorAll<HTMLElement>('.message--own[data-seq]:not(.message--deleted)')]
    const [newest, read] = [own.at(-1), own.findLast(line => Number(line.dataset['seq']) <= this.seq)]
    this.sign(read, 'read')
    if (newest !== read) this.sign(newest, 'sent')
  }

  private sign(line: HTMLElement | undefined, state: 'sent' | 'read') {
    if (!line) return
    const sign = document.createElement('span')
    sign.dataset['state'] = state
    sign.className = `message__state message__state--${state}`
    sign.append(this.states.content.querySelector(`[data-icon="${state}"]`)!.cloneNode(true), this.thread.texts[state]!)
    line.querySelector('.message__meta')?.append(sign)
    line.classList.add('message--last')
  }
}
