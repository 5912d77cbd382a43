import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { ActionResult } from "@/lib/actions/types";

/** What a person shows to confirm. */
export type Proof =
  | { readonly by: "password"; readonly password: string }
  | { readonly by: "totp" | "mail" | "recovery"; readonly code: string }
  | { readonly by: "passkey"; readonly signed: AuthenticationResponseJSON };

export interface ConfirmActs {
  readonly confirm: (proof: Proof) => Promise<ActionResult<unknown>>;
  readonly askPasskey: (input: {
    purpose: "confirm";
  }) => Promise<ActionResult<PublicKeyCredentialRequestOptionsJSON>>;
  readonly askCode: (input: Record<string, never>) => Promise<ActionResult<unknown>>;
}
