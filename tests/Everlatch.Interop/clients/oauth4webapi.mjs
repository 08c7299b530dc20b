// oauth4webapi 3 (strict by construction) drives the same server with client_secret_post, and checks each answer's form.
import * as oauth from 'oauth4webapi'
import { Browser, signIn } from './browser.mjs'
import { check, done, equal, refused, truthy, up } from './check.mjs'

const { web, user } = up.demo
const insecure = { [oauth.allowInsecureRequests]: true }
const issuer = new URL(up.issuer)
const client = { client_id: web.client_id }
const auth = oauth.ClientSecretPost(web.client_secret)

const as = await check('discovery', async () =>
  oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure)))
await check('metadata promises only what is there', () => {
  equal(as.code_challenge_methods_supported.join(), 'S256', 'code_challenge_methods_supported')
  equal(as.authorization_response_iss_parameter_supported, true, 'authorization_response_iss_parameter_supported')
  truthy(as.pushed_authorization_request_endpoint, 'pushed_authorization_request_endpoint')
  truthy(as.id_token_signing_alg_values_supported.includes('ES256'), 'ES256')
})

async function authorize({ par = true, auth: proof = auth, change = (parameters) => parameters } = {}) {
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const nonce = oauth.generateRandomNonce()
  let parameters = change(new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: web.redirect_uri,
    scope: 'openid offline_access',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  }))
  if (par) {
    const pushed = await oauth.processPushedAuthorizationResponse(
      as, client, await oauth.pushedAuthorizationRequest(as, client, proof, parameters, insecure))
    parameters = new URLSearchParams({ client_id: client.client_id, request_uri: pushed.request_uri })
  }
  const url = new URL(as.authorization_endpoint)
  url.search = parameters
  const callback = await signIn(new Browser(), url, user, web.redirect_uri)
  return { url, callback, verifier, state, nonce }
}

async function redeem({ callback, verifier, state, nonce }) {
  const parameters = oauth.validateAuthResponse(as, client, callback, state)
  const response = await oauth.authorizationCodeGrantRequest(as, client, auth, parameters, web.redirect_uri, verifier, insecure)
  return oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: nonce, requireIdToken: true })
}

const result = await check('pushed request, code, PKCE and iss', async () => redeem(await authorize()))
await check('the ID token is signed by a published key', async () => truthy(oauth.getValidatedIdTokenClaims(result).sub, 'sub'))
await check('refresh', async () =>
  oauth.processRefreshTokenResponse(
    as, client, await oauth.refreshTokenGrantRequest(as, client, auth, result.refresh_token, insecure)))
await check('introspection', async () => {
  const answer = await oauth.processIntrospectionResponse(
    as, client, await oauth.introspectionRequest(as, client, auth, result.access_token, insecure))
  equal(answer.active, true, 'active')
  equal(answer.client_id, client.client_id, 'client_id')
})
await check('revocation', async () =>
  oauth.processRevocationResponse(await oauth.revocationRequest(as, client, auth, result.access_token, insecure)))
await check('a revoked access token is inactive', async () => {
  const answer = await oauth.processIntrospectionResponse(
    as, client, await oauth.introspectionRequest(as, client, auth, result.access_token, insecure))
  equal(answer.active, false, 'active')
})

await check('another verifier is refused', async () => {
  const flow = await authorize({ par: false })
  await refused(() => redeem({ ...flow, verifier: oauth.generateRandomCodeVerifier() }), 'invalid_grant')
})
await check('a request without challenge is refused', () =>
  refused(async () => redeem(await authorize({ change: (p) => (p.delete('code_challenge'), p.delete('code_challenge_method'), p) })), 'invalid_request'))
await check('the plain challenge is refused', () =>
  refused(async () => redeem(await authorize({ change: (p) => (p.set('code_challenge_method', 'plain'), p) })), 'invalid_request'))
await check('a wrong secret is refused', () =>
  refused(async () => redeem(await authorize({ auth: oauth.ClientSecretPost('els_wrong') })), 'invalid_client'))
await check('a redirect to another address never leaves the server', async () => {
  const url = new URL(as.authorization_endpoint)
  url.search = new URLSearchParams({
    client_id: client.client_id, response_type: 'code', redirect_uri: `${web.redirect_uri}/x`, scope: 'openid',
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()), code_challenge_method: 'S256',
  })
  const page = await new Browser().visit(url, { until: web.redirect_uri })
  equal(page.landed, false, 'landed at the redirect')
  equal(page.status, 400, 'status')
})
done()
