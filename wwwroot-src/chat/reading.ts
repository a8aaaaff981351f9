import { live } from '../shared/live.ts'

const settles = 400

/** How far one read: what stood on the screen of somebody who looks. */
export class Reading {
  private timer: number | undefined
  private keepsUnread = false

  /** @param readSeq known so far, on whichever device */
  constructor(private readonly id: string, private readSeq: number, private readonly upTo: () => number, private readonly isLooking: () => boolean) {}

  heard(lastReadSeq: number) {
    // Marked unread on another page: that this one is in sight does not undo it.
    if (lastReadSeq < this.readSeq) this.keepUnread()
    this.readSeq = lastReadSeq
  }

  /** Unread again, and not at once read because it stands there: until one comes back to it. */
  keepUnread() {
    this.keepsUnread = true
    clearTimeout(this.timer)
  }

  back() {
    this.keepsUnread = false
    this.soon()
  }

  soon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      const upTo = this.upTo()
      if (this.keepsUnread || upTo <= this.readSeq || document.visibilityState !== 'visible' || !this.isLooking()) return
      live.invoke<number>('Read', this.id, upTo).then(now => this.readSeq = now).catch(() => undefined)
    }, settles)
  }

  stop() {
    clearTimeout(this.timer)
  }
}
