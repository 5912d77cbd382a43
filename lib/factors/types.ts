/** Which kinds somebody has: what their sign-in asks for after the first step. */
export interface FactorKinds {
  readonly totp: boolean;
  readonly passkey: boolean;
}

/** The second factors of a person. */
export interface FactorsView {
  /** Since when an authenticator app is set up; null: none. */
  readonly totpSince: string | null;
  readonly passkeys: readonly PasskeyView[];
  readonly recoveryCodesLeft: number;
}

export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}
