// As much of a browser as a sign-in without script needs: cookies per origin, redirects, forms.
const entities = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>', '&#x2B;': '+', '&#x27;': "'", '&#x3D;': '=' }
const decode = (text) => text.replace(/&(amp|quot|#39|lt|gt|#x2B|#x27|#x3D);/g, (entity) => entities[entity] ?? entity)
const attribute = (tag, name) => decode(new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? '')

export class Browser {
  #cookies = new Map()

  // Follows redirects until a page comes, or an address that begins with `until`, which is returned unvisited.
  async visit(address, { method = 'GET', body, until } = {}) {
    let url = new URL(address)
    for (let hop = 0; hop < 20; hop++) {
      if (until && url.href.startsWith(until)) {
        return { url, landed: true }
      }
      const response = await fetch(url, {
        method,
        body,
        redirect: 'manual',
        headers: {
          cookie: this.#cookieHeader(url.host),
          accept: 'text/html',
          ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
      })
      this.#keep(url.host, response.headers.getSetCookie())
      if (response.status < 300 || response.status >= 400) {
        return { url, status: response.status, html: await response.text(), landed: false }
      }
      url = new URL(response.headers.get('location'), url)
      method = 'GET'
      body = undefined
    }
    throw new Error(`too many redirects, last to ${url}`)
  }

  // Sends the page's form that holds a field (or a button's value) with the given names filled in.
  submit(page, fields, options = {}) {
    const forms = [...page.html.matchAll(/<form[\s\S]*?<\/form>/gi)].map((match) => match[0])
    const form = forms.find((candidate) => Object.keys(fields).every((name) => candidate.includes(`name="${name}"`)))
    if (!form) {
      throw new Error(`no form with ${Object.keys(fields)} at ${page.url} (status ${page.status}): ${page.html.slice(0, 2000)}`)
    }
    const body = new URLSearchParams()
    for (const [tag] of form.matchAll(/<input[^>]*>/gi)) {
      const name = attribute(tag, 'name')
      const type = attribute(tag, 'type')
      if (name && (type === 'hidden' || (type !== 'submit' && type !== 'checkbox' && type !== 'radio'))) {
        body.set(name, attribute(tag, 'value'))
      }
    }
    Object.entries(fields).forEach(([name, value]) => body.set(name, value))
    const action = new URL(attribute(form.match(/<form[^>]*>/i)[0], 'action') || page.url.href, page.url)
    return this.visit(action, { method: 'POST', body, ...options })
  }

  #cookieHeader(host) {
    return [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(host, headers) {
    const jar = this.#cookies.get(host) ?? new Map()
    this.#cookies.set(host, jar)
    for (const header of headers) {
      const [pair] = header.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(header)) {
        jar.delete(pair.slice(0, at))
      } else {
        jar.set(pair.slice(0, at), pair.slice(at + 1))
      }
    }
  }
}

// Signs the demo user in on the hosted page and, where there are several tenants, takes the first.
export async function signIn(browser, authorizationUrl, user, until) {
  let page = await browser.visit(authorizationUrl, { until })
  for (let step = 0; step < 4 && !page.landed; step++) {
    if (page.html.includes('type="password"')) {
      page = await browser.submit(page, { email: user.email, password: user.password }, { until })
    } else if (page.url.pathname === '/tenants') {
      const tenant = /name="tenant"[^>]*value="([^"]+)"|value="(ten_[^"]+)"/.exec(page.html)
      page = await browser.submit(page, { tenant: tenant[1] ?? tenant[2] }, { until })
    } else {
      throw new Error(`the sign-in stopped at ${page.url} (status ${page.status})`)
    }
  }
  if (!page.landed) {
    throw new Error(`the sign-in stopped at ${page.url} (status ${page.status})`)
  }
  return page.url
}

// Follows a device's complete address, signs the person in where that is needed, and answers what the page asks.
export async function answerDevice(started, user, application, fields) {
  const browser = new Browser()
  let page = await browser.visit(started.verification_uri_complete)
  if (page.html.includes('type="password"')) {
    page = await browser.submit(page, { email: user.email, password: user.password })
  }
  if (page.status !== 200 || !page.html.includes(application)) {
    throw new Error(`the page for the device does not name ${application} (status ${page.status})`)
  }
  return browser.submit(page, fields)
}
