import { peek } from '../shared/server.ts'
import type { Thread } from './thread.ts'

/** "Gelezen" under the last of one's own messages that the other read, where both chose to show it. */
export class Seen {
  /** @param seq 0: nothing is shown */
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
    this.log.querySelectorAll('[data-seen]').forEach(sign => sign.remove())
    if (this.seq === 0) return
    const read = [...this.log.querySelectorAll<HTMLElement>('.message--own[data-seq]:not(.message--deleted)')].findLast(line => Number(line.dataset['seq']) <= this.seq)
    const meta = read?.querySelector('.message__meta')
    if (!meta) return
    const sign = document.createElement('span')
    sign.dataset['seen'] = ''
    sign.className = 'message__seen'
    sign.append(this.states.content.querySelector('[data-icon="read"]')!.cloneNode(true), this.thread.texts['read']!)
    meta.append(sign)
    read!.classList.add('message--last')
  }
}
