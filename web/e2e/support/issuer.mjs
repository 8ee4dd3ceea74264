import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

/**
 * A sign-in service on this machine, as the server under test was set to know it: `EXPACTI_E2E_ISSUER` is its address, which
 * stands in `EXPACTI_OIDC_E2E_ISSUER` there. Null where there is none.
 */
export const issuerAddress = process.env.EXPACTI_E2E_ISSUER ?? null;

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Consents at once for whoever `person` is, or declines. */
export class Issuer {
  person = { sub: 'nobody', email: 'nobody@acme.example', email_verified: true };
  declines = false;
  codes = new Map();

  async start() {
    this.server = createServer((request, answer) => void this.handle(request, answer));
    const { port, hostname } = new URL(issuerAddress);
    await new Promise((resolve) => this.server.listen(Number(port), hostname, resolve));
    return this;
  }

  async handle(request, answer) {
    const url = new URL(request.url, issuerAddress);
    let body = '';
    for await (const part of request) body += part;
    const json = (what, status = 200) => answer.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(what));
    if (url.pathname === '/.well-known/openid-configuration') json(this.discovery());
    else if (url.pathname === '/jwks') json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'e2e', use: 'sig' }] });
    else if (url.pathname === '/authorize') answer.writeHead(302, { Location: this.back(url.searchParams) }).end();
    else if (url.pathname === '/token') json(...this.token(new URLSearchParams(body)));
    else json({ error: 'not_found' }, 404);
  }

  discovery() {
    const at = (path) => issuerAddress + path;
    return {
      issuer: issuerAddress,
      authorization_endpoint: at('/authorize'),
      token_endpoint: at('/token'),
      jwks_uri: at('/jwks'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  back(asks) {
    const to = new URL(asks.get('redirect_uri'));
    to.searchParams.set('state', asks.get('state'));
    if (this.declines) {
      to.searchParams.set('error', 'access_denied');
      to.searchParams.set('error_description', '<b>words of a stranger</b>');
    } else {
      const code = randomUUID();
      this.codes.set(code, { asks, person: this.person });
      to.searchParams.set('code', code);
    }
    return to.href;
  }

  token(form) {
    const given = this.codes.get(form.get('code'));
    this.codes.delete(form.get('code'));
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    if (given === undefined || given.asks.get('code_challenge') !== challenge) return [{ error: 'invalid_grant' }, 400];
    const now = Math.floor(Date.now() / 1000);
    const claims = { ...given.person, iss: issuerAddress, aud: given.asks.get('client_id'), nonce: given.asks.get('nonce'), iat: now, exp: now + 300 };
    const head = [{ alg: 'RS256', kid: 'e2e' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return [{ access_token: randomUUID(), token_type: 'Bearer', id_token: `${head}.${createSign('RSA-SHA256').update(head).sign(privateKey, 'base64url')}` }];
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
