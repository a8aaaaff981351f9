/** Posts to our own server, with the proof that the page asked. Follows no redirects: it is the answer that counts. */
export function send(address: string, body: FormData | URLSearchParams, init: RequestInit = {}): Promise<Response> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content
  return fetch(address, {
    method: 'POST', body, credentials: 'same-origin', ...init,
    headers: { ...(token ? { 'X-Csrf-Token': token } : {}), Accept: 'text/html, application/json', ...init.headers },
  })
}
