import { clock } from "@/lib/clock";
import { inTeam } from "@/lib/db";
import { type Chat, channelsOf, sayIn } from "@/lib/notifications/telegram-bot/chat";

/** What changes a machine and is asked about once more: a thumb slips. */
export type MachineAct = "restart" | "start";

export interface Question {
  readonly text: string;
  readonly button: string;
  /** What the button says when it is pressed. */
  readonly answer: string;
}

/** So long an answer counts; what was true of the machine then may not be later. */
const COUNTS_MS = 10 * 60_000;

/** Asks whether somebody means it, naming the machine; `null` where it is no machine of theirs. */
export async function askFirst(
  chat: Chat,
  { act, id }: { readonly act: MachineAct; readonly id: string },
): Promise<Question | null> {
  for (const { teamId } of await channelsOf(chat)) {
    const where = { id, teamId };
    const machine = await inTeam(teamId, (tx) =>
      tx.deployment.findFirst({ where, select: { name: true } }),
    );
    if (!machine) continue;
    return {
      text: sayIn(chat, `sure.${act}`, { name: machine.name }),
      button: sayIn(chat, `yes.${act}`),
      answer: `sure-${act}:${id}:${clock.now().getTime().toString(36)}`,
    };
  }
  return null;
}

/** Whether an answer comes while its question still counts. */
export function isInTime(askedAt: string): boolean {
  const age = clock.now().getTime() - Number.parseInt(askedAt, 36);
  return age >= 0 && age < COUNTS_MS;
}
