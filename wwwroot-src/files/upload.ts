/** The server looked at the file and said no: sending it again changes nothing. */
export class UploadRefused extends Error {}

/** In seconds. */
const silent = 30
const looking = 180

export interface Sending {
  /** What the page shows of the file from now on. */
  taken: Promise<string>
  stop: () => void
}

/** Sends one file and tells how far it is; `fetch` cannot say that. Refusals come in the server's own words. */
export function upload(address: string, file: File, progress: (share: number) => void): Sending {
  const request = new XMLHttpRequest()
  // A line that is cut says so; one that only goes silent does not. What is in is still looked into for a while.
  let silence = 0
  const wait = (seconds: number) => {
    clearTimeout(silence)
    silence = window.setTimeout(() => request.abort(), seconds * 1000)
  }
  const taken = new Promise<string>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      progress(loaded / total)
      wait(loaded < total ? silent : looking)
    })
    request.addEventListener('loadend', () => clearTimeout(silence))
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(request.responseText)
      else reject(request.status < 500 && request.status !== 0 ? new UploadRefused(wordsOf(request)) : new Error())
    })
    for (const event of ['error', 'abort', 'timeout']) request.addEventListener(event, () => reject(new Error()))
    request.open('POST', address)
    request.setRequestHeader('X-Csrf-Token', document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '')
    request.setRequestHeader('Accept', 'text/html, application/json')
    const form = new FormData()
    form.append('file', file)
    wait(silent)
    request.send(form)
  })
  return { taken, stop: () => request.abort() }
}

function wordsOf(request: XMLHttpRequest) {
  const isJson = request.getResponseHeader('Content-Type')?.includes('json')
  return isJson ? (JSON.parse(request.responseText) as { message?: string }).message ?? '' : ''
}
