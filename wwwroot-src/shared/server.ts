/** Posts to our own server, with the proof that the page asked. Follows no redirects: it is the answer that counts. */
export function send(address: string, body: FormData | URLSearchParams, init: RequestInit = {}): Promise<Response> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content
  return fetch(address, {
    method: 'POST', body, credentials: 'same-origin', ...init,
    headers: { ...(token ? { 'X-Csrf-Token': token } : {}), Accept: 'text/html, application/json', ...init.headers },
  })
}

/** Fetches what the page wants by itself, such as after a hint: it keeps nobody signed in, and 401 is all it says when the session is over. */
export function peek(address: string, accept = 'text/html'): Promise<Response> {
  return fetch(address, { credentials: 'same-origin', cache: 'no-store', headers: { Accept: accept, 'X-Background': '1' } })
}
