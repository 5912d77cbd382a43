import { sayError } from "@/lib/actions/say-error";
import { memberScope } from "@/lib/auth/member-scope";
import type { TeamScope } from "@/lib/auth/scope";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { AppError } from "@/lib/errors";
import { acknowledge } from "@/lib/notifications/escalation/acknowledge";
import { type Chat, channelsOf, sayIn } from "@/lib/notifications/telegram-bot/chat";
import { runVerb } from "@/lib/verbs/run-verb";

export interface Press {
  readonly act: string;
  /** Of the event or the machine. */
  readonly id: string;
  /** The same press told twice, and the same question answered twice, act once. */
  readonly once: string;
}

/**
 * What a pressed button does: the verb of the console, with the rights the person has now in the team
 * whose thing it is. Answers what to show them.
 */
export async function press(chat: Chat, pressed: Press): Promise<string> {
  for (const { teamId, userId } of await channelsOf(chat)) {
    const scope = userId ? await memberScope(userId, teamId) : null;
    const answer = scope && (await tryIn(scope, chat, pressed));
    if (answer) return answer;
  }
  return sayIn(chat, "pressUnknown");
}

/** `null`: the thing is no thing of this team. */
async function tryIn(scope: TeamScope, chat: Chat, pressed: Press): Promise<string | null> {
  try {
    await act(scope, pressed);
    return sayIn(chat, `done.${pressed.act}`);
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") return null;
    return sayError(error, chat.language, `telegram ${pressed.act}`).message;
  }
}

function act(scope: TeamScope, { act: name, id, once: named }: Press): Promise<unknown> {
  const once = { requestId: `telegram-${named}` };
  switch (name) {
    case "acknowledge":
      return runVerb(acknowledge, scope, { eventId: id }, once);
    case "restart":
      return runVerb(restart, scope, { deploymentId: id }, once);
    case "start":
      return runVerb(start, scope, { deploymentId: id }, once);
    default:
      throw new AppError("not-found");
  }
}
