import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import type { ActionResult } from "@/lib/actions/types";

type Act<Input, Answer = unknown> = (input: Input) => Promise<ActionResult<Answer>>;
type Nothing = Record<string, never>;

/** Recovery codes to show this once; none where there are some already. */
export interface NewCodes {
  readonly codes: readonly string[];
}

/** The secret of an authenticator app being set up, as text and as the path of a QR code. */
export interface TotpSetup {
  readonly secret: string;
  readonly qr: { readonly size: number; readonly path: string };
}

/** What can be done on the page of security. */
export interface SecurityActs {
  readonly changePassword: Act<{ current: string; password: string }>;
  readonly beginTotp: Act<Nothing, TotpSetup>;
  readonly confirmTotp: Act<{ code: string }, NewCodes>;
  readonly removeTotp: Act<Nothing>;
  readonly beginPasskey: Act<Nothing, PublicKeyCredentialCreationOptionsJSON>;
  readonly addPasskey: Act<{ name: string; made: RegistrationResponseJSON }, NewCodes>;
  readonly renamePasskey: Act<{ passkeyId: string; name: string }>;
  readonly removePasskey: Act<{ passkeyId: string }>;
  readonly renewCodes: Act<Nothing, NewCodes>;
  readonly endSession: Act<{ handle: string }>;
  readonly endOthers: Act<Nothing>;
  readonly signOutEverywhere: () => Promise<ActionResult<unknown>>;
}
