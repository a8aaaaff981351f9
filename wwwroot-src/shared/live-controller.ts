import { Controller } from '@hotwired/stimulus'
import { live, type LiveState } from './live.ts'
import { toast } from './toast.ts'

const patience = 5_000

let since = 0
let timer: number | undefined
let take: (() => void) | undefined

/** Says that the connection is gone, after 5 seconds, and that it is back. A page that shows it itself says data-live-quiet. */
export default class LiveController extends Controller<HTMLElement> {
  static override values = { lost: String, back: String, retry: String }
  declare readonly lostValue: string
  declare readonly backValue: string
  declare readonly retryValue: string
  private stop: (() => void) | undefined

  override connect() {
    this.stop = live.whenState(state => this.tell(state))
  }

  override disconnect() {
    this.stop?.()
  }

  private tell(state: LiveState) {
    if (state === 'connected' || state === 'off') {
      clearTimeout(timer)
      since = 0
      if (take) {
        take()
        take = undefined
        if (state === 'connected') toast(this.backValue)
      }
    } else if (state === 'lost') {
      since ||= Date.now()
      clearTimeout(timer)
      timer = setTimeout(() => this.say(), Math.max(0, patience - (Date.now() - since)))
    }
  }

  private say() {
    if (take || document.querySelector('[data-live-quiet]')) return
    take = toast(this.lostValue, {
      label: this.retryValue,
      run: () => {
        take = undefined
        live.retry()
      },
    }, { lasting: true })
  }
}
