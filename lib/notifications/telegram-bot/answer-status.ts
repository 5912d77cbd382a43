import { memberScope } from "@/lib/auth/member-scope";
import { inTeam } from "@/lib/db";
import { formatPrice } from "@/lib/format/money";
import { microsToDecimal } from "@/lib/money";
import { type Chat, channelsOf, sayIn } from "@/lib/notifications/telegram-bot/chat";

/** Answers `/status`: of each linked team what runs, what it costs an hour, and what is wrong. */
export async function answerStatus(chat: Chat): Promise<string> {
  const channels = await channelsOf(chat);
  const lines: string[] = [];
  for (const { teamId, userId } of channels) {
    const scope = userId ? await memberScope(userId, teamId) : null;
    if (scope) lines.push(sayIn(chat, "status", await figuresOf(scope.team)));
  }
  return lines.length > 0 ? lines.join("\n") : sayIn(chat, "notLinked");
}

async function figuresOf({
  id: teamId,
  name: team,
}: {
  readonly id: string;
  readonly name: string;
}) {
  const [row] = await inTeam(
    teamId,
    (tx) => tx.$queryRaw<{ running: number; broken: number; perHour: bigint }[]>`
      SELECT count(*) FILTER (WHERE status = 'running')::int AS running,
        count(*) FILTER (WHERE status IN ('failed', 'lost'))::int AS broken,
        COALESCE(sum(rate_per_hour_micros) FILTER (WHERE status = 'running'), 0)::bigint AS "perHour"
      FROM deployment WHERE team_id = ${teamId} AND ended_at IS NULL`,
  );
  const perHour = formatPrice(microsToDecimal(row?.perHour ?? 0n)) ?? "";
  return { team, running: row?.running ?? 0, broken: row?.broken ?? 0, perHour };
}
