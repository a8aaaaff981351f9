import * as Turbo from '@hotwired/turbo'
import { live } from '../shared/live.ts'

/** Lists in which something of it may show without a link to the group. */
const lists = ['/search', '/notices']

/**
 * Who may read a group changed. Who still may sees it on the pages of the group itself. Who may not any more looks again wherever
 * something of it shows, and finds that it is not there; on the home page only that goes, for a post may be half written.
 */
export function watchAccess() {
  live.hint<{ groupId: string, reads: boolean }>('group-access', ({ groupId, reads }) => {
    const links = document.querySelectorAll(`main a[href^="/groups/${groupId}"]`)
    if (reads ? !location.pathname.startsWith(`/groups/${groupId}`) : links.length === 0 && !lists.includes(location.pathname)) return

    if (location.pathname === '/') links.forEach(link => link.closest('article')?.remove())
    else Turbo.visit(location.href, { action: 'replace' })
  })
}
