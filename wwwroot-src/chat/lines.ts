import { daysBetween, say } from '../shared/moments.ts'

const together = 5 * 60_000

export interface LineTexts {
  today: string
  yesterday: string
}

/** Gives lines their place in a group of their author, marks what is one's own, and writes the lines of days. As ThreadItems.cs does. */
export function arrange(log: HTMLElement, me: string, texts: LineTexts) {
  log.querySelectorAll('.day-line').forEach(line => line.remove())
  const lines = [...log.querySelectorAll<HTMLElement>('[data-sent-at]')]
  const now = new Date()
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    const isNewDay = !before || daysBetween(momentOf(before), momentOf(line)) !== 0
    if (isNewDay) placeBefore(line, dayLine(momentOf(line), now, texts))
    line.classList.toggle('message--own', line.dataset['authorId'] === me)
    line.classList.toggle('message--first', !before || !areTogether(before, line))
    line.classList.toggle('message--last', !lines[i + 1] || !areTogether(line, lines[i + 1]!))
    line.querySelectorAll<HTMLElement>('[data-reaction]').forEach(chip =>
      chip.setAttribute('aria-pressed', String(chip.dataset['employeeIds']?.split(' ').includes(me))))
  })
}

/** The day goes above the line of what is new, where both stand before the same message. */
function placeBefore(line: HTMLElement, day: HTMLElement) {
  const above = line.previousElementSibling
  ;(above?.matches('[data-new-line]') ? above : line).before(day)
}

function areTogether(one: HTMLElement, next: HTMLElement) {
  if (one.dataset['kind'] !== 'said' || next.dataset['kind'] !== 'said' || one.dataset['authorId'] !== next.dataset['authorId']) return false
  if (next.previousElementSibling?.matches('[data-new-line]')) return false
  const [earlier, later] = [momentOf(one), momentOf(next)]
  return later.getTime() - earlier.getTime() < together && daysBetween(earlier, later) === 0
}

function momentOf(line: HTMLElement) {
  return new Date(line.dataset['sentAt']!)
}

function dayLine(moment: Date, now: Date, texts: LineTexts) {
  const line = document.createElement('p')
  line.className = 'day-line'
  const age = daysBetween(moment, now)
  const day = age === 0 ? texts.today : age === 1 ? texts.yesterday : say(moment, 'day')
  line.textContent = day.charAt(0).toUpperCase() + day.slice(1)
  return line
}
