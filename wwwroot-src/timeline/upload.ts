/** Sends one file and tells how far it is; `fetch` cannot say that. Fails with the server's own words. */
export function upload<T>(address: string, file: File, progress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(loaded / total))
    request.addEventListener('load', () => {
      const answer = request.getResponseHeader('Content-Type')?.includes('json') ? JSON.parse(request.responseText) as T & { message?: string } : undefined
      if (request.status < 300 && answer) resolve(answer)
      else reject(new Error(answer?.message ?? ''))
    })
    request.addEventListener('error', () => reject(new Error('')))
    request.open('POST', address)
    request.setRequestHeader('X-Csrf-Token', document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '')
    request.setRequestHeader('Accept', 'application/json')
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}
