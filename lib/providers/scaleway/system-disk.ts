import { beforeBuying } from "../before-buying";
import { ProviderError } from "../errors";
import type { ScalewayCalls } from "./client";
import type { MachineId } from "./machine-id";
import type { Server, ServerVolume } from "./machine-wire";

/** The system's place among a machine's volumes. */
const SYSTEM = "0";

/** The disk that a machine's system lies on; `undefined` once it was taken off. */
export function systemDiskOf({ volumes }: Server): ServerVolume | undefined {
  return volumes?.[SYSTEM];
}

/**
 * Throws `invalid-request`, having sent nothing, for a machine whose end has begun: Scaleway would
 * switch it on at its full price, and nothing would ever answer on it.
 */
export async function requireSystem(calls: ScalewayCalls, id: MachineId): Promise<void> {
  const { server } = await beforeBuying(calls.server(id));
  if (systemDiskOf(server)) return;
  const detail = "the disk of its system was taken off the machine";
  throw new ProviderError("invalid-request", { detail, isUnsent: true });
}
