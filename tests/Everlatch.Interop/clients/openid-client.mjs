// openid-client 6 (certified by the OpenID Foundation) drives the web application of the demo.
import * as client from 'openid-client'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { Browser, signIn } from './browser.mjs'
import { check, done, equal, refused, truthy, up } from './check.mjs'

const { web, user, machine } = up.demo
const insecure = { execute: [client.allowInsecureRequests] }
const discover = (id, auth) => client.discovery(new URL(up.issuer), id, undefined, auth, insecure)

const config = await check('discovery', () => discover(web.client_id, client.ClientSecretBasic(web.client_secret)))
await check('the issuer is exactly the one that was promised', () => equal(config.serverMetadata().issuer, up.issuer, 'issuer'))

async function codeFlow(extra = {}, { par = false, browser = new Browser() } = {}) {
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const nonce = client.randomNonce()
  const parameters = {
    redirect_uri: web.redirect_uri,
    scope: 'openid email profile offline_access',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...extra,
  }
  const url = par
    ? await client.buildAuthorizationUrlWithPAR(config, parameters)
    : client.buildAuthorizationUrl(config, parameters)
  const callback = await signIn(browser, url, user, web.redirect_uri)
  const redeem = () => client.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true,
  }, extra.resource ? { resource: extra.resource } : undefined)
  return { browser, callback, redeem, tokens: await redeem() }
}

const { tokens, redeem, browser } = await check('authorization code with PKCE', () => codeFlow())
const again = await check('authorization code with PAR', () => codeFlow({}, { par: true }))
await check('a pushed sign-in has claims of its own', () => equal(again.tokens.claims().sub, tokens.claims().sub, 'sub'))
await check('the ID token says who and how', () => {
  truthy(tokens.claims().sub, 'sub')
  truthy(tokens.claims().auth_time, 'auth_time')
  truthy(tokens.claims().sid, 'sid')
  equal(tokens.claims().iss, up.issuer, 'iss')
  equal(tokens.claims().amr?.[0], 'pwd', 'amr')
  equal(tokens.claims().email, user.email, 'email')
})
const info = await check('userinfo', () => client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub))
await check('userinfo names the user', () => equal(info.email, user.email, 'email'))

await check('the access token follows RFC 9068', async () => {
  const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri))
  const { payload, protectedHeader } = await jwtVerify(tokens.access_token, keys, { issuer: up.issuer, typ: 'at+jwt' })
  equal(protectedHeader.alg, 'ES256', 'alg')
  equal(payload.client_id, web.client_id, 'client_id')
  equal(payload.sid, tokens.claims().sid, 'sid')
  truthy(payload.tenant_id, 'tenant_id')
  truthy(Array.isArray(payload.roles), 'roles as a list')
  truthy(Array.isArray(payload.permissions), 'permissions as a list')
  truthy(payload.jti, 'jti')
})
await check('a resource is the audience', async () => {
  const flow = await codeFlow({ resource: machine.audience })
  const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri))
  await jwtVerify(flow.tokens.access_token, keys, { issuer: up.issuer, audience: machine.audience, typ: 'at+jwt' })
})
await check('an unknown resource is refused', () =>
  refused(() => codeFlow({ resource: 'https://unknown.example/' }), 'invalid_target'))

await check('an application may introspect its own token', async () =>
  equal((await client.tokenIntrospection(config, tokens.access_token)).active, true, 'active'))
const refreshed = await check('refresh', () => client.refreshTokenGrant(config, tokens.refresh_token))
await check('refresh rotates', () => equal(refreshed.refresh_token === tokens.refresh_token, false, 'the same token'))
await check('a lost response can be retried', async () =>
  equal((await client.refreshTokenGrant(config, tokens.refresh_token)).refresh_token, refreshed.refresh_token, 'successor'))
const living = await check('parallel refreshes get one successor', async () => {
  const all = await Promise.all(Array.from({ length: 12 }, () => client.refreshTokenGrant(config, refreshed.refresh_token)))
  equal(new Set(all.map((one) => one.refresh_token)).size, 1, 'successors')
  return all[0].refresh_token
})

await check('prompt=none is silent with a session', () => codeFlow({ prompt: 'none' }, { browser }))
await check('prompt=none without a session says so', () => refused(() => codeFlow({ prompt: 'none' }), 'login_required'))
await check('prompt=login asks again and gives a newer sign-in', async () => {
  await new Promise((resolve) => setTimeout(resolve, 1100))
  const flow = await codeFlow({ prompt: 'login' }, { browser })
  truthy(flow.tokens.claims().auth_time > tokens.claims().auth_time, 'a newer auth_time')
  truthy((await client.refreshTokenGrant(config, again.tokens.refresh_token)).access_token, "another browser's access token")
  truthy((await client.refreshTokenGrant(config, living)).access_token, 'an access token of the earlier grant')
})
await check('max_age is met by a new sign-in', async () => {
  await new Promise((resolve) => setTimeout(resolve, 1100))
  const flow = await codeFlow({ max_age: '1' }, { browser })
  truthy(flow.tokens.claims().auth_time > tokens.claims().auth_time, 'a newer auth_time')
})

await check('a revoked refresh token ends the grant', async () => {
  const flow = await codeFlow()
  await client.tokenRevocation(config, flow.tokens.refresh_token)
  await refused(() => client.refreshTokenGrant(config, flow.tokens.refresh_token), 'invalid_grant')
  equal((await client.tokenIntrospection(config, flow.tokens.access_token)).active, false, 'active')
})
await check('a code is redeemed once, and its reuse ends what it gave', async () => {
  await refused(redeem, 'invalid_grant')
  await refused(() => client.refreshTokenGrant(config, living), 'invalid_grant')
})
await check('sign-out ends the session at the provider', async () => {
  const flow = await codeFlow()
  const url = client.buildEndSessionUrl(config, { id_token_hint: flow.tokens.id_token })
  const page = await flow.browser.visit(url)
  truthy(page.status === 200, 'a page')
  await refused(() => codeFlow({ prompt: 'none' }, { browser: flow.browser }), 'login_required')
  await refused(() => client.refreshTokenGrant(config, flow.tokens.refresh_token), 'invalid_grant')
})
done()
