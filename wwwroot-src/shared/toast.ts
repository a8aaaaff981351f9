export interface ToastAction {
  label: string
  run: () => void
}

const stays = 8_000

/** Says something for 8 seconds, longer while it is pointed at; never the only place of an error. Returns how to take it away. */
export function toast(text: string, action?: ToastAction, { lasting = false } = {}): () => void {
  const host = document.getElementById('toasts')
  const shown = document.createElement('div')
  shown.className = 'toast'
  const words = document.createElement('span')
  words.textContent = text
  shown.append(words)
  if (action) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = action.label
    button.addEventListener('click', () => {
      remove()
      action.run()
    })
    shown.append(button)
  }
  host?.append(shown)

  let timer: number | undefined
  if (!lasting) {
    start()
    for (const event of ['pointerenter', 'focusin']) shown.addEventListener(event, () => clearTimeout(timer))
    for (const event of ['pointerleave', 'focusout']) shown.addEventListener(event, start)
  }
  return remove

  function start() {
    clearTimeout(timer)
    timer = setTimeout(remove, stays)
  }

  function remove() {
    clearTimeout(timer)
    shown.remove()
  }
}
