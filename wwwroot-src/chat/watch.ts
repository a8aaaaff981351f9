import { live } from '../shared/live.ts'
import { peek } from '../shared/server.ts'
import { setUnread } from '../shared/unread.ts'
import type { Sums } from './wire.ts'

let known: Sums | undefined
let timer: number | undefined

/**
 * Keeps the number behind "Chat" true on every page. What the server's sums say is compared with what was fetched last:
 * where they differ an event got lost, and the pages that show conversations are told to fetch (`chat:behind`).
 */
export function watchChat() {
  for (const event of ['Message', 'Read', 'List']) live.subscribe(event, () => look())
  live.subscribe('Resync', () => behind())
  live.subscribe('Heads', (sums: Sums) => compare(sums))
  live.whenState(state => {
    if (state === 'connected') behind()
  })
  document.addEventListener('visibilitychange', () => {
    const isVisible = document.visibilityState === 'visible'
    live.invoke('Visible', isVisible).catch(() => undefined)
    if (isVisible) live.invoke<Sums>('Heads').then(compare).catch(() => undefined)
  })
}

function compare(sums: Sums) {
  if (known && (Object.keys(sums) as (keyof Sums)[]).every(key => sums[key] === known![key])) return
  behind()
}

function behind() {
  document.dispatchEvent(new CustomEvent('chat:behind'))
  look()
}

/** A burst of events is one question. */
function look() {
  clearTimeout(timer)
  timer = setTimeout(() => void fetchUnread(), 300)
}

async function fetchUnread() {
  if (!('signedIn' in document.body.dataset)) return
  try {
    const answer = await peek('/chat/unread', 'application/json')
    if (!answer.ok) return
    const { sums, unread } = await answer.json() as { sums: Sums, unread: number }
    known = sums
    setUnread('/chat', unread)
  } catch {
    // No line: the next return asks again.
  }
}
