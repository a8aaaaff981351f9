import { Controller } from '@hotwired/stimulus'

/** A file dropped anywhere on the zone lands in its field. Without script the field itself takes it. */
export default class FileDropController extends Controller<HTMLElement> {
  static override targets = ['zone']
  declare readonly zoneTarget: HTMLElement

  override connect() {
    this.zoneTarget.addEventListener('dragover', this.over)
    this.zoneTarget.addEventListener('dragleave', this.leave)
    this.zoneTarget.addEventListener('drop', this.drop)
  }

  override disconnect() {
    this.zoneTarget.removeEventListener('dragover', this.over)
    this.zoneTarget.removeEventListener('dragleave', this.leave)
    this.zoneTarget.removeEventListener('drop', this.drop)
  }

  private readonly over = (event: DragEvent) => {
    event.preventDefault()
    this.zoneTarget.classList.add('dropzone--over')
  }

  private readonly leave = () => this.zoneTarget.classList.remove('dropzone--over')

  private readonly drop = (event: DragEvent) => {
    event.preventDefault()
    this.leave()
    if (!event.dataTransfer?.files.length) return
    const field = this.element.querySelector<HTMLInputElement>('input[type="file"]')
    if (!field) return
    field.files = event.dataTransfer.files
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
}
