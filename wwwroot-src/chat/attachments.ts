import { toast } from '../shared/toast.ts'
import { upload } from '../files/upload.ts'
import { fill, type Thread } from './thread.ts'

const most = 10

/** A file that goes with a message, and how to show it before the message is back. */
export interface Attachment {
  id: string
  name: string
  /** What is on this device: shown until the server's own copy is. Null when it is no picture. */
  preview: string | null
}

interface Chosen { name: string, preview: string | null, thumb: HTMLElement, attachment: Promise<Attachment | undefined> }

/** Files that were chosen for the next message: uploaded at once, with progress, while one goes on writing. */
export class Attachments {
  private readonly chosen: Chosen[] = []

  constructor(private readonly list: HTMLElement, private readonly thumb: HTMLTemplateElement, private readonly status: HTMLElement, private readonly thread: Thread) {}

  get isEmpty() {
    return this.chosen.length === 0
  }

  /** A line for each. */
  get names() {
    return this.chosen.map(({ name }) => name).join('\n')
  }

  add(files: File[]) {
    if (this.chosen.length + files.length > most) toast(this.thread.texts['tooManyFiles']!)
    files.slice(0, most - this.chosen.length).forEach(file => this.addOne(file))
  }

  /** All of it, uploaded; what could not be uploaded said so and is not there. */
  async take(): Promise<Attachment[]> {
    const taken = await Promise.all(this.chosen.map(({ attachment }) => attachment))
    this.chosen.splice(0).forEach(({ thumb }) => thumb.remove())
    this.list.hidden = true
    return taken.filter(attachment => attachment !== undefined)
  }

  /** Back from a message that was refused. */
  putBack(attachments: Attachment[]) {
    attachments.forEach(attachment => this.show(attachment.name, attachment.preview, Promise.resolve(attachment)))
  }

  private addOne(file: File) {
    const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null
    const chosen = this.show(file.name, preview, Promise.resolve(undefined))
    const progress = chosen.thumb.querySelector('progress')!
    progress.hidden = false
    this.status.textContent = fill(this.thread.texts['uploading']!, file.name)
    chosen.attachment = upload('/uploads', file, share => progress.value = share).taken.then(
      html => {
        const taken = fragment(html)
        // Such as that it no longer moves.
        const said = taken.querySelector('[data-said]')?.textContent
        if (said) toast(said)
        return { id: taken.querySelector<HTMLInputElement>('input[name$=".Id"]')!.value, name: file.name, preview }
      },
      (fault: unknown) => {
        this.remove(chosen)
        toast(fault instanceof Error && fault.message ? fault.message : this.thread.texts['uploadFailed']!)
        return undefined
      },
    ).finally(() => {
      progress.hidden = true
      this.status.textContent = ''
    })
  }

  private show(name: string, preview: string | null, attachment: Chosen['attachment']) {
    const thumb = this.thumb.content.firstElementChild!.cloneNode(true) as HTMLElement
    const picture = thumb.querySelector('img')!
    if (preview) picture.src = preview
    else picture.remove()
    thumb.querySelector('[data-name]')!.textContent = preview ? '' : name
    const chosen = { name, preview, thumb, attachment }
    const button = thumb.querySelector('button')!
    button.setAttribute('aria-label', fill(this.thread.texts['removeFile']!, name))
    button.addEventListener('click', () => this.remove(chosen))
    this.chosen.push(chosen)
    this.list.append(thumb)
    this.list.hidden = false
    return chosen
  }

  private remove(chosen: Chosen) {
    const at = this.chosen.indexOf(chosen)
    if (at >= 0) this.chosen.splice(at, 1)
    chosen.thumb.remove()
    this.list.hidden = this.isEmpty
  }
}

/** The answer is a part of a form: the id stands in its hidden field. */
function fragment(html: string) {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content
}
