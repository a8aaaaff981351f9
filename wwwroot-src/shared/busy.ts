import * as Turbo from '@hotwired/turbo'

/** A form that is on its way: its button says so, keeps its width and the focus, and cannot be pressed twice. */
export function showBusyForms() {
  Turbo.config.forms.submitter = 'aria-disabled'
  document.addEventListener('turbo:submit-start', ({ detail: { formSubmission: { submitter } } }) => begin(submitter))
  document.addEventListener('turbo:submit-end', ({ detail: { formSubmission: { submitter } } }) => end(submitter))

  // Forms that leave the page altogether, such as signing in.
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement
    if ((form.dataset['turbo'] !== 'false' && event.submitter?.dataset['turbo'] !== 'false') || event.defaultPrevented) return
    if (event.submitter?.ariaBusy === 'true') event.preventDefault()
    else begin(event.submitter)
  })
  addEventListener('pageshow', () => document.querySelectorAll<HTMLElement>('.button[aria-busy]').forEach(end))
}

function begin(button: HTMLElement | null | undefined) {
  if (!button?.classList.contains('button')) return
  button.style.minInlineSize = `${button.offsetWidth}px`
  button.ariaBusy = 'true'
  const label = labelOf(button)
  if (!label) return
  button.dataset['label'] = label.textContent ?? ''
  label.textContent = document.body.dataset['busy'] ?? label.textContent
}

function end(button: HTMLElement | null | undefined) {
  if (button?.ariaBusy !== 'true') return
  button.removeAttribute('aria-busy')
  button.style.minInlineSize = ''
  const label = labelOf(button)
  if (label && button.dataset['label'] !== undefined) label.textContent = button.dataset['label']
  delete button.dataset['label']
}

function labelOf(button: HTMLElement) {
  return [...button.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
}
