import type { Finding, Probe, Target } from "@/lib/health/probes/contract";

interface Limits {
  readonly signal: AbortSignal;
  /** What a probe over the network may take at a second try, and at the first while one is suspect. */
  readonly shortMs: number;
}

/**
 * What a probe found; one that failed is made once more in the same round on a connection of its
 * own, because one lost packet is nobody's fault. The second answer counts.
 */
export async function onceMore(
  probe: Pick<Probe, "kind" | "run">,
  target: Target,
  { signal, shortMs }: Limits,
): Promise<Finding> {
  const isOverNetwork = probe.kind === "tcp" || probe.kind === "http";
  const short = () => AbortSignal.any([signal, AbortSignal.timeout(shortMs)]);
  const first = await probe.run(target, isOverNetwork && target.isSuspect ? short() : signal);
  if (first.ok !== false) return first;
  return probe.run(target, isOverNetwork ? short() : signal);
}
