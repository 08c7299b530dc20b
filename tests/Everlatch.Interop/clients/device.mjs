// The device grant (RFC 8628): a television without a browser, and a person with one.
import * as client from 'openid-client'
import { answerDevice } from './browser.mjs'
import { manage } from './manage.mjs'
import { check, done, equal, refused, truthy, up } from './check.mjs'

const api = await manage()
const television = await check('a device application', () =>
  api.post('/applications', { name: 'Television', kind: 'device', scopes: ['openid', 'email', 'offline_access'] }))
const config = await client.discovery(
  new URL(up.issuer), television.id, undefined, client.None(), { execute: [client.allowInsecureRequests] })

const answer = (started, fields) => answerDevice(started, up.demo.user, 'Television', fields)

await check('nobody has answered yet', async () => {
  const started = await client.initiateDeviceAuthorization(config, { scope: 'openid' })
  await refused(() => poll(started), 'authorization_pending')
})
await check('asking too fast is told so', async () => {
  const started = await client.initiateDeviceAuthorization(config, { scope: 'openid' })
  await refused(() => poll(started), 'authorization_pending')
  await refused(() => poll(started), 'slow_down')
})
await check('an approved device signs in', async () => {
  const started = await client.initiateDeviceAuthorization(config, { scope: 'openid email offline_access' })
  await answer(started, { decision: 'allow' })
  const tokens = await client.pollDeviceAuthorizationGrant(config, { ...started, interval: 1 })
  equal(tokens.claims().email, up.demo.user.email, 'email')
  truthy((await client.refreshTokenGrant(config, tokens.refresh_token)).access_token, 'access_token')
  await refused(() => poll(started), 'invalid_grant')
})
await check('a denied device is told so', async () => {
  const started = await client.initiateDeviceAuthorization(config, { scope: 'openid' })
  await answer(started, { decision: 'deny' })
  await refused(() => poll(started), 'access_denied')
})
done()

async function poll(started) {
  const response = await fetch(config.serverMetadata().token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: started.device_code, client_id: television.id,
    }),
  })
  const body = await response.json()
  if (!response.ok) {
    throw Object.assign(new Error(body.error), { error: body.error })
  }
  return body
}
