import { type SealedSecret, sealSecret } from "@/lib/secret-box";

/** Format of what is sealed; grows when the sealed text changes its shape. */
const VERSION = 1;

/** What a team's private half is bound to: put into another team's row, it does not open. */
export function watchKeyBinding(teamId: string): string {
  return `${teamId}|watch-key|${VERSION}`;
}

/** Seals the private half for the team it belongs to. */
export function sealWatchKey(privateKey: string, teamId: string): SealedSecret {
  return sealSecret(privateKey, watchKeyBinding(teamId));
}
