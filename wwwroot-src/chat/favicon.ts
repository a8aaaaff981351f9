const size = 64

/** A dot with the number of what is unread, on the picture of the tab. */
export function watchFavicon() {
  document.addEventListener('unread:changed', () => void draw())
  document.addEventListener('turbo:load', () => void draw())
}

let drawn = 0
let address: string | undefined

async function draw() {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (!link) return
  link.dataset['plain'] ??= link.href
  const count = [...document.querySelectorAll<HTMLElement>('[data-unread]')].reduce((sum, counter) => sum + Number(counter.dataset['unreadCount'] ?? 0), 0)
  if (count === 0) {
    link.href = link.dataset['plain']
  } else if (count !== drawn || !address) {
    const picture = await paint(link.dataset['plain'], count).catch(() => undefined)
    if (!picture) return
    if (address) URL.revokeObjectURL(address)
    address = URL.createObjectURL(picture)
    link.href = address
  } else {
    link.href = address
  }
  drawn = count
}

async function paint(plain: string, count: number) {
  const icon = new Image(size, size)
  icon.src = plain
  await icon.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size })
  const pen = canvas.getContext('2d')!
  pen.drawImage(icon, 0, 0, size, size)
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--app-danger')
  pen.beginPath()
  pen.arc(44, 44, 20, 0, 2 * Math.PI)
  pen.fill()
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--app-surface')
  pen.font = '700 26px system-ui'
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(count > 9 ? '9+' : String(count), 44, 46)
  return new Promise<Blob | undefined>(resolve => canvas.toBlob(blob => resolve(blob ?? undefined)))
}
