import type { Log } from './log.ts'
import type { Outbox, Waiting } from './outbox.ts'
import { type Thread } from './thread.ts'

const spinsAfter = 500
const longAfter = 10_000

/** One's own words, which stand there at once and say how far they are. After ten seconds they can be copied or cancelled. */
export class Pending {
  constructor(private readonly log: Log, private readonly outbox: Outbox, private readonly states: HTMLTemplateElement, private readonly thread: Thread, private readonly behind: () => void) {}

  show(message: Waiting) {
    const line = this.log.pendingOf(message.clientId) ?? this.make(message)
    if (!line) return
    if (message.state === 'sending' || message.state === 'queued') {
      // What is there within the blink of an eye needs no sign that it was on its way.
      setTimeout(() => message.state === 'sending' && this.write(line, 'sending', message), spinsAfter)
    } else {
      this.write(line, message.state === 'retrying' ? 'waiting' : 'sent', message)
    }
    if (message.state === 'retrying') setTimeout(() => message.state === 'retrying' && this.write(line, 'waiting', message), longAfter - (Date.now() - message.since))
    // Its own event replaces it; should that get lost, a fetch does.
    if (message.state === 'sent') setTimeout(() => line.isConnected && this.behind(), 1_500)
  }

  private make(message: Waiting) {
    if (message.state === 'sent' || document.querySelector(`[data-client-id="${message.clientId}"]`)) return undefined
    const line = Object.assign(document.createElement('article'), { className: 'message message--own message--first message--last' })
    line.dataset['pending'] = ''
    line.dataset['clientId'] = message.clientId
    if (message.text) {
      const bubble = Object.assign(document.createElement('div'), { className: 'message__bubble' })
      bubble.append(Object.assign(document.createElement('p'), { className: 'message__text', dir: 'auto', textContent: message.text }))
      line.append(bubble)
    }
    for (const { name, preview } of message.files) {
      const file = Object.assign(document.createElement('div'), { className: preview ? 'message__picture' : 'message__file' })
      if (preview) file.append(Object.assign(new Image(), { src: preview, alt: name }))
      else file.textContent = name
      line.append(file)
    }
    line.append(Object.assign(document.createElement('p'), { className: 'message__meta' }))
    this.log.addPending(line)
    return line
  }

  private write(line: HTMLElement, kind: 'sending' | 'waiting' | 'sent', message: Waiting) {
    const icon = this.states.content.querySelector(`[data-icon="${kind}"]`)?.cloneNode(true) ?? ''
    const meta = line.querySelector('.message__meta')!
    meta.replaceChildren(icon, this.thread.texts[kind]!)
    if (kind !== 'waiting' || Date.now() - message.since < longAfter - 50) return
    meta.append(
      this.button('copy', () => void navigator.clipboard.writeText(message.text).then(() => meta.querySelector('button')!.textContent = this.thread.texts['copied']!)),
      this.button('cancel', () => {
        this.outbox.cancel(message.clientId)
        line.remove()
        // The server may have it all the same: then it comes back as any other message.
        this.behind()
      }),
    )
  }

  private button(key: string, run: () => void) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link-button', textContent: this.thread.texts[key]! })
    button.addEventListener('click', run)
    return button
  }
}
