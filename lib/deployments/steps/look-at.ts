import type { Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

/** The deployment's machine; `null` only where neither a get nor the account's list shows it. */
export async function lookAt({ account, deployment }: Work): Promise<Instance | null> {
  const id = deployment.providerInstanceId ?? "";
  const instance = await account.instances.get(account.credentials, id, {});
  if (instance) return instance;
  const all = await account.instances.list(account.credentials, {});
  return all.find((one) => one.id === id) ?? null;
}
