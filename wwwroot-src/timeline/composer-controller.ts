import { Controller } from '@hotwired/stimulus'
import { toast } from '../shared/toast.ts'
import { upload } from './upload.ts'

interface Taken { id: string, url: string }

/** The editor of a post: pictures with progress, a little Markdown, who will see it. */
export default class ComposerController extends Controller<HTMLFormElement> {
  static override targets = ['text', 'thumbs', 'thumb', 'picker', 'group', 'audience', 'important', 'status']
  static override values = { max: Number, failed: String, alt: String, uploading: String }
  declare readonly textTarget: HTMLTextAreaElement
  declare readonly thumbsTarget: HTMLElement
  declare readonly thumbTargets: HTMLElement[]
  declare readonly pickerTarget: HTMLInputElement
  declare readonly groupTarget: HTMLSelectElement
  declare readonly audienceTarget: HTMLElement
  declare readonly importantTarget: HTMLElement
  declare readonly hasImportantTarget: boolean
  declare readonly statusTarget: HTMLElement
  declare readonly maxValue: number
  declare readonly failedValue: string
  declare readonly altValue: string
  declare readonly uploadingValue: string

  choose() {
    this.pickerTarget.click()
  }

  pick() {
    this.add([...this.pickerTarget.files ?? []])
    this.pickerTarget.value = ''
  }

  paste(event: ClipboardEvent) {
    const pictures = [...event.clipboardData?.files ?? []].filter(file => file.type.startsWith('image/'))
    if (pictures.length === 0) return
    event.preventDefault()
    this.add(pictures)
  }

  remove(event: Event) {
    (event.currentTarget as HTMLElement).closest('.thumb')?.remove()
    this.number()
    this.pickerTarget.focus()
  }

  format({ params: { before, after } }: { params: { before: string, after: string } }) {
    const { selectionStart, selectionEnd, value } = this.textTarget
    const words = value.slice(selectionStart, selectionEnd)
    const marked = after ? before + words + after : words.split('\n').map(line => before + line).join('\n')
    this.textTarget.focus()
    // The one way that keeps the browser's own undo.
    document.execCommand('insertText', false, marked)
    if (after && !words) this.textTarget.setSelectionRange(selectionStart + before.length, selectionStart + before.length)
  }

  regroup() {
    const { dataset } = this.groupTarget.selectedOptions[0]!
    this.audienceTarget.textContent = dataset['audience'] ?? ''
    if (!this.hasImportantTarget) return
    this.importantTarget.hidden = dataset['run'] !== 'true'
    if (this.importantTarget.hidden) this.importantTarget.querySelector('select')!.value = '0'
  }

  /** Published: the card stands in the feed, the dialog goes. */
  done({ detail: { success } }: CustomEvent<{ success: boolean }>) {
    if (success) this.element.closest('dialog')?.close()
  }

  private add(files: File[]) {
    for (const file of files.slice(0, this.maxValue - this.thumbTargets.length)) void this.send(file)
  }

  private async send(file: File) {
    const thumb = this.place(file)
    const progress = thumb.querySelector('.thumb__progress')!
    this.statusTarget.textContent = this.uploadingValue
    try {
      const taken = await upload<Taken>('/uploads', file, share => progress.textContent = `${Math.round(share * 100)}%`)
      thumb.classList.remove('thumb--uploading')
      progress.remove()
      thumb.append(hidden('Id', taken.id), this.description())
      this.number()
      this.statusTarget.textContent = ''
    } catch (fault) {
      thumb.remove()
      toast(fault instanceof Error && fault.message ? fault.message : this.failedValue, { label: '↻', run: () => void this.send(file) })
    }
  }

  private place(file: File) {
    const thumb = document.createElement('div')
    thumb.className = 'thumb thumb--uploading'
    thumb.setAttribute('data-timeline--composer-target', 'thumb')
    const picture = new Image(112, 84)
    picture.src = URL.createObjectURL(file)
    picture.alt = ''
    picture.addEventListener('load', () => URL.revokeObjectURL(picture.src), { once: true })
    const progress = document.createElement('span')
    progress.className = 'thumb__progress'
    thumb.append(picture, progress, this.removeButton())
    this.thumbsTarget.insertBefore(thumb, this.thumbsTarget.querySelector('.thumb--add'))
    return thumb
  }

  private removeButton() {
    const button = this.element.querySelector<HTMLTemplateElement>('template[data-remove]')!.content.firstElementChild!.cloneNode(true)
    return button
  }

  private description() {
    const field = document.createElement('input')
    field.className = 'input'
    field.placeholder = this.altValue
    field.setAttribute('aria-label', this.altValue)
    field.dataset['part'] = 'AltText'
    return field
  }

  /** The form binder counts from 0 without gaps. */
  private number() {
    this.thumbTargets.filter(thumb => !thumb.classList.contains('thumb--uploading')).forEach((thumb, i) => {
      for (const field of thumb.querySelectorAll('input')) {
        const part = field.dataset['part'] ?? field.name.split('.').at(-1)
        field.name = `Images[${i}].${part}`
      }
    })
  }
}

function hidden(part: string, value: string) {
  const field = document.createElement('input')
  field.type = 'hidden'
  field.value = value
  field.dataset['part'] = part
  return field
}
