import { type Outcome, superseded, type Work } from "@/lib/operations/work";
import { didNotHelp } from "@/lib/repair/steps/reboot";
import { beginVerifying } from "@/lib/repair/steps/verify";
import { parsePolicy } from "@/lib/repair-policy/schema";
import { runScript } from "@/lib/ssh/run-script";
import { SshFailure } from "@/lib/ssh/ssh-failure";
import { openWatchKey } from "@/lib/watch-key/open-watch-key";

const TIMEOUT_MS = 60_000;
const MOST_BYTES = 16 * 1_024;

/**
 * Runs the policy's command on the machine with the team's watch key, as its login user. One whose
 * end nobody saw is run again: restarting twice is restarting. The machine is not touched where it
 * shows another host key than the one it is known by.
 */
export async function restartWorkload(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const { repairPolicy, sshHost: host, sshPort, sshUser: user, hostKey, teamId } = work.deployment;
  const command = parsePolicy(repairPolicy)?.workloadCommand;
  const privateKey = await openWatchKey(teamId);
  if (!command || !privateKey || !host || !user) return didNotHelp(work, "no-entry");
  try {
    const target = { host, port: sshPort ?? 22, user, privateKey, hostKey };
    const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES };
    const { exitCode } = await runScript(target, command, limits);
    return exitCode === 0 ? beginVerifying(work) : didNotHelp(work, "command-failed");
  } catch (error) {
    if (!(error instanceof SshFailure)) throw error;
    return didNotHelp(work, "no-entry");
  }
}
