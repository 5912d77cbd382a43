export interface MachineFacts {
  platform: string;
  arch: string;
  libc: "glibc" | "musl" | undefined;
  nodeVersion: string;
  diskFreeBytes: number;
  /** Undefined where the system does not say. */
  memoryFreeBytes: number | undefined;
}
export function refuseMachine(facts: MachineFacts): string | undefined;
