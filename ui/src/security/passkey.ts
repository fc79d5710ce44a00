import type { Schema } from '../app/api'

// The browser's own readers of these shapes came long after our oldest browser.

type Options = Record<string, unknown> & { challenge: string }
type Named = { id: string }

/** Passkeys belong to a name: at an address of figures, and where the page is not secure, browsers have none. */
export function possible(): boolean {
  return isSecureContext && typeof PublicKeyCredential === 'function' && !/^[\d.]+$|:|\]$/.test(location.hostname)
}

/** Makes a passkey; the browser asks for the finger. Throws the browser's own errors. */
export async function make(c: Schema['Challenge']): Promise<Omit<Schema['NewPasskey'], 'id' | 'name'>> {
  const options = c.publicKey as Options & { user: Named; excludeCredentials?: Named[] }
  const made = await navigator.credentials.create({
    publicKey: {
      ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: options.excludeCredentials?.map(named) ?? [],
    } as unknown as PublicKeyCredentialCreationOptions,
  }) as PublicKeyCredential
  const response = made.response as AuthenticatorAttestationResponse
  return {
    challenge: c.challenge, credential: text(made.rawId), clientData: text(response.clientDataJSON), attestation: text(response.attestationObject),
    transports: (response.getTransports?.() ?? []).filter((by): by is Transport => (TRANSPORTS as readonly string[]).includes(by)),
  }
}

type Transport = Schema['NewPasskey']['transports'][number]
const TRANSPORTS: readonly Transport[] = ['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal']

/** Has a passkey answer; the browser asks which and for the finger. */
export async function answer(c: Schema['Challenge']): Promise<Schema['Assertion']> {
  const options = c.publicKey as Options & { allowCredentials?: Named[] }
  const shown = await navigator.credentials.get({
    publicKey: {
      ...options, challenge: bytes(options.challenge), allowCredentials: options.allowCredentials?.map(named) ?? [],
    } as unknown as PublicKeyCredentialRequestOptions,
  }) as PublicKeyCredential
  const response = shown.response as AuthenticatorAssertionResponse
  return {
    challenge: c.challenge, credential: text(shown.rawId), clientData: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData), signature: text(response.signature), userHandle: text(response.userHandle!),
  }
}

const named = <T extends Named>(credential: T) => ({ ...credential, id: bytes(credential.id) })

export function bytes(base64url: string): Uint8Array {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
}

export function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
