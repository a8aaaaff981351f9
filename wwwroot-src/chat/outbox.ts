import { live } from '../shared/live.ts'
import { findingsOf, refusalOf, type SendAnswer } from './wire.ts'
import type { Finding } from '../shared/findings.ts'
import type { Attachment } from './attachments.ts'

export type State = 'queued' | 'sending' | 'retrying' | 'sent' | 'refused'

export interface Waiting {
  readonly clientId: string
  readonly text: string
  readonly replyTo: number | null
  readonly confirmed: boolean
  readonly files: Attachment[]
  /** When it was written, by this device's clock: only to tell how long it waits. */
  readonly since: number
  state: State
}

export interface Refusal {
  rule: string
  findings: Finding[]
}

interface Watcher {
  changed(message: Waiting): void
  refused(message: Waiting, why: Refusal): void
}

const ackTimeout = 10_000
const firstDelay = 100
const longestDelay = 10_000

/**
 * What waits to be sent in one conversation: one at a time, in the order typed, each under one client id for as many tries
 * as it takes. It lives as long as the tab, and nowhere else: nothing readable stays behind on the device.
 */
export class Outbox {
  private readonly messages: Waiting[] = []
  private watcher: Watcher | undefined
  private isBusy = false

  constructor(private readonly conversationId: string) {
    live.whenState(state => {
      if (state === 'connected') void this.run()
      else this.messages.filter(message => message.state !== 'refused').forEach(message => this.become(message, 'retrying'))
    })
  }

  get waiting(): readonly Waiting[] {
    return this.messages
  }

  watch(watcher: Watcher) {
    this.watcher = watcher
    return () => {
      if (this.watcher === watcher) this.watcher = undefined
    }
  }

  add(text: string, replyTo: number | null, files: Attachment[], confirmed = false): Waiting {
    const message: Waiting = { clientId: crypto.randomUUID(), text, replyTo, confirmed, files, since: Date.now(), state: 'queued' }
    this.messages.push(message)
    void this.run()
    return message
  }

  /** Takes it out of the line. Should it have arrived all the same, it stands in the conversation as any other. */
  cancel(clientId: string) {
    const at = this.messages.findIndex(message => message.clientId === clientId)
    if (at >= 0) this.messages.splice(at, 1)
  }

  private async run() {
    if (this.isBusy) return
    this.isBusy = true
    try {
      for (let tries = 0; this.messages[0];) {
        const message = this.messages[0]
        if (live.state !== 'connected') {
          this.become(message, 'retrying')
          return
        }
        this.become(message, 'sending')
        const wait = await this.send(message)
        if (wait === undefined) {
          this.cancel(message.clientId)
          tries = 0
        } else {
          this.become(message, 'retrying')
          await new Promise(resolve => setTimeout(resolve, wait || Math.random() * Math.min(longestDelay, firstDelay * 2 ** tries++)))
        }
      }
    } finally {
      this.isBusy = false
    }
  }

  /** Undefined when it has its answer; else how long to wait before the next try, 0 for "as you see fit". */
  private async send(message: Waiting): Promise<number | undefined> {
    const { clientId, text, replyTo, confirmed, files } = message
    try {
      const sending = live.invoke<SendAnswer>('Send', { conversationId: this.conversationId, clientId, text, replyTo, confirmed, fileIds: files.map(file => file.id) })
      const answer = await Promise.race([sending, new Promise<never>((_, fail) => setTimeout(() => fail(new Error('no answer')), ackTimeout))])
      switch (answer.outcome) {
        case 'sent': this.become(message, 'sent'); break
        case 'tooFast': return answer.retryAfterMs ?? 0
        default: this.refuse(message, { rule: answer.outcome === 'blocked' ? 'block' : 'warn', findings: findingsOf(answer) })
      }
      return undefined
    } catch (error) {
      const rule = refusalOf(error)
      if (!rule) return 0
      this.refuse(message, { rule, findings: [] })
      return undefined
    }
  }

  private refuse(message: Waiting, why: Refusal) {
    message.state = 'refused'
    this.watcher?.refused(message, why)
  }

  private become(message: Waiting, state: State) {
    if (!this.messages.includes(message)) return
    message.state = state
    this.watcher?.changed(message)
  }
}

const outboxes = new Map<string, Outbox>()

export function outboxOf(conversationId: string): Outbox {
  let outbox = outboxes.get(conversationId)
  if (!outbox) outboxes.set(conversationId, outbox = new Outbox(conversationId))
  return outbox
}

/** Something is still on its way, in whichever conversation. */
export function isAnythingWaiting() {
  return [...outboxes.values()].some(outbox => outbox.waiting.length > 0)
}
