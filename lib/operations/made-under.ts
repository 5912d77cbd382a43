import { asWorker } from "@/lib/db";
import type { Instance } from "@/lib/providers/contract";

/**
 * The machine among an account's that stands under the name a deployment's own was made under: the
 * same one, though a start has given it another id. `null` where there is none, as for one that was
 * not launched from here.
 */
export async function findMadeUnder(
  deploymentId: string,
  all: readonly Instance[],
): Promise<Instance | null> {
  const made = await asWorker((tx) =>
    tx.providerCall.findFirst({
      where: { verb: "launch", status: "OK", operation: { deploymentId } },
      orderBy: { createdAt: "desc" },
      select: { key: true },
    }),
  );
  return all.find(({ name }) => made !== null && name === made.key) ?? null;
}
