import { listSshKeys } from "@/lib/ssh-keys/queries";
import type { SshKeyView } from "@/lib/ssh-keys/schema";
import { liveAnswer } from "../live-answer";

/** One's own public SSH keys. */
export function GET(): Promise<Response> {
  return liveAnswer<SshKeyView[]>(listSshKeys);
}
