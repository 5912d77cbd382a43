import type { Target } from "@/lib/health/probes/contract";

export interface Door {
  readonly host: string;
  readonly port: number;
}

const address = /^\[?([^\s/]+?)\]?:(\d{1,5})$/;

/** Where a machine itself can be knocked at: its SSH first, then its ports. A web gate is no door of it. */
export function doorsOf({ ssh, publicPorts }: Pick<Target, "ssh" | "publicPorts">): Door[] {
  const services = publicPorts.flatMap(({ external }) => {
    const [, host, port] = address.exec(external) ?? [];
    return host !== undefined && port !== undefined ? [{ host, port: Number(port) }] : [];
  });
  return ssh ? [{ host: ssh.host, port: ssh.port }, ...services] : services;
}
