import { Controller } from '@hotwired/stimulus'
import { live } from './live.ts'
import { peek, send } from './server.ts'
import { toast } from './toast.ts'

interface TimeLeft { self: string, left: number, mayStay: boolean }

/** Seconds before the end at which its owner is warned. */
const warning = 120

/** A remembered device has 30 days; a timer cannot wait that long, and nobody keeps a page open for it. */
const longest = 12 * 3600

/**
 * Warns two minutes before the session ends and lets its owner stay. When it has ended, asks to sign in over the page as it
 * stands, so that editors and outbox keep what they hold. What is true is always asked from the server: other tabs are busy too.
 */
export default class SessionController extends Controller<HTMLElement> {
  static override targets = ['dialog', 'title', 'text', 'frame', 'actions', 'stay', 'understood']
  static override values = { left: Number }
  declare readonly hasDialogTarget: boolean
  declare readonly dialogTarget: HTMLDialogElement
  declare readonly titleTarget: HTMLElement
  declare readonly textTarget: HTMLElement
  declare readonly frameTarget: HTMLElement & { src: string | null }
  declare readonly actionsTarget: HTMLElement
  declare readonly stayTarget: HTMLElement
  declare readonly understoodTarget: HTMLElement
  declare readonly leftValue: number

  private timer: number | undefined
  private hasEnded = false
  private isAsking = false
  private words: [string, string] = ['', '']
  private forget: (() => void) | undefined
  private token: Element | null = null

  override connect() {
    this.wait(this.leftValue)
    document.addEventListener('turbo:before-fetch-response', this.answered)
    document.addEventListener('visibilitychange', this.back)
    addEventListener('focus', this.back)
    this.forget = live.whenState(state => {
      if (state === 'lost') void this.ask()
    })
  }

  override disconnect() {
    clearTimeout(this.timer)
    document.removeEventListener('turbo:before-fetch-response', this.answered)
    document.removeEventListener('visibilitychange', this.back)
    removeEventListener('focus', this.back)
    this.forget?.()
  }

  dialogTargetConnected() {
    this.words = [this.titleTarget.textContent!, this.textTarget.textContent!]
    this.dialogTarget.addEventListener('cancel', this.cancel)
    this.frameTarget.addEventListener('turbo:before-frame-render', this.step)
  }

  /** "Blijf ingelogd". */
  async stay() {
    await send('/session', new URLSearchParams()).catch(() => undefined)
    await this.ask()
  }

  close() {
    if (this.hasDialogTarget) this.dialogTarget.close()
  }

  /** Until the warning, or past the end when there was one. */
  private wait(left: number) {
    clearTimeout(this.timer)
    const seconds = left > warning ? left - warning : Math.max(left, 1) + 1
    this.timer = setTimeout(() => void this.ask(), Math.min(seconds, longest) * 1000)
  }

  private async ask() {
    if (this.isAsking) return
    this.isAsking = true
    const answer = await peek('/session', 'application/json').catch(() => undefined)
    this.isAsking = false
    if (answer?.status === 401) return await this.end()
    if (!answer?.ok) return this.wait(30)

    const { self, left, mayStay } = await answer.json() as TimeLeft
    if (self !== document.body.dataset['signedIn']) return location.replace('/')
    if (this.hasEnded) this.goOn()
    if (left <= warning) await this.warn(mayStay)
    else this.close()
    this.wait(left)
  }

  private async warn(mayStay: boolean) {
    if (!await this.bring()) return
    if (!mayStay) this.textTarget.textContent = this.textTarget.dataset['last']!
    this.stayTarget.hidden = !mayStay
    this.understoodTarget.hidden = mayStay
    this.show(mayStay ? this.stayTarget : this.understoodTarget)
  }

  private async end() {
    if (this.hasEnded || !await this.bring() || this.hasEnded) return
    this.hasEnded = true
    this.titleTarget.textContent = this.titleTarget.dataset['ended']!
    this.textTarget.textContent = this.textTarget.dataset['ended']!
    this.actionsTarget.hidden = true
    // The proof that this page asked is that of who was signed in: the forms of signing in have their own.
    this.token = document.querySelector('meta[name="csrf-token"]')
    this.token?.remove()
    this.frameTarget.hidden = false
    this.frameTarget.src = '/sign-in?returnUrl=%2Fsession%2Fagain'
    // Whoever comes by next must not read what stood on the screen.
    this.dialogTarget.classList.add('session-end--over')
    this.show(this.titleTarget)
  }

  private goOn() {
    this.hasEnded = false
    this.titleTarget.textContent = this.words[0]
    this.textTarget.textContent = this.words[1]
    this.actionsTarget.hidden = false
    if (this.token) document.head.append(this.token)
    this.frameTarget.hidden = true
    this.frameTarget.removeAttribute('src')
    this.frameTarget.replaceChildren()
    this.dialogTarget.classList.remove('session-end--over')
    this.close()
    live.retry()
    toast(this.dialogTarget.dataset['back']!)
  }

  private show(first: HTMLElement) {
    if (!this.dialogTarget.open) this.dialogTarget.showModal()
    first.focus()
  }

  /** The dialog is on no page until it is needed. */
  private async bring() {
    if (this.hasDialogTarget) return true
    const answer = await peek(`/session/end?language=${document.documentElement.lang}`).catch(() => undefined)
    if (!answer?.ok) this.wait(30)
    else if (!this.hasDialogTarget) this.element.insertAdjacentHTML('beforeend', await answer.text())
    // The targets connect in a microtask of their own.
    await Promise.resolve()
    return this.hasDialogTarget
  }

  /** One of the steps of signing in arrived, or the end of them. */
  private readonly step = (event: Event) => {
    const { newFrame } = (event as CustomEvent<{ newFrame: HTMLElement }>).detail
    if (newFrame.querySelector('[data-signed-in]')) {
      event.preventDefault()
      void this.ask()
    }
    // On a page of their own these forms leave it; here they must not.
    for (const form of newFrame.querySelectorAll('form[data-turbo]')) form.removeAttribute('data-turbo')
  }

  /** Something was sent after the end: it stays where it was typed. */
  private readonly answered = (event: Event) => {
    const { fetchResponse } = (event as CustomEvent<{ fetchResponse: { statusCode: number } }>).detail
    if (fetchResponse.statusCode !== 401) return
    event.preventDefault()
    void this.end()
  }

  private readonly back = () => {
    if (document.visibilityState === 'visible') void this.ask()
  }

  private readonly cancel = (event: Event) => {
    if (this.hasEnded) event.preventDefault()
  }
}
