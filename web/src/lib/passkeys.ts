import type { components } from '../wire/api-types';

type Schemas = components['schemas'];
export type CreationOptions = Schemas['PasskeyCreationOptions'];
export type RequestOptions = Schemas['PasskeyRequestOptions'];
export type Assertion = Schemas['PasskeyAssertion'];
export type MadeCredential = Schemas['NewPasskey']['credential'];

/** What the browser or the person refused, in words. */
export class PasskeyFailure extends Error {}

/** Whether this browser has passkeys at all; some pages have none, as those of an IP address. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && window.isSecureContext;
}

function bytes(base64Url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64Url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const signs = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(signs).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

type Known = Schemas['PasskeyDescriptor'];

function descriptors(known: readonly Known[]): PublicKeyCredentialDescriptor[] {
  return known.map(({ id, transports }) => ({ type: 'public-key', id: bytes(id), transports: transports as AuthenticatorTransport[] }));
}

async function asked<T>(ask: () => Promise<Credential | null>, of: (credential: PublicKeyCredential) => T): Promise<T> {
  if (!hasPasskeys()) throw new PasskeyFailure('This browser has no passkeys here. They need https, or localhost, and a name rather than an IP address.');
  let credential: Credential | null;
  try {
    credential = await ask();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'InvalidStateError') throw new PasskeyFailure('This device has a passkey of this account already.');
    if (name === 'SecurityError') throw new PasskeyFailure('Passkeys work only at the address this gate is configured for. Open that one.');
    throw new PasskeyFailure('The passkey was not used: it was cancelled, or its time is over. Try again.');
  }
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyFailure('The browser gave no passkey. Try again.');
  return of(credential);
}

/** Has the browser make a passkey. */
export function makePasskey(options: CreationOptions): Promise<MadeCredential> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    rp: options.rp,
    user: { ...options.user, id: bytes(options.user.id) },
    challenge: bytes(options.challenge),
    pubKeyCredParams: options.pubKeyCredParams,
    timeout: options.timeout,
    excludeCredentials: descriptors(options.excludeCredentials),
    authenticatorSelection: options.authenticatorSelection,
    attestation: options.attestation,
  };
  return asked(
    () => navigator.credentials.create({ publicKey }),
    (credential) => {
      const response = credential.response as AuthenticatorAttestationResponse;
      return {
        id: credential.id,
        response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject), transports: response.getTransports() },
      };
    },
  );
}

/** Has a passkey sign. */
export function signWithPasskey(options: RequestOptions): Promise<Assertion> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: bytes(options.challenge),
    timeout: options.timeout,
    rpId: options.rpId,
    allowCredentials: descriptors(options.allowCredentials),
    userVerification: options.userVerification,
  };
  return asked(
    () => navigator.credentials.get({ publicKey }),
    (credential) => {
      const response = credential.response as AuthenticatorAssertionResponse;
      return {
        id: credential.id,
        response: {
          clientDataJSON: text(response.clientDataJSON),
          authenticatorData: text(response.authenticatorData),
          signature: text(response.signature),
          userHandle: response.userHandle === null ? null : text(response.userHandle),
        },
      };
    },
  );
}
