// Sends what is meant for one port of this machine to another one: to another region's edge, which is reached by the same names.
const [from, to] = process.env.EVERLATCH_VIA.split(':')
const direct = globalThis.fetch

globalThis.fetch = (input, options) => {
  const url = new URL(input instanceof Request ? input.url : input)
  if (url.port !== from) {
    return direct(input, options)
  }

  url.port = to
  return direct(input instanceof Request ? new Request(url, input) : url, options)
}
