import type { CallContext, Credentials, Instance } from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import type { VastaiClient } from "./client";
import { toInstance } from "./machine-map";

const MOST_PAGES = 1_000;

/** All machines of an account. A token that comes twice would go on for ever. */
export async function listMachines(
  client: Pick<VastaiClient, "machines">,
  credentials: Credentials,
  context: CallContext,
): Promise<Instance[]> {
  const found: Instance[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await client.machines(credentials, { after }, context);
    found.push(...answer.instances.map(toInstance));
    const next = answer.next_token ?? undefined;
    if (next === undefined) return found;
    if (next === after) break;
    after = next;
  }
  throw new ProviderError("transient", { detail: "the list has no end" });
}

/** One machine; `null` where the account has none of this id. */
export async function findMachine(
  client: Pick<VastaiClient, "machine">,
  credentials: Credentials,
  { id, context }: { readonly id: string; readonly context: CallContext },
): Promise<Instance | null> {
  const answer = await goneIs(null, client.machine(credentials, id, context));
  return answer?.instances ? toInstance(answer.instances) : null;
}

/**
 * Starts a stopped machine, which has kept its disk but not its GPUs. Where these are taken, Vast.ai
 * would wait for them without end: the wait is called off, so that nothing starts unseen later.
 */
export async function startMachine(
  client: Pick<VastaiClient, "setState">,
  credentials: Credentials,
  { id, context }: { readonly id: string; readonly context: CallContext },
): Promise<{ id: string }> {
  try {
    await client.setState(credentials, id, "running", context);
    return { id };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "no-capacity") throw error;
    await callOff(client, credentials, { id, context });
    throw error;
  }
}

async function callOff(
  client: Pick<VastaiClient, "setState">,
  credentials: Credentials,
  { id, context }: { readonly id: string; readonly context: CallContext },
): Promise<void> {
  try {
    await client.setState(credentials, id, "stopped", context);
  } catch {
    const detail = "no GPU is free now, and the wait for one could not be called off";
    throw new ProviderError("ambiguous", { detail });
  }
}
