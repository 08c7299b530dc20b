// The management API with the credentials that `up` wrote.
import * as client from 'openid-client'
import { equal, up } from './check.mjs'

export async function manage() {
  const config = await client.discovery(
    new URL(up.issuer), up.management.client_id, undefined, client.ClientSecretBasic(up.management.client_secret),
    { execute: [client.allowInsecureRequests] })
  const { access_token: token } = await client.clientCredentialsGrant(config)
  const call = async (method, path, body) => {
    const response = await fetch(`${up.management.url}${path}`, {
      method,
      body: body && JSON.stringify(body),
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    })
    const text = await response.text()
    equal(response.ok, true, `${method} ${path} answered ${response.status} ${text}; ok`)
    return text ? JSON.parse(text) : undefined
  }
  const environments = await call('GET', '/environments')
  const prefix = `/environments/${environments.items[0].id}`
  return {
    get: (path) => call('GET', prefix + path),
    post: (path, body) => call('POST', prefix + path, body),
  }
}
