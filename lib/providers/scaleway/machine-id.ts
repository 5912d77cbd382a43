import { ProviderError } from "../errors";
import { findZone, type Zone } from "./zones";

/** A machine is known in its own zone alone. */
export interface MachineId {
  readonly zone: Zone;
  /** As Scaleway writes it. */
  readonly native: string;
}

/** The id we show: `fr-par-2:<id>`. */
export function writeMachineId({ zone, native }: MachineId): string {
  return `${zone}:${native}`;
}

/** Throws `invalid-request` for an id without a zone: asked for elsewhere, its machine would seem gone. */
export function readMachineId(id: string): MachineId {
  const [place = "", native = "", ...more] = id.split(":");
  const zone = findZone(place);
  if (!zone || native === "" || more.length > 0) {
    throw new ProviderError("invalid-request", { detail: "no machine has such an id" });
  }
  return { zone, native };
}
