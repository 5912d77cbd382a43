/** What the cloud behind a machine does in its own way. */
interface Cloud {
  /** What becomes of an end asked for while the machine is still being made; at once if left out. */
  earlyEnd?: "refused" | "queued";
  /** The port of SSH, where it is not 22. */
  sshPort?: number;
  /** Ports that the cloud maps by itself. */
  mappings?: { internal_port: number; external_port: number }[];
}

const clouds: Readonly<Record<string, Cloud>> = {
  datacrunch: { earlyEnd: "refused" },
  hyperstack: { earlyEnd: "queued" },
  latitude: { sshPort: 10_022, mappings: [{ internal_port: 8000, external_port: 18_000 }] },
};

export const cloudOf = (name: string): Cloud => clouds[name] ?? {};
