import * as Turbo from '@hotwired/turbo'

/** A form that is on its way: its button says so, keeps its width and the focus, and cannot be pressed twice. */
export function showBusyForms() {
  Turbo.config.forms.submitter = 'aria-disabled'
  document.addEventListener('turbo:submit-start', ({ detail: { formSubmission: { submitter } } }) => {
    if (!submitter?.classList.contains('button')) return
    submitter.style.minInlineSize = `${submitter.offsetWidth}px`
    submitter.ariaBusy = 'true'
    const label = labelOf(submitter)
    if (!label) return
    submitter.dataset['label'] = label.textContent ?? ''
    label.textContent = document.body.dataset['busy'] ?? label.textContent
  })
  document.addEventListener('turbo:submit-end', ({ detail: { formSubmission: { submitter } } }) => {
    if (submitter?.ariaBusy !== 'true') return
    submitter.removeAttribute('aria-busy')
    submitter.style.minInlineSize = ''
    const label = labelOf(submitter)
    if (label && submitter.dataset['label'] !== undefined) label.textContent = submitter.dataset['label']
    delete submitter.dataset['label']
  })
}

function labelOf(button: HTMLElement) {
  return [...button.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
}
