import { fetchRows, type MessageEvent, type Row, type RowsAnswer } from './wire.ts'

interface Screen {
  apply(rows: Row[], html: string[], isNews: boolean): void
  startOver(answer: RowsAnswer): void
  gone(): void
}

/** Applies changes in the order of their numbers; a hole, a return or a doubt is a fetch. */
export class Sync {
  private isFetching = false
  private wantsFetch = false

  /** @param applied every change up to this number is on the screen */
  constructor(private readonly id: string, public applied: number, private epoch: number, private readonly screen: Screen) {}

  hear(change: MessageEvent) {
    if (change.conversationId !== this.id || (change.seq <= this.applied && change.epoch === this.epoch)) return
    const isNext = change.prev === this.applied && !this.isFetching && change.epoch === this.epoch
    if (!isNext || (change.row && change.html === null)) {
      void this.catchUp()
      return
    }
    this.applied = change.seq
    if (change.row) this.screen.apply([change.row], [change.html!], true)
  }

  /** Everything after what was applied. One question at a time; what comes meanwhile asks again afterwards. */
  async catchUp() {
    if (this.isFetching) {
      this.wantsFetch = true
      return
    }
    this.isFetching = true
    try {
      do {
        this.wantsFetch = false
        const answer = await fetchRows(`/chat/conversations/${this.id}/changes?after=${this.applied}&epoch=${this.epoch}&html=true`)
        if (answer === 'gone') {
          this.screen.gone()
          return
        }
        if (answer.reset) this.screen.startOver(answer)
        else this.screen.apply(answer.rows, answer.html, this.applied > 0)
        this.applied = answer.head
        this.epoch = answer.epoch
        if (answer.more && !answer.reset) this.wantsFetch = true
      } while (this.wantsFetch)
    } catch {
      // No line: the return fetches again.
    } finally {
      this.isFetching = false
    }
  }
}
