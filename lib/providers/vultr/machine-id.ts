import { ProviderError } from "../errors";

/** Vultr keeps virtual machines and bare metal apart, under paths of their own. */
export type MachineKind = "vm" | "metal";

export interface MachineId {
  readonly kind: MachineKind;
  /** As Vultr writes it. */
  readonly native: string;
}

const METAL = "metal:";

/** The id we show: a virtual machine's as Vultr writes it, a bare metal machine's with its kind. */
export function writeMachineId({ kind, native }: MachineId): string {
  return kind === "metal" ? `${METAL}${native}` : native;
}

export function readMachineId(id: string): MachineId {
  if (id.startsWith(METAL)) return { kind: "metal", native: id.slice(METAL.length) };
  return { kind: "vm", native: id };
}

/** Plans of bare metal begin with `vbm`. */
export const kindOfPlan = (plan: string): MachineKind => (plan.startsWith("vbm") ? "metal" : "vm");

/** Only virtual machines take block storage. */
export function requireVm(id: string): string {
  const { kind, native } = readMachineId(id);
  if (kind === "vm") return native;
  throw new ProviderError("invalid-request", { detail: "bare metal takes no block storage" });
}
