import { live } from '../shared/live.ts'
import { peek } from '../shared/server.ts'
import type { MessageEvent } from './wire.ts'

const key = 'chat-alert'

export function areAlertsOn() {
  return 'Notification' in window && Notification.permission === 'granted' && localStorage.getItem(key) !== null
}

/** @param words what a notification says; null turns them off. Kept on this device: another device is another choice. */
export function turnAlerts(words: string | null) {
  if (words === null) localStorage.removeItem(key)
  else localStorage.setItem(key, words)
}

/** A notification while one does something else. It says from whom, never what: it may lie on a locked screen. */
export function watchAlerts() {
  live.subscribe('Message', ({ conversationId, row, seq }: MessageEvent) => {
    const me = document.body.dataset['signedIn']
    if (row?.kind !== 'said' || row.seq !== seq || row.authorId === me || !areAlertsOn() || document.hasFocus()) return
    void alertAbout(conversationId, row.authorName, row.mentions.some(({ employeeId }) => employeeId === me))
  })
}

async function alertAbout(conversationId: string, name: string, namesMe: boolean) {
  const answer = await peek(`/chat/conversations/${conversationId}`, 'application/json').catch(() => undefined)
  if (!answer?.ok) return
  const { isMuted, hearsMentions } = await answer.json() as { isMuted: boolean, hearsMentions: boolean }
  if (isMuted && !(hearsMentions && namesMe)) return
  // The tag makes one of what several tabs say.
  const alert = new Notification(name, { body: localStorage.getItem(key) ?? '', tag: conversationId })
  alert.addEventListener('click', () => {
    alert.close()
    focus()
    location.assign(`/chat/${conversationId}`)
  })
}
