import { Controller } from '@hotwired/stimulus'
import { live } from '../shared/live.ts'
import { peek } from '../shared/server.ts'
import { ask } from './presence.ts'
import { fill } from './thread.ts'

const typingLasts = 6_000

/** The list of conversations: fetched again when one of them changes, filtered while somebody types. */
export default class ListController extends Controller<HTMLElement> {
  static override targets = ['list', 'query', 'elsewhere', 'none', 'link']
  static override values = { address: String, open: String, typing: String }
  declare readonly listTarget: HTMLElement
  declare readonly queryTarget: HTMLInputElement
  declare readonly elsewhereTarget: HTMLElement
  declare readonly noneTarget: HTMLElement
  declare readonly linkTargets: HTMLAnchorElement[]
  declare readonly addressValue: string
  declare readonly openValue: string
  declare readonly typingValue: string

  private readonly stops: (() => void)[] = []
  private readonly typers = new Map<string, number>()
  private timer: number | undefined

  override connect() {
    for (const event of ['Message', 'Read', 'List']) this.stops.push(live.subscribe(event, () => this.refreshSoon()))
    this.stops.push(live.subscribe('Typing', (typing: { conversationId: string, name: string }) => this.showTyping(typing)))
    document.addEventListener('chat:behind', this.refreshSoon)
    // These scripts may come after the connection, and after what it brought meanwhile.
    this.stops.push(live.whenState(state => state === 'connected' && this.refreshSoon()))
    ask()
  }

  override disconnect() {
    this.stops.splice(0).forEach(stop => stop())
    document.removeEventListener('chat:behind', this.refreshSoon)
    clearTimeout(this.timer)
    this.typers.forEach(clearTimeout)
  }

  filter() {
    const typed = this.queryTarget.value.trim()
    const rows = [...this.listTarget.querySelectorAll<HTMLElement>('[data-conversation]')]
    rows.forEach(row => row.hidden = !row.dataset['title']!.includes(typed.toLowerCase()))
    // What is looked for may also have been said somewhere, or be somebody one never talked with.
    this.elsewhereTarget.hidden = typed === ''
    this.noneTarget.hidden = typed === '' || rows.some(row => !row.hidden)
    for (const link of this.linkTargets) link.search = typed && `?q=${encodeURIComponent(typed)}`
  }

  private readonly refreshSoon = () => {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.refresh(), 150)
  }

  /** In place of the last words, for as long as it lasts. */
  private showTyping({ conversationId, name }: { conversationId: string, name: string }) {
    const last = this.listTarget.querySelector<HTMLElement>(`[data-conversation="${conversationId}"] .conversation__last`)
    if (!last) return
    last.dataset['said'] ??= last.textContent ?? ''
    last.textContent = `${fill(this.typingValue, name)}…`
    clearTimeout(this.typers.get(conversationId))
    this.typers.set(conversationId, setTimeout(() => {
      this.typers.delete(conversationId)
      if (last.dataset['said'] !== undefined) last.textContent = last.dataset['said']
      delete last.dataset['said']
    }, typingLasts))
  }

  /** What is open has the same name there as here. */
  private nameOpen() {
    const name = this.listTarget.querySelector('[aria-current="page"] .conversation__name')?.textContent
    const heading = document.getElementById('conversation-title')
    if (name && heading && heading.textContent !== name) heading.textContent = name
  }

  private async refresh() {
    try {
      const answer = await peek(`${this.addressValue}${this.openValue ? `?open=${this.openValue}` : ''}`)
      if (!answer.ok) return
      const focused = this.listTarget.contains(document.activeElement) ? document.activeElement?.closest<HTMLElement>('[data-conversation]')?.dataset['conversation'] : undefined
      const scrolled = this.listTarget.querySelector('.conversations')?.scrollTop ?? 0
      this.listTarget.innerHTML = await answer.text()
      this.listTarget.querySelector('.conversations')?.scrollTo(0, scrolled)
      this.nameOpen()
      if (focused) this.listTarget.querySelector<HTMLElement>(`[data-conversation="${focused}"] a`)?.focus()
      this.filter()
      ask()
    } catch {
      // No line: the list stays as it was and is fetched after the return.
    }
  }
}
