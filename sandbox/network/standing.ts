/** Where a machine stands in the played network, and what is inside it. */
export interface Standing {
  /** It is on and has booted; nothing behind the doors of one that is not answers. */
  isUp: boolean;
  doors: Door[];
  gpus: Gpus;
}

/** A place in the network at which something of a machine answers. */
export interface Door {
  host: string;
  port: number;
  leads:
    | { to: "ssh"; user: string }
    /** A gate of the provider, shared by many machines, that tells them apart by the user's name. */
    | { to: "ssh-gate"; user: string }
    | { to: "service" }
    /** A gate of the provider that ends the encryption and asks the machine's service. */
    | { to: "web-gate" };
}

export interface Gpus {
  maker: "nvidia" | "amd";
  name: string;
  count: number;
  memoryMb: number;
}

/** What a machine with an address of its own listens on, beside SSH. */
const SERVICES = [80, 3000, 5000, 7860, 8000, 8080, 8188, 8888];

/** The doors of a machine with an address of its own and no firewall. */
export function ownDoors(ip: string, user: string, sshPort = 22): Door[] {
  const services = SERVICES.map((port) => ({ host: ip, port, leads: { to: "service" } as const }));
  return [{ host: ip, port: sshPort, leads: { to: "ssh", user } }, ...services];
}

/** Gigabytes that a description of a GPU names, in megabytes; 80 GB where it names none. */
export function memoryMbIn(description: string): number {
  return Number(/(\d+) ?GB/i.exec(description)?.[1] ?? 80) * 1024;
}
