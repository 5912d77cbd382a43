import type { FactorsView } from "@/lib/factors/types";

/** With what a signed-in person can confirm that it is them. */
export interface ConfirmWays {
  readonly email: string;
  /** Enough where there is no second factor. */
  readonly password: boolean;
  readonly totp: boolean;
  readonly passkey: boolean;
  /** A recovery code, which stands for a lost factor. */
  readonly recovery: boolean;
  /** A mailed code, where there is nothing else. */
  readonly mail: boolean;
}

/** A browser that is signed in. */
export interface SessionView {
  /** Names it; opens nothing. */
  readonly handle: string;
  readonly browser: string | null;
  readonly system: string | null;
  readonly isThis: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
}

/** All that `/settings/security` shows. */
export interface SecurityView {
  readonly email: string;
  /** False for accounts that sign in at GitHub or Google alone. */
  readonly hasPassword: boolean;
  readonly factors: FactorsView;
  /** Names of the person's teams that ask everybody for a second step. */
  readonly askedBy: readonly string[];
  readonly sessions: readonly SessionView[];
}

/** All that `/settings/profile` shows. */
export interface ProfileView {
  readonly email: string;
  readonly name: string | null;
  /** Language of mails. */
  readonly locale: string;
  readonly since: string;
  /** A new address whose link was not opened yet. */
  readonly newEmail: string | null;
}
