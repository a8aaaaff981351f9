import { Controller } from '@hotwired/stimulus'
import * as Turbo from '@hotwired/turbo'
import { live } from '../shared/live.ts'
import { peek } from '../shared/server.ts'
import { toast } from '../shared/toast.ts'

interface Change { postId: string, commentId?: string, isReworded?: boolean }

/** One post on the screen: what others do with it appears by itself, and nothing that is being read moves. */
export default class PostController extends Controller<HTMLElement> {
  private stops: (() => void)[] = []
  private timer: number | undefined
  private isReworded = false
  /** Comments that came, changed, went or came back since the last look. */
  private readonly heard = new Set<string>()

  override connect() {
    this.stops = [
      live.hint<Change>('post-changed', change => this.hear(change)),
      live.hint<Change>('comment', change => this.hear(change)),
    ]
  }

  override disconnect() {
    this.stops.forEach(stop => stop())
    clearTimeout(this.timer)
  }

  /** "Reageren": the field is there, or its frame fetches it. */
  comment(event: Event) {
    const discussion = this.element.querySelector<HTMLElement>('.comments')!
    discussion.hidden = false
    const field = discussion.querySelector<HTMLTextAreaElement>('.comment-form textarea')
    if (!field) return
    event.preventDefault()
    field.focus()
  }

  /** For in a chat or a mail. */
  async copyLink({ currentTarget }: Event) {
    await navigator.clipboard.writeText(`${location.origin}/posts/${this.id}`)
    toast((currentTarget as HTMLElement).dataset['copied']!)
  }

  private get id() {
    return this.element.id.replace('post-', '')
  }

  private hear({ postId, commentId, isReworded }: Change) {
    if (postId !== this.id) return
    this.isReworded ||= !!isReworded
    if (commentId) this.heard.add(commentId)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.look(), 150 + Math.random() * 500)
  }

  private async look() {
    const words = this.isReworded ? '?words=true' : ''
    const heard = [...this.heard]
    this.isReworded = false
    this.heard.clear()
    await this.stream(`/posts/${this.id}/changes${words}`)
    for (const id of heard) await this.showComment(id)
  }

  private async showComment(commentId: string) {
    const id = `comment-${commentId}`
    const list = document.getElementById(`comments-${this.id}`)
    const shown = document.getElementById(id)
    // Its author is changing it, or has just thrown it away and may still take that back; or it stands before what is shown of the discussion.
    if (!list || (shown ? shown.querySelector('form, .post__removed') : this.isEarlier(list, id))) return

    const answer = await peek(`/comments/${commentId}`)
    const place = document.getElementById(id)
    if (answer.status === 404) place?.remove()
    if (!answer.ok) return

    const comment = await answer.text()
    if (place) Turbo.renderStreamMessage(`<turbo-stream action="replace" method="morph" target="${id}"><template>${comment}</template></turbo-stream>`)
    else {
      // Ids sort in time.
      const next = this.inOrder(list).find(other => other.id > id)
      if (next) next.insertAdjacentHTML('beforebegin', comment)
      else list.insertAdjacentHTML('beforeend', comment)
      list.closest<HTMLElement>('.comments')!.hidden = false
    }
  }

  private isEarlier(list: HTMLElement, id: string) {
    const first = this.inOrder(list)[0]
    return !!first && id < first.id && !!this.element.querySelector('.comments__earlier')
  }

  /** Without the answer to a question, which stands first whenever it was given. */
  private inOrder(list: HTMLElement) {
    return [...list.children].filter(comment => !comment.querySelector('.badge--success'))
  }

  private async stream(address: string) {
    const answer = await peek(address, 'text/vnd.turbo-stream.html')
    // Its author has just thrown it away and may still take that back.
    if (answer.status === 404 && this.element.querySelector(':scope > .post__removed')) return
    if (answer.status === 404) this.element.remove()
    else if (answer.ok) Turbo.renderStreamMessage(await answer.text())
  }
}
