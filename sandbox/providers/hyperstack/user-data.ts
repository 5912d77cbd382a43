import { z } from "zod";

const HEAD = "#cloud-config\n";
const config = z.object({ ssh_authorized_keys: z.array(z.string()).default([]) });

/** The public keys that cloud-init puts beside the key pair's; only what is written as JSON is read. */
export function keysIn(userData: string): string[] {
  if (!userData.startsWith(HEAD)) return [];
  try {
    return config.parse(JSON.parse(userData.slice(HEAD.length))).ssh_authorized_keys;
  } catch {
    return [];
  }
}
