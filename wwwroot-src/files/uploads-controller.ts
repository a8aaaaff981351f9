import { Controller } from '@hotwired/stimulus'
import { upload, UploadRefused, type Sending } from './upload.ts'

const pictures = 'image/jpeg,image/png,image/gif,image/webp'

/** The files of a form: chosen, dropped or pasted, sent ahead one by one, and waited for when the form goes. */
export default class UploadsController extends Controller<HTMLFormElement> {
  static override targets = ['list', 'item', 'picker', 'status', 'image', 'file', 'retry']
  declare readonly listTarget: HTMLElement
  declare readonly hasListTarget: boolean
  declare readonly itemTargets: HTMLElement[]
  declare readonly pickerTarget: HTMLInputElement
  declare readonly statusTarget: HTMLElement
  declare readonly imageTarget: HTMLTemplateElement
  declare readonly fileTarget: HTMLTemplateElement
  declare readonly retryTarget: HTMLTemplateElement

  private readonly sending = new Map<HTMLElement, Sending>()
  private readonly failed = new WeakMap<HTMLElement, File>()
  private waiting: HTMLElement | null | undefined

  override connect() {
    this.element.addEventListener('submit', this.wait, { capture: true })
    this.element.addEventListener('dragover', this.over)
    this.element.addEventListener('dragleave', this.leave)
    this.element.addEventListener('drop', this.drop)
    this.element.addEventListener('paste', this.paste)
  }

  override disconnect() {
    this.element.removeEventListener('submit', this.wait, { capture: true })
    this.element.removeEventListener('dragover', this.over)
    this.element.removeEventListener('dragleave', this.leave)
    this.element.removeEventListener('drop', this.drop)
    this.element.removeEventListener('paste', this.paste)
    this.sending.forEach(({ stop }) => stop())
  }

  choose({ params: { kind } }: { params: { kind?: string } }) {
    this.prepare()
    this.pickerTarget.accept = kind === 'image' ? pictures : ''
    this.pickerTarget.click()
  }

  pick() {
    this.add([...this.pickerTarget.files ?? []])
    this.pickerTarget.value = ''
  }

  remove(event: Event) {
    const item = (event.currentTarget as HTMLElement).closest<HTMLElement>('[data-files--uploads-target="item"]')!
    const next = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector('button')
    this.sending.get(item)?.stop()
    this.sending.delete(item)
    item.remove()
    this.number()
    if (next) next.focus()
    else this.element.querySelector('textarea')?.focus()
    this.goOn()
  }

  retry(event: Event) {
    const item = (event.currentTarget as HTMLElement).closest<HTMLElement>('[data-files--uploads-target="item"]')!
    const file = this.failed.get(item)
    if (file) void this.send(file, item)
  }

  /** Most forms never get a file: they take the place for it out of the page's template when they do. */
  private prepare() {
    if (this.hasListTarget) return true
    const place = document.querySelector<HTMLTemplateElement>('template#uploads')?.content.cloneNode(true)
    if (place) this.element.querySelector('textarea')?.parentElement?.after(place)
    return this.hasListTarget
  }

  private add(files: File[]) {
    if (!this.prepare()) return
    const room = Number(this.listTarget.dataset['max']) - this.itemTargets.length
    for (const file of files.slice(0, room)) void this.send(file)
    if (files.length > room) this.say(this.listTarget.dataset['tooMany']!)
  }

  private async send(file: File, old?: HTMLElement) {
    const item = this.place(file, old)
    const progress = item.querySelector('.thumb__progress')!
    const sending = upload('/uploads', file, share => progress.textContent = share < 1 ? `${Math.round(share * 100)}%` : this.listTarget.dataset['checking']!)
    this.sending.set(item, sending)
    this.say(this.listTarget.dataset['uploading']!)
    try {
      const html = await sending.taken
      item.insertAdjacentHTML('afterend', html)
      item.remove()
      this.number()
      this.say(`${file.name}: ${this.listTarget.dataset['done']!}`)
    } catch (fault) {
      if (item.isConnected) this.fail(item, file, fault)
    } finally {
      this.sending.delete(item)
      this.goOn()
    }
  }

  private place(file: File, old?: HTMLElement) {
    const isPicture = pictures.split(',').includes(file.type)
    const item = (isPicture ? this.imageTarget : this.fileTarget).content.firstElementChild!.cloneNode(true) as HTMLElement
    const picture = item.querySelector('img')
    if (picture) {
      picture.src = URL.createObjectURL(file)
      picture.addEventListener('load', () => URL.revokeObjectURL(picture.src), { once: true })
    } else {
      item.querySelector('.file__name')!.textContent = file.name
    }
    if (old) old.replaceWith(item)
    else this.pickerTarget.before(item)
    return item
  }

  private fail(item: HTMLElement, file: File, fault: unknown) {
    const isRefused = fault instanceof UploadRefused
    const words = isRefused && fault.message ? fault.message : this.listTarget.dataset['failed']!
    const note = document.createElement('span')
    note.className = 'upload__failed'
    note.textContent = words
    item.classList.add('upload--failed')
    item.querySelector('.thumb__progress')!.textContent = ''
    item.append(note)
    if (!isRefused) {
      this.failed.set(item, file)
      item.append(this.retryTarget.content.cloneNode(true))
    }
    this.waiting = undefined
    this.say(words)
  }

  /** The form binder counts from 0 without gaps. */
  private number() {
    this.itemTargets.filter(item => item.querySelector('[name]')).forEach((item, i) => {
      for (const field of item.querySelectorAll<HTMLInputElement>('[name]')) {
        field.name = field.name.replace(/\[\d+\]/, `[${i}]`)
        if (field.dataset['ruleField']) field.dataset['ruleField'] = field.name
      }
    })
    this.dispatch('changed')
  }

  private say(words: string) {
    this.statusTarget.textContent = words
  }

  /** A form that is sent while a file is on its way goes when that is in. */
  private readonly wait = (event: SubmitEvent) => {
    if (this.sending.size === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.waiting = event.submitter
    this.say(this.listTarget.dataset['uploading']!)
  }

  private goOn() {
    if (this.waiting === undefined || this.sending.size > 0) return
    const button = this.waiting
    this.waiting = undefined
    this.element.requestSubmit(button)
  }

  private readonly over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.element.classList.add('uploads--over')
  }

  private readonly leave = () => this.element.classList.remove('uploads--over')

  private readonly drop = (event: DragEvent) => {
    this.leave()
    const files = [...event.dataTransfer?.files ?? []]
    if (files.length === 0) return
    event.preventDefault()
    this.add(files)
  }

  private readonly paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData?.files ?? []]
    if (files.length === 0) return
    event.preventDefault()
    this.add(files)
  }
}
