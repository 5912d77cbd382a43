import type { Work } from "@/lib/operations/work";
import type { CallContext, Instance } from "@/lib/providers/contract";

/** The deployment's machine; `null` only where neither a get nor the account's list shows it. */
export async function lookAt(work: Work): Promise<Instance | null> {
  const { account, deployment } = work;
  const id = deployment.providerInstanceId ?? "";
  const context = contextFor(work);
  const instance = await account.instances.get(account.credentials, id, context);
  if (instance) return instance;
  const all = await account.instances.list(account.credentials, context);
  return all.find((one) => one.id === id) ?? null;
}

/** A look on which the end of something paid depends goes first, like that end itself. */
function contextFor({ account, operation }: Work): CallContext {
  const isEnding = operation.kind === "stop" || operation.kind === "delete";
  const isRemoving = operation.step === "delete" || operation.step === "await-gone";
  return isEnding || isRemoving ? account.endingContext : account.context;
}
