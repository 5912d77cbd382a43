import { clock } from "@/lib/clock";
import { disconnect } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { closeQueues, enqueue } from "@/lib/jobs/enqueue";
import { addKey } from "@/lib/provider-keys/add-key";
import { findProviderMeta } from "@/lib/providers/meta";
import { actOut } from "./act-out";
import { buyTier } from "./buy-tier";
import { accountKey } from "./outside";
import { refreshPrices } from "./prices";
import { jumpTo, settle } from "./settle";
import { type Moment, momentMs, providers, type StoryAct, tellStory } from "./story";
import { openTeam, type Team } from "./team";

/**
 * Plays the story in a process with the settings of the sandbox world, and tells over the channel how
 * far it is. Its words: the sample account's address and password, and after how many days to end.
 */
const DAY_MS = 24 * 3_600_000;
const SEED = 20_261_126;
// Nobody is left to be told.
process.once("disconnect", () => process.exit());
const [email = "", password = "", days = ""] = process.argv.slice(2);

try {
  const moments = tellStory(SEED).filter(({ day }) => day <= Number(days));
  const team = await openTeam({ email, password });
  tell({ kind: "moment", done: 0, all: moments.length, day: 0, what: "subscription and keys" });
  await begin(team);
  const firstDayMs = Math.floor(clock.now().getTime() / DAY_MS) * DAY_MS;
  for (const [index, moment] of moments.entries()) {
    const { day, act } = moment;
    tell({ kind: "moment", done: index, all: moments.length, day, what: wordsOf(act) });
    await live(team, moment, new Date(firstDayMs + momentMs(moment)));
  }
  tell({ kind: "ended" });
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  tell({ kind: "refused", reason: error.reason });
} finally {
  await closeQueues();
  await disconnect();
  process.disconnect();
}

async function begin(team: Team): Promise<void> {
  await buyTier(team);
  for (const providerId of providers) {
    const fields = findProviderMeta(providerId)?.credentialFields ?? [];
    const entries = fields.map(({ name }) => [name, accountKey(providerId)]);
    const credentials: Record<string, string> = Object.fromEntries(entries);
    await team.do(addKey, { providerId, name: "research", credentials });
  }
}

/** One moment: time passes, the product notices what happened, then something is done. */
async function live(team: Team, { act }: Moment, at: Date): Promise<void> {
  await jumpTo(at);
  const arrivedAt = clock.now();
  await settle(team.id, arrivedAt);
  if (act.kind === "launch") await refreshPrices(arrivedAt, [act.provider]);
  await actOut(team, act);
  const didAt = clock.now();
  if (act.kind === "look") await refreshPrices(arrivedAt);
  if (act.kind === "price") await refreshPrices(didAt, [act.provider]);
  if (act.kind === "look" || act.kind === "credit") await enqueue("volumes.sweep", {});
  await settle(team.id, isOutside(act) ? didAt : null);
}

/** What happens at a provider is noticed by looking there. */
function isOutside({ kind }: StoryAct): boolean {
  return kind === "die" || kind === "rate";
}

function wordsOf(act: StoryAct): string {
  if ("name" in act) return `${act.kind} ${act.name}`;
  return "provider" in act ? `${act.kind} at ${act.provider}` : "time passes";
}

function tell(message: object): void {
  process.send?.(message);
}
