import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { installationTag } from "@/lib/operations/call-name";
import { openKey } from "@/lib/provider-keys/open-key";
import type { Capabilities, Credentials, InstancesFace } from "@/lib/providers/contract";
import { getProvider } from "@/lib/providers/registry";

/** A team's account at a provider, ready to be called, and the tag our machines carry there. */
export interface Account {
  readonly providerKeyId: string;
  readonly providerId: string;
  readonly credentials: Credentials;
  readonly instances: InstancesFace;
  readonly capabilities: Capabilities;
  readonly tag: string;
}

/** Opens a key for the engine. Throws `MissingKekError` when the secret cannot be read. */
export async function openAccount(
  tx: Tx,
  key: { readonly id: string; readonly providerId: string },
): Promise<Account> {
  const { meta, instances } = getProvider(key.providerId);
  if (!instances || !meta.capabilities) throw new AppError("provider", "cannot-launch");
  return {
    providerKeyId: key.id,
    providerId: key.providerId,
    credentials: await openKey(tx, key.id),
    instances,
    capabilities: meta.capabilities,
    tag: await readTag(tx),
  };
}

async function readTag(tx: Tx): Promise<string> {
  const { id } = await tx.installation.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
  return installationTag(id);
}
