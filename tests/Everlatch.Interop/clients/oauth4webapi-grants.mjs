// oauth4webapi 3 with the grants that need no redirect: machines by secret and by key, and a device with its person.
import * as oauth from 'oauth4webapi'
import { exportJWK, generateKeyPair } from 'jose'
import { answerDevice } from './browser.mjs'
import { manage } from './manage.mjs'
import { check, done, equal, refused, truthy, up } from './check.mjs'

const { machine, user } = up.demo
const insecure = { [oauth.allowInsecureRequests]: true }
const issuer = new URL(up.issuer)
const as = await check('discovery', async () =>
  oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure)))

async function machineToken(id, auth, resource = machine.audience) {
  const client = { client_id: id }
  const response = await oauth.clientCredentialsGrantRequest(as, client, auth, new URLSearchParams({ resource }), insecure)
  return oauth.processClientCredentialsResponse(as, client, response)
}

await check('a machine by client_secret_basic', async () => {
  const token = await machineToken(machine.client_id, oauth.ClientSecretBasic(machine.client_secret))
  equal(token.token_type, 'bearer', 'token_type')
  const claims = await oauth.validateJwtAccessToken(
    as, new Request('http://api.example/', { headers: { authorization: `Bearer ${token.access_token}` } }), machine.audience, insecure)
  equal(claims.sub, machine.client_id, 'sub')
})
await check('a machine by client_secret_post', async () =>
  truthy((await machineToken(machine.client_id, oauth.ClientSecretPost(machine.client_secret))).access_token, 'access_token'))
await check('a wrong secret is refused', () =>
  refused(() => machineToken(machine.client_id, oauth.ClientSecretBasic(`${machine.client_secret}x`)), 'invalid_client'))
await check('an unknown resource is refused', () =>
  refused(
    () => machineToken(machine.client_id, oauth.ClientSecretBasic(machine.client_secret), 'https://unknown.example/'),
    'invalid_target'))

const api = await manage()
const demo = truthy((await api.get('/apis')).items.find((candidate) => candidate.audience === machine.audience), 'the demo API')
const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
const robot = await check('a machine client with a public key', async () =>
  api.post('/machine-clients', {
    name: 'Another robot',
    apis: [{ api: demo.id, scopes: demo.scopes.map((scope) => scope.name) }],
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'robot-2', alg: 'ES256', use: 'sig' }] },
  }))
await check('a machine by private_key_jwt', async () =>
  truthy((await machineToken(robot.id, oauth.PrivateKeyJwt({ key: privateKey, kid: 'robot-2' }))).access_token, 'access_token'))
await check("another's key is refused", async () => {
  const stranger = await generateKeyPair('ES256')
  await refused(() => machineToken(robot.id, oauth.PrivateKeyJwt({ key: stranger.privateKey, kid: 'robot-2' })), 'invalid_client')
})

const television = await check('a device application', () =>
  api.post('/applications', { name: 'Another television', kind: 'device', scopes: ['openid', 'email', 'offline_access'] }))
const client = { client_id: television.id }

async function start(scope = 'openid') {
  const response = await oauth.deviceAuthorizationRequest(as, client, oauth.None(), new URLSearchParams({ scope }), insecure)
  return oauth.processDeviceAuthorizationResponse(as, client, response)
}

async function poll(started) {
  const response = await oauth.deviceCodeGrantRequest(as, client, oauth.None(), started.device_code, insecure)
  return oauth.processDeviceCodeResponse(as, client, response)
}

await check('a device waits for its person, and may not ask too often', async () => {
  const started = await start()
  await refused(() => poll(started), 'authorization_pending')
  await refused(() => poll(started), 'slow_down')
})
await check('an approved device signs in, once', async () => {
  const started = await start('openid email offline_access')
  await answerDevice(started, user, television.name, { decision: 'allow' })
  const tokens = await poll(started)
  equal(oauth.getValidatedIdTokenClaims(tokens).email, user.email, 'email')
  const refreshed = await oauth.processRefreshTokenResponse(
    as, client, await oauth.refreshTokenGrantRequest(as, client, oauth.None(), tokens.refresh_token, insecure))
  truthy(refreshed.access_token, 'access_token')
  await refused(() => poll(started), 'invalid_grant')
})
await check('a denied device is told so', async () => {
  const started = await start()
  await answerDevice(started, user, television.name, { decision: 'deny' })
  await refused(() => poll(started), 'access_denied')
})
done()
