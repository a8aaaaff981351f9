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
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.look(commentId), 150 + Math.random() * 500)
  }

  private async look(commentId?: string) {
    const words = this.isReworded ? '?words=true' : ''
    this.isReworded = false
    await this.stream(`/posts/${this.id}/changes${words}`)
    const list = document.getElementById(`comments-${this.id}`)
    if (!commentId || !list || document.getElementById(`comment-${commentId}`)) return

    const answer = await peek(`/comments/${commentId}`)
    if (!answer.ok || document.getElementById(`comment-${commentId}`)) return
    list.insertAdjacentHTML('beforeend', await answer.text())
    list.closest<HTMLElement>('.comments')!.hidden = false
  }

  private async stream(address: string) {
    const answer = await peek(address, 'text/vnd.turbo-stream.html')
    // Its author has just thrown it away and may still take that back.
    if (answer.status === 404 && this.element.querySelector(':scope > .post__removed')) return
    if (answer.status === 404) this.element.remove()
    else if (answer.ok) Turbo.renderStreamMessage(await answer.text())
  }
}
