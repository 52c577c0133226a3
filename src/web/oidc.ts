import { createHash } from 'node:crypto';
import * as client from 'openid-client';
import { z } from 'zod';
import type { OidcSettings } from '../config.js';
import { EnvironmentError } from '../model/errors.js';
import { type Role, rolesAmong } from './roles.js';

/** What must come back from the provider unchanged; kept in the encrypted cookie meanwhile. */
export interface OidcChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where the reader wanted to go. */
  readonly to: string;
}

/** Somebody as the provider names them. */
export interface Identity {
  /** Unique and lasting, unlike an address: a hash of issuer, tenant and subject. */
  readonly subject: string;
  readonly name: string;
  readonly addresses: readonly string[];
  readonly roles: readonly Role[];
}

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  /** Entra's lasting ids of user and tenant; `sub` differs by application there. */
  oid: z.string().optional(),
  tid: z.string().optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
  roles: z.union([z.string().transform((it) => [it]), z.array(z.string())]).default([]),
});

/** Signing in with OpenID Connect: authorization code with PKCE, state and nonce. */
export class Oidc {
  readonly #settings: OidcSettings;
  readonly #redirectUri: () => string;
  #found: Promise<client.Configuration> | undefined;

  /** @param redirectUri as registered with the provider */
  constructor(settings: OidcSettings, redirectUri: () => string) {
    this.#settings = settings;
    this.#redirectUri = redirectUri;
  }

  /** Where to send the browser, and what to remember until it comes back. */
  async begin(to: string): Promise<{ readonly url: URL; readonly checks: OidcChecks }> {
    const checks = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      to,
    };
    const url = client.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: this.#redirectUri(),
      scope: 'openid profile email',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    });
    return { url, checks };
  }

  /**
   * Who came back. Rejects when the answer is not the one that was asked for.
   *
   * @param query of the address the browser came back to
   */
  async finish(query: string, checks: OidcChecks): Promise<Identity> {
    const came = new URL(this.#redirectUri());
    came.search = query;
    const tokens = await client.authorizationCodeGrant(await this.#configuration(), came, {
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      pkceCodeVerifier: checks.verifier,
      idTokenExpected: true,
    });
    const claims = claimsSchema.parse(tokens.claims());
    const addresses = [claims.email, claims.preferred_username].filter(
      (it): it is string => it?.includes('@') === true,
    );
    const lasting = [claims.iss, claims.tid ?? '', claims.oid ?? claims.sub].join('\0');
    return {
      subject: createHash('sha256').update(lasting).digest('hex').slice(0, 12),
      name: claims.name ?? claims.preferred_username ?? claims.email ?? claims.sub,
      addresses: [...new Set(addresses.map((it) => it.toLowerCase()))],
      roles: rolesAmong(claims.roles),
    };
  }

  /** Found out when first needed, and again after a failure: the provider may start later. */
  #configuration(): Promise<client.Configuration> {
    this.#found ??= this.#discover().catch((error: unknown) => {
      this.#found = undefined;
      const why = error instanceof Error ? error.message : String(error);
      throw new EnvironmentError(
        `The provider ${this.#settings.issuer} (PROBITY_OIDC_ISSUER) cannot be used: ${why}.`,
        { cause: error },
      );
    });
    return this.#found;
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const server = new URL(issuer);
    const authentication =
      clientSecret === '' ? client.None() : client.ClientSecretPost(clientSecret);
    // `src/config.ts` lets plain http pass on this machine only.
    const execute = server.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    return client.discovery(server, clientId, undefined, authentication, { execute });
  }
}
