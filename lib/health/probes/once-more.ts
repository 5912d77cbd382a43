import type { Finding } from "@/lib/health/probes/contract";

/**
 * What a probe found; one that failed is made once more in the same round on a connection of its
 * own, because one lost packet is nobody's fault. The second answer counts.
 */
export async function onceMore(attempt: () => Promise<Finding>): Promise<Finding> {
  const first = await attempt();
  return first.ok === false ? attempt() : first;
}
