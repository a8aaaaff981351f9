import { Controller } from '@hotwired/stimulus'
import * as Turbo from '@hotwired/turbo'
import { live } from '../shared/live.ts'
import { peek, send } from '../shared/server.ts'

/** A post has to stand still in view for this long to count as seen. */
const glance = 1_500

/** Hints come to everybody at once; the questions that follow should not. */
const spread = 1_500

/** The list of posts: a bar for what is new (never a jump), keys from post to post, and what was seen is read. */
export default class FeedController extends Controller<HTMLElement> {
  static override targets = ['bar', 'post', 'more']
  static override values = { url: String, group: String }
  declare readonly barTarget: HTMLElement
  declare readonly hasBarTarget: boolean
  declare readonly postTargets: HTMLElement[]
  declare readonly urlValue: string
  declare readonly groupValue: string

  private stops: (() => void)[] = []
  private timer: number | undefined
  private readonly inView = new Map<Element, number>()
  private readonly seen = new Set<string>()
  private unsent: string[] = []
  private observer: IntersectionObserver | undefined

  override connect() {
    this.stops = [
      live.hint<{ groupId: string }>('post', ({ groupId }) => this.hear(groupId)),
      live.whenReady(() => this.ask()),
    ]
    this.element.addEventListener('keydown', this.key)
    this.element.addEventListener('turbo:before-fetch-request', this.busy)
    this.element.addEventListener('turbo:frame-render', this.loaded)
    addEventListener('pagehide', this.report)
  }

  override disconnect() {
    this.stops.forEach(stop => stop())
    this.element.removeEventListener('keydown', this.key)
    this.element.removeEventListener('turbo:before-fetch-request', this.busy)
    this.element.removeEventListener('turbo:frame-render', this.loaded)
    removeEventListener('pagehide', this.report)
    this.observer?.disconnect()
    this.observer = undefined
    clearTimeout(this.timer)
    this.report()
  }

  postTargetConnected(post: HTMLElement) {
    this.observer ??= new IntersectionObserver(entries => entries.forEach(entry => this.look(entry)), { threshold: 0.5, rootMargin: '0px 0px -80px' })
    this.observer.observe(post)
  }

  postTargetDisconnected(post: HTMLElement) {
    this.observer?.unobserve(post)
    clearTimeout(this.inView.get(post))
  }

  /** The bar is pressed: a new visit, from the top. */
  refresh() {
    scrollTo({ top: 0 })
    Turbo.visit(location.pathname + location.search.replace(/([?&])after=[^&]*/, '$1'), { action: 'replace' })
  }

  private hear(groupId: string) {
    if (!this.groupValue || this.groupValue === groupId) this.ask(Math.random() * spread)
  }

  private ask(after = 0) {
    clearTimeout(this.timer)
    this.timer = setTimeout(async () => {
      const answer = await peek(this.urlValue).catch(() => undefined)
      if (!answer?.ok || !this.hasBarTarget) return
      const bar = await answer.text()
      if (this.barTarget.textContent?.trim() !== new DOMParser().parseFromString(bar, 'text/html').body.textContent?.trim()) this.barTarget.innerHTML = bar
    }, after)
  }

  private look({ target, isIntersecting, boundingClientRect, rootBounds }: IntersectionObserverEntry) {
    const fills = rootBounds && boundingClientRect.top < rootBounds.height / 2 && boundingClientRect.bottom > rootBounds.height / 2
    clearTimeout(this.inView.get(target))
    if (!isIntersecting && !fills) return
    this.inView.set(target, setTimeout(() => this.see(target as HTMLElement), glance))
  }

  private see(post: HTMLElement) {
    const id = post.id.replace('post-', '')
    if (this.seen.has(id) || document.visibilityState === 'hidden') return
    this.seen.add(id)
    this.unsent.push(id)
    if (this.unsent.length === 1) setTimeout(this.report, glance)
    this.observer?.unobserve(post)
  }

  private readonly report = () => {
    if (this.unsent.length === 0) return
    const body = new URLSearchParams(this.unsent.map(id => ['posts', id]))
    this.unsent = []
    void send('/reading', body, { keepalive: true }).catch(() => { /* Read again next time. */ })
  }

  private readonly busy = () => this.part?.setAttribute('aria-busy', 'true')

  private readonly loaded = () => this.element.querySelectorAll('[aria-busy="true"]').forEach(part => part.removeAttribute('aria-busy'))

  private get part() {
    return [...this.element.querySelectorAll('.feed__part')].at(-1)
  }

  private readonly key = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (target.closest('textarea, input, select, [role="menu"]')) return
    const posts = [...this.element.querySelectorAll<HTMLElement>('.post')]
    const at = posts.indexOf(target.closest<HTMLElement>('.post')!)
    const to = event.key === 'PageDown' ? posts[at + 1]
      : event.key === 'PageUp' ? posts[at - 1]
        : event.ctrlKey && event.key === 'End' ? after(this.element)
          : event.ctrlKey && event.key === 'Home' ? before(this.element) : undefined
    if (!to) return
    event.preventDefault()
    to.focus()
  }
}

const focusable = 'a[href], button:not([disabled]), input:not([type="hidden"]), textarea, [tabindex="0"]'

function before(element: Element) {
  return visible().filter(e => element.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING).at(-1)
}

function after(element: Element) {
  return visible().find(e => element.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING && !element.contains(e))
}

function visible() {
  return [...document.querySelectorAll<HTMLElement>(focusable)].filter(e => e.offsetParent)
}
