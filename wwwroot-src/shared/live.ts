import type { HubConnection } from '@microsoft/signalr'

export type LiveState = 'off' | 'connecting' | 'connected' | 'lost'
type Handler = (...data: any[]) => void

const address = '/hubs/chat'
const firstDelay = 200
const longestDelay = 15_000

/**
 * The one live connection of this tab; it outlives page changes. It carries hints: what is true is asked from the server,
 * after `ready`, and again after each return. It never gives up: full jitter up to 15 seconds, at once when the network or
 * the person comes back.
 */
class Live {
  private connection: HubConnection | undefined
  private wanted = false
  private attempts = 0
  private timer: number | undefined
  private isReady = false
  private goodbyeUntil = 0
  private readonly handlers = new Map<string, Set<Handler>>()
  private readonly onReady = new Set<() => void>()
  private readonly onState = new Set<(state: LiveState) => void>()

  state: LiveState = 'off'

  /** When the next attempt is made; for "Nieuwe poging over 8 seconden". */
  nextAttemptAt = 0

  start() {
    if (this.wanted) return
    this.wanted = true
    for (const [target, event] of wakeUps) target.addEventListener(event, this.wake)
    addEventListener('offline', this.drop)
    void this.connect()
  }

  stop() {
    if (!this.wanted) return
    this.wanted = false
    for (const [target, event] of wakeUps) target.removeEventListener(event, this.wake)
    removeEventListener('offline', this.drop)
    clearTimeout(this.timer)
    void this.connection?.stop()
    this.become('off')
  }

  /** Calls `handler` with what the server sends under this name. Returns how to stop listening. */
  subscribe(event: string, handler: Handler): () => void {
    let handlers = this.handlers.get(event)
    if (!handlers) {
      this.handlers.set(event, handlers = new Set())
      this.connection?.on(event, (...data) => this.tell(event, data))
    }
    handlers.add(handler)
    return () => handlers.delete(handler)
  }

  /** Calls `handler` with the data of each hint of this kind. */
  hint<T>(kind: string, handler: (data: T) => void): () => void {
    return this.subscribe('Hint', (hint: { kind: string, data: T }) => {
      if (hint.kind === kind) handler(hint.data)
    })
  }

  /** Calls `handler` each time the server hears us, also at once when it already does: the moment to fetch what was missed. */
  whenReady(handler: () => void): () => void {
    this.onReady.add(handler)
    if (this.isReady) handler()
    return () => this.onReady.delete(handler)
  }

  whenState(handler: (state: LiveState) => void): () => void {
    this.onState.add(handler)
    handler(this.state)
    return () => this.onState.delete(handler)
  }

  /** Fails when there is no connection: the caller keeps what was to be sent. */
  invoke<T>(method: string, ...data: unknown[]): Promise<T> {
    return this.connection && this.state === 'connected'
      ? this.connection.invoke<T>(method, ...data)
      : Promise.reject(new Error('not connected'))
  }

  /** "Nu proberen". */
  retry() {
    if (this.wanted && this.state === 'lost') void this.connect()
  }

  private async connect() {
    clearTimeout(this.timer)
    this.nextAttemptAt = 0
    this.become('connecting')
    try {
      this.connection ??= await this.build()
      if (this.connection.state !== 'Disconnected') return
      await this.connection.start()
      this.attempts = 0
      if (!this.wanted) await this.connection.stop()
      else this.become('connected')
    } catch {
      this.comeBackLater()
    }
  }

  private async build() {
    const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr')
    const connection = new HubConnectionBuilder().withUrl(address).configureLogging(LogLevel.None).build()
    connection.onclose(() => this.comeBackLater())
    for (const event of this.handlers.keys()) connection.on(event, (...data) => this.tell(event, data))
    connection.on('Ready', () => {
      this.isReady = true
      this.show()
      this.onReady.forEach(handler => handler())
    })
    connection.on('Goodbye', ({ reconnectAfterMs }: { reconnectAfterMs: number }) => this.goodbyeUntil = Date.now() + reconnectAfterMs)
    return connection
  }

  private comeBackLater() {
    this.isReady = false
    if (!this.wanted) return

    const upTo = Math.min(longestDelay, firstDelay * 2 ** this.attempts++)
    const delay = Math.max(Math.random() * upTo, this.goodbyeUntil - Date.now(), firstDelay)
    this.nextAttemptAt = Date.now() + delay
    this.timer = setTimeout(() => void this.connect(), delay)
    this.become('lost')
  }

  private readonly wake = () => {
    if (document.visibilityState === 'hidden' || Date.now() < this.goodbyeUntil) return
    this.attempts = 0
    this.retry()
  }

  /** The network went: the socket would find out after half a minute of silence. */
  private readonly drop = () => void this.connection?.stop()

  private tell(event: string, data: unknown[]) {
    this.handlers.get(event)?.forEach(handler => handler(...data))
  }

  /** For styles: what is only true while we hear the server hides when we do not. */
  private show() {
    document.documentElement.dataset.live = this.isReady ? 'ready' : this.state
  }

  private become(state: LiveState) {
    if (this.state === state) return
    this.state = state
    this.show()
    this.onState.forEach(handler => handler(state))
  }
}

const wakeUps: [EventTarget, string][] = [[window, 'online'], [window, 'focus'], [document, 'visibilitychange']]

export const live = new Live()
