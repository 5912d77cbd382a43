/** Keys of `healthFaults`, the gravest first; an incident has faults of a machine alone or of an account alone. */
export const faultsByGravity: readonly string[] = [
  "gone",
  "gpu-lost",
  "gpu-fault",
  "unreachable",
  "app-down",
  "app-fault",
  "gpu-worn",
  "resource",
  "control-plane",
  "key-refused",
  "no-credit",
  "api-down",
];

/** Whether a fault is graver than what was known of its incident; one that nobody knows is. Pure. */
export function isGraver(fault: string, than: string): boolean {
  return faultsByGravity.indexOf(fault) < faultsByGravity.indexOf(than);
}
