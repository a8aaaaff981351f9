import { Controller } from '@hotwired/stimulus'

/** Keeps "(3)" in the title of the tab equal to what stands in the menu. */
export default class UnreadTitleController extends Controller<HTMLElement> {
  override connect() {
    document.addEventListener('unread:changed', this.write)
    this.write()
  }

  override disconnect() {
    document.removeEventListener('unread:changed', this.write)
  }

  private readonly write = () => {
    const total = [...this.element.querySelectorAll<HTMLElement>('[data-unread]')].reduce((sum, counter) => sum + Number(counter.dataset['unreadCount'] ?? 0), 0)
    const title = document.title.replace(/^\(\d+\+?\) /, '')
    document.title = total > 0 ? `(${total > 99 ? '99+' : total}) ${title}` : title
  }
}
