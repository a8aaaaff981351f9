import { Controller } from '@hotwired/stimulus'

/** Tabs whose panels are on the same page: one stop for Tab, arrows between them. */
export default class TabsController extends Controller<HTMLElement> {
  override connect() {
    this.element.addEventListener('click', this.click)
    this.element.addEventListener('keydown', this.key)
    this.select(this.tabs.find(tab => tab.ariaSelected === 'true') ?? this.tabs[0])
  }

  override disconnect() {
    this.element.removeEventListener('click', this.click)
    this.element.removeEventListener('keydown', this.key)
  }

  private get tabs() {
    return [...this.element.querySelectorAll<HTMLElement>('[role="tab"]')]
  }

  private select(chosen: HTMLElement | undefined) {
    for (const tab of this.tabs) {
      const selected = tab === chosen
      tab.ariaSelected = String(selected)
      tab.tabIndex = selected ? 0 : -1
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '')
      if (panel) panel.hidden = !selected
    }
  }

  private readonly click = (event: Event) => {
    const tab = (event.target as Element).closest<HTMLElement>('[role="tab"]')
    if (tab) this.select(tab)
  }

  private readonly key = (event: KeyboardEvent) => {
    const tabs = this.tabs
    const current = tabs.indexOf(event.target as HTMLElement)
    if (current < 0) return
    const step = getComputedStyle(this.element).direction === 'rtl' ? -1 : 1
    const to = { ArrowRight: current + step, ArrowLeft: current - step, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = tabs.at(to % tabs.length)
    this.select(next)
    next?.focus()
  }
}
