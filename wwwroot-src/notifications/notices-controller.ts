import { Controller } from '@hotwired/stimulus'
import { send } from '../shared/server.ts'
import { setUnread, unread } from '../shared/unread.ts'

/** Opening a notice reads it. */
export default class NoticesController extends Controller<HTMLElement> {
  read({ currentTarget }: { currentTarget: EventTarget | null }) {
    const line = currentTarget as HTMLElement
    const ids = line.dataset['ids']?.split(' ')
    if (!ids) return
    delete line.dataset['ids']
    setUnread('/notices', Math.max(0, unread('/notices') - ids.length))
    void send('/notices/read', new URLSearchParams(ids.map(id => ['ids', id])), { keepalive: true }).catch(() => { /* Read again next time. */ })
  }
}
