// Signs the demo user in and prints the tokens as JSON, for tests that need a grant.
import * as client from 'openid-client'
import { Browser, signIn } from './browser.mjs'
import { up } from './check.mjs'

const { web, user } = up.demo
const config = await client.discovery(
  new URL(up.issuer), web.client_id, undefined, client.ClientSecretBasic(web.client_secret), { execute: [client.allowInsecureRequests] })
const verifier = client.randomPKCECodeVerifier()
const state = client.randomState()
const url = client.buildAuthorizationUrl(config, {
  redirect_uri: web.redirect_uri,
  scope: 'openid email offline_access',
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
})
const callback = await signIn(new Browser(), url, user, web.redirect_uri)
const tokens = await client.authorizationCodeGrant(config, callback, { pkceCodeVerifier: verifier, expectedState: state })
console.log(JSON.stringify({ access_token: tokens.access_token, refresh_token: tokens.refresh_token, id_token: tokens.id_token }))
