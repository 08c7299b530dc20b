// Reports checks as lines that the test project reads: "ok NAME" or "not ok NAME: why". A scenario ends with "done".
import process from 'node:process'

export const up = JSON.parse(process.env.EVERLATCH_UP)

export async function check(name, act) {
  try {
    const result = await act()
    console.log(`ok ${name}`)
    return result
  } catch (e) {
    const cause = e.cause ? ` (${JSON.stringify(e.cause?.body ?? e.cause?.parameters ?? e.cause) ?? e.cause})` : ''
    console.log(`not ok ${name}: ${e.message ?? e}${cause}`.replaceAll('\n', ' '))
    process.exitCode = 1
    throw e
  }
}

export function equal(actual, expected, what) {
  if (actual !== expected) {
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`)
  }
}

export function truthy(value, what) {
  if (!value) {
    throw new Error(`${what} is missing`)
  }
  return value
}

// The accepting twin has passed elsewhere in the scenario: here only the named refusal will do.
export async function refused(act, error) {
  let result
  try {
    result = await act()
  } catch (e) {
    // A refusal with a challenge is reported by its header; the body has the error.
    const body = e.code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' ? await e.response.json() : undefined
    const found = body?.error ?? e.error ?? e.cause?.error ?? e.code ?? e.message
    return equal(found, error, 'error')
  }
  throw new Error(`expected ${error}, but it was accepted: ${JSON.stringify(result)}`)
}

export const done = () => console.log('done')

// A failed check has been reported; what follows it depends on it.
process.on('uncaughtException', (e) => {
  if (process.exitCode !== 1) {
    console.log(`not ok the scenario itself: ${e.stack ?? e}`.replaceAll('\n', ' '))
  }
  process.exit(1)
})
