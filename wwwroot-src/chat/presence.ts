import { live } from '../shared/live.ts'

type State = 'here' | 'away' | 'gone'

const known = new Map<string, State>()
let watched = ''

/**
 * Discs beside the faces of those who show that they are here. Only who is on the screen is asked about, and nothing is
 * shown while the connection is lost.
 */
export function watchPresence() {
  live.subscribe('Presence', ({ employeeId, state }: { employeeId: string, state: State }) => {
    known.set(employeeId, state)
    draw()
  })
  live.whenReady(() => ask(true))
  live.whenState(state => {
    if (state === 'connected') return
    known.clear()
    draw()
  })
}

/** Other faces are on the screen now. */
export function ask(isAgain = false) {
  const ids = [...new Set([...document.querySelectorAll<HTMLElement>('[data-presence]')].map(disc => disc.dataset['presence']!))].sort()
  draw()
  if (live.state !== 'connected' || (!isAgain && ids.join() === watched)) return
  watched = ids.join()
  live.invoke<{ employeeId: string, state: State }[]>('Watch', ids).then(states => {
    states.forEach(({ employeeId, state }) => known.set(employeeId, state))
    draw()
  }).catch(() => undefined)
}

function draw() {
  for (const disc of document.querySelectorAll<HTMLElement>('[data-presence]')) {
    const state = known.get(disc.dataset['presence']!) ?? 'gone'
    disc.hidden = state === 'gone'
    disc.classList.toggle('presence--away', state === 'away')
  }
  for (const word of document.querySelectorAll<HTMLElement>('[data-presence-word]')) {
    const state = known.get(word.dataset['presenceWord']!) ?? 'gone'
    word.hidden = state === 'gone'
    word.textContent = state === 'gone' ? '' : word.dataset[state]!
  }
}
