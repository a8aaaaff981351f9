export interface Acts {
  react(seq: number, kind: string, on: boolean): void
  answer(seq: number, authorName: string): void
  edit(seq: number): void
  delete(seq: number): void
  copy(line: HTMLElement): void
  markUnread(seq: number): void
  jump(seq: number): void
}

/** What one can do with a message: buttons that come with the pointer, a touch or the keyboard, and its chips and quotes. */
export class Tools {
  private readonly bar: HTMLElement
  private readonly listeners: [string, (event: any) => void][]

  constructor(private readonly log: HTMLElement, template: HTMLTemplateElement, maySpeak: boolean, private readonly acts: Acts) {
    this.bar = template.content.firstElementChild!.cloneNode(true) as HTMLElement
    // Where nobody may speak one can still copy, report, mark as unread and take back what is one's own.
    if (!maySpeak) this.bar.querySelectorAll('[data-tool="react"], [data-tool="reply"], [data-tool="edit"]').forEach(tool => tool.remove())
    this.listeners = [['pointerover', this.point], ['focusin', this.point], ['click', this.press], ['keydown', this.walk]]
    for (const [event, listener] of this.listeners) log.addEventListener(event, listener)
  }

  stop() {
    for (const [event, listener] of this.listeners) this.log.removeEventListener(event, listener)
  }

  private readonly point = ({ target }: Event) => {
    const line = (target as Element).closest?.<HTMLElement>('[data-kind="said"][data-seq]')
    if (!line || line.classList.contains('message--deleted') || this.bar.parentElement === line) return
    const isOwn = line.classList.contains('message--own')
    this.bar.querySelectorAll<HTMLElement>('[data-own]').forEach(tool => tool.hidden = !isOwn)
    this.bar.querySelectorAll<HTMLElement>('[data-others]').forEach(tool => tool.hidden = isOwn)
    this.bar.querySelector<HTMLElement>('[data-tool="copy"]')!.hidden = !line.querySelector('.message__text')
    this.bar.querySelector<HTMLAnchorElement>('[data-tool="report"]')!.href = `/messages/${line.dataset['id']}/reports/new`
    line.append(this.bar)
  }

  private readonly press = (event: MouseEvent) => {
    const target = event.target as Element
    const line = target.closest<HTMLElement>('[data-seq]')
    if (!line) return
    const seq = Number(line.dataset['seq'])
    const quoted = target.closest<HTMLElement>('[data-quoted]')
    const chip = target.closest<HTMLElement>('[data-reaction]')
    const tool = target.closest<HTMLElement>('[data-tool]')
    if (quoted) {
      event.preventDefault()
      this.acts.jump(Number(quoted.dataset['quoted']))
    } else if (chip) this.acts.react(seq, chip.dataset['reaction']!, chip.getAttribute('aria-pressed') !== 'true')
    else if (tool) this.use(tool, line, seq)
    // A finger has no pointer to rest on a line: a touch shows what it can do.
    else if (!target.closest('a, button')) line.focus({ preventScroll: true })
  }

  private use(tool: HTMLElement, line: HTMLElement, seq: number) {
    // Out of the menu: the line itself has the focus again, wherever it goes next.
    if (tool.role === 'menuitem') line.focus({ preventScroll: true })
    switch (tool.dataset['tool']) {
      case 'react': this.acts.react(seq, tool.dataset['kind']!, !line.querySelector(`[data-reaction="${tool.dataset['kind']}"][aria-pressed="true"]`)); break
      case 'reply': this.acts.answer(seq, line.dataset['authorName']!); break
      case 'edit': this.acts.edit(seq); break
      case 'delete': this.acts.delete(seq); break
      case 'copy': this.acts.copy(line); break
      case 'unread': this.acts.markUnread(seq); break
    }
  }

  /** Up and down through the messages, without passing each of their buttons. */
  private readonly walk = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const lines = [...this.log.querySelectorAll<HTMLElement>('[data-kind="said"][data-seq]')]
    const at = lines.indexOf((event.target as Element).closest<HTMLElement>('[data-seq]')!)
    const next = at < 0 ? lines.at(-1) : lines[at + (event.key === 'ArrowUp' ? -1 : 1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
}
