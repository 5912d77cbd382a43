import { accountMark } from "@/lib/call-limits/account-mark";
import { callGuard } from "@/lib/call-limits/call-guard";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { installationTag } from "@/lib/operations/call-name";
import { openKey } from "@/lib/provider-keys/open-key";
import type {
  CallContext,
  Capabilities,
  Credentials,
  InstancesFace,
} from "@/lib/providers/contract";
import { getProvider } from "@/lib/providers/registry";

/** A team's account at a provider, ready to be called, and the tag our machines carry there. */
export interface Account {
  readonly providerKeyId: string;
  readonly providerId: string;
  readonly credentials: Credentials;
  /** Of these credentials: the key may have others by the time a call under them fails. */
  readonly fingerprint: string;
  readonly instances: InstancesFace;
  readonly capabilities: Capabilities;
  readonly tag: string;
  /** See `accountMark`: the same for one account, whoever holds a key to it. */
  readonly mark: string;
  /** Goes along with every call: keeps the provider's limits. */
  readonly context: CallContext;
  /** The same for calls that stop or end a machine: they go first, and no breaker stops them. */
  readonly endingContext: CallContext;
}

/** Opens a key for the engine. Throws `MissingKekError` when the secret cannot be read. */
export async function openAccount(
  tx: Tx,
  key: { readonly id: string; readonly providerId: string },
): Promise<Account> {
  const { meta, instances } = getProvider(key.providerId);
  if (!instances || !meta.capabilities) throw new AppError("provider", "cannot-launch");
  const { providerId } = key;
  const { credentials, fingerprint } = await openKey(tx, key.id);
  const limits = meta.capabilities.rate;
  return {
    providerKeyId: key.id,
    providerId,
    credentials,
    fingerprint,
    instances,
    capabilities: meta.capabilities,
    tag: await readTag(tx),
    mark: accountMark(meta, credentials),
    context: { guard: callGuard({ providerId, credentials, limits, purpose: "any" }) },
    endingContext: { guard: callGuard({ providerId, credentials, limits, purpose: "ending" }) },
  };
}

async function readTag(tx: Tx): Promise<string> {
  const { id } = await tx.installation.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
  return installationTag(id);
}
