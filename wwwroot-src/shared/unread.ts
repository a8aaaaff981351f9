/** How many are unread behind an entry of the main menu, such as `/chat`. */
export function unread(entry: string): number {
  return Number(counters(entry)[0]?.dataset['unreadCount'] ?? 0)
}

/** Shows another number behind an entry of the main menu, and in the title of the tab. */
export function setUnread(entry: string, count: number) {
  for (const counter of counters(entry)) {
    counter.dataset['unreadCount'] = String(count)
    counter.hidden = count === 0
    counter.querySelector('[data-number]')!.textContent = count > 99 ? '99+' : String(count)
  }
  document.dispatchEvent(new CustomEvent('unread:changed'))
}

function counters(entry: string) {
  return [...document.querySelectorAll<HTMLElement>(`[data-unread="${CSS.escape(entry)}"]`)]
}
