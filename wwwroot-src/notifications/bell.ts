import { live } from '../shared/live.ts'
import { setUnread } from '../shared/unread.ts'

/** Keeps the number behind the bell true while a page is open. */
export function watchBell() {
  live.hint('notices', async () => {
    const answer = await fetch('/notices/count', { headers: { Accept: 'application/json' } }).catch(() => undefined)
    if (answer?.ok) setUnread('/notices', await answer.json() as number)
  })
}
