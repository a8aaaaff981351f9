import { live } from '../shared/live.ts'
import { peek } from '../shared/server.ts'
import { setUnread } from '../shared/unread.ts'

/** Keeps the number behind the bell true while a page is open. */
export function watchBell() {
  live.hint('notices', async () => {
    const answer = await peek('/notices/count', 'application/json').catch(() => undefined)
    if (answer?.ok) setUnread('/notices', await answer.json() as number)
  })
}
