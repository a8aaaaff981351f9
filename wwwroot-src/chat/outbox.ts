import { live } from '../shared/live.ts'
import { findingsOf, refusalOf, type SendAnswer } from './wire.ts'
import type { Finding } from '../shared/findings.ts'

export type State = 'queued' | 'sending' | 'retrying' | 'sent' | 'refused'

export interface Waiting {
  clientId: string
  text: string
  replyTo: number | null
  confirmed: boolean
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

  add(text: string, replyTo: number | null, confirmed = false): Waiting {
    const message: Waiting = { clientId: crypto.randomUUID(), text, replyTo, confirmed, state: 'queued' }
    this.messages.push(message)
    void this.run()
    return message
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
          this.messages.shift()
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
  private async send({ clientId, text, replyTo, confirmed }: Waiting): Promise<number | undefined> {
    const message = this.messages[0]!
    try {
      const sending = live.invoke<SendAnswer>('Send', { conversationId: this.conversationId, clientId, text, replyTo, confirmed })
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
