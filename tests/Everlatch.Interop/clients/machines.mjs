// Machines: client_credentials by secret and by private_key_jwt, made through the management API, verified by jose.
import * as client from 'openid-client'
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import { manage } from './manage.mjs'
import { check, done, equal, refused, truthy, up } from './check.mjs'

const { machine } = up.demo
const insecure = { execute: [client.allowInsecureRequests] }
const configure = (id, auth) => client.discovery(new URL(up.issuer), id, undefined, auth, insecure)
const ask = (config, parameters = { resource: machine.audience }) => client.clientCredentialsGrant(config, parameters)

async function verify(token, audience = machine.audience) {
  const keys = createRemoteJWKSet(new URL(`${up.issuer}/oauth2/jwks`))
  return (await jwtVerify(token, keys, { issuer: up.issuer, audience, typ: 'at+jwt', algorithms: ['ES256'] })).payload
}

await check('client_secret_basic', async () => {
  const config = await configure(machine.client_id, client.ClientSecretBasic(machine.client_secret))
  const payload = await verify((await ask(config)).access_token)
  equal(payload.sub, machine.client_id, 'sub')
  equal(payload.client_id, machine.client_id, 'client_id')
})
await check('client_secret_post', async () => {
  const config = await configure(machine.client_id, client.ClientSecretPost(machine.client_secret))
  await verify((await ask(config)).access_token)
})
await check('a wrong secret is refused', async () => {
  const config = await configure(machine.client_id, client.ClientSecretBasic(`${machine.client_secret}x`))
  await refused(() => ask(config), 'invalid_client')
})
await check('an unknown resource is refused', async () => {
  const config = await configure(machine.client_id, client.ClientSecretBasic(machine.client_secret))
  await refused(() => ask(config, { resource: 'https://unknown.example/' }), 'invalid_target')
})
await check('an unknown scope is refused', async () => {
  const config = await configure(machine.client_id, client.ClientSecretBasic(machine.client_secret))
  await refused(() => ask(config, { resource: machine.audience, scope: 'no:such' }), 'invalid_scope')
})

const api = await manage()
const apis = await api.get('/apis')
const demo = truthy(apis.items.find((candidate) => candidate.audience === machine.audience), 'the demo API')

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
const jwk = { ...(await exportJWK(publicKey)), kid: 'robot-1', alg: 'ES256', use: 'sig' }
const robot = await check('a machine client with a public key', () =>
  api.post('/machine-clients', {
    name: 'Robot',
    apis: [{ api: demo.id, scopes: demo.scopes.map((scope) => scope.name) }],
    jwks: { keys: [jwk] },
  }))
await check('private_key_jwt', async () => {
  const config = await configure(robot.id, client.PrivateKeyJwt({ key: privateKey, kid: 'robot-1' }))
  equal((await verify((await ask(config)).access_token)).sub, robot.id, 'sub')
})
await check("another's key is refused", async () => {
  const stranger = await generateKeyPair('ES256', { extractable: true })
  const config = await configure(robot.id, client.PrivateKeyJwt({ key: stranger.privateKey, kid: 'robot-1' }))
  await refused(() => ask(config), 'invalid_client')
})
await check('an assertion is good for one use', async () => {
  const config = await configure(robot.id, client.PrivateKeyJwt({ key: privateKey, kid: 'robot-1' }))
  let body
  config[client.customFetch] = (url, options) => {
    body = options.body.toString()
    return fetch(url, options)
  }
  await ask(config)
  const replay = await fetch(`${up.issuer}/oauth2/token`, {
    method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  equal((await replay.json()).error, 'invalid_client', 'error')
})

const rotated = await api.post('/machine-clients', {
  name: 'Rotated', apis: [{ api: demo.id, scopes: demo.scopes.map((scope) => scope.name) }],
})
const second = await check('a second secret', () => api.post(`/machine-clients/${rotated.id}/secrets`, {}))
await check('both secrets live side by side', async () => {
  for (const secret of [rotated.secret.secret, second.secret]) {
    const config = await configure(rotated.id, client.ClientSecretBasic(truthy(secret, 'secret')))
    await verify((await ask(config)).access_token)
  }
})
done()
