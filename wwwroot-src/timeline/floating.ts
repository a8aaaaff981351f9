const gap = 4
const edge = 16

interface Place { left: number, top: number, bottom: number }

/** Puts a list in the top layer by what it belongs to: below, above when only that fits, and always on the screen that is seen. */
export function float(list: HTMLElement, { left, top, bottom }: Place) {
  if (!list.matches(':popover-open')) list.showPopover()
  const { width, height } = list.getBoundingClientRect()
  // A keyboard on the screen makes the part that is seen smaller, not the window.
  const seen = visualViewport?.height ?? innerHeight
  const below = bottom + gap
  const above = top - gap - height
  const at = below + height <= seen - edge || above < edge ? Math.min(below, seen - height - edge) : above
  list.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`
  list.style.top = `${Math.max(edge, at)}px`
}

export function sink(list: HTMLElement) {
  if (list.matches(':popover-open')) list.hidePopover()
}

/** Where a character of a text field stands on the screen. No browser tells, so a copy of the field is measured. */
export function placeOf(field: HTMLTextAreaElement, character: number): Place {
  const { font, letterSpacing, padding, borderWidth, boxSizing, width } = getComputedStyle(field)
  const copy = document.createElement('div')
  Object.assign(copy.style, { font, letterSpacing, padding, borderWidth, boxSizing, width, position: 'fixed', visibility: 'hidden', borderStyle: 'solid', whiteSpace: 'pre-wrap', overflowWrap: 'break-word' })
  const mark = document.createElement('span')
  mark.textContent = '@'
  copy.append(field.value.slice(0, character), mark)
  field.after(copy)
  const { left, top } = field.getBoundingClientRect()
  const place = { left: left + mark.offsetLeft, top: top + mark.offsetTop - field.scrollTop }
  const { offsetHeight } = mark
  copy.remove()
  return { ...place, bottom: place.top + offsetHeight }
}
