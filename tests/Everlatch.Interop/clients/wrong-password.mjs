// Tries to sign the demo user in with a password that is not theirs, and prints the status of the answer.
import { Browser } from './browser.mjs'
import { up } from './check.mjs'

const browser = new Browser()
const page = await browser.submit(
  await browser.visit(`${up.issuer}/signin`), { email: up.demo.user.email, password: 'a password of somebody else' })
console.log(JSON.stringify({ status: page.status }))
