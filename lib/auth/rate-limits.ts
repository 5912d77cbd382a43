import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { addressGroup, DIRECT } from "@/lib/auth/client-address";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** How often something may be tried: `points` within `duration` seconds. */
const rules = {
  /** Failed sign-ins of one account, wherever they come from. */
  signInAccount: { points: 10, duration: 15 * MINUTE },
  /** Failed sign-ins from one address, whichever accounts they try. */
  signInAddress: { points: 100, duration: 15 * MINUTE },
  /** Tries of a signed-in person to confirm that it is them. */
  confirm: { points: 10, duration: 15 * MINUTE },
  /** Tries at the second step of one account's sign-ins. */
  secondStep: { points: 10, duration: 15 * MINUTE },
  /** Mails a stranger can have sent to one mailbox. */
  mailbox: { points: 5, duration: HOUR },
  /** What visitors may ask for from one address: sign-ups, resets, mailed links. */
  visitor: { points: 120, duration: 10 * MINUTE },
  /** Invitations one team may have sent: as many as it can buy seats, and some again. */
  invites: { points: 250, duration: 24 * HOUR },
  /** What one team may ask of the payment service. */
  payments: { points: 60, duration: 10 * MINUTE },
  /** Provider keys one team may have checked: each is a call to a provider. */
  keyCheck: { points: 30, duration: 10 * MINUTE },
} as const;
export type RateRule = keyof typeof rules;

const limiters = new Map<RateRule, RateLimiterPostgres>();

/** The limiter speaks the `pg` client's language; its statements run on the shared connections. */
const store = {
  async query({ text, values }: { text: string; values: unknown[] }) {
    const found = await db().$queryRawUnsafe<{ points: number; expire: bigint | null }[]>(
      text,
      ...values,
    );
    const rows = found.map(({ points, expire }) => ({
      points,
      expire: expire === null ? null : Number(expire),
    }));
    return { rows, rowCount: rows.length };
  },
};

function limiterOf(rule: RateRule): RateLimiterPostgres {
  const made =
    limiters.get(rule) ??
    new RateLimiterPostgres({
      storeClient: store,
      storeType: "client",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: rule,
      ...rules[rule],
    });
  limiters.set(rule, made);
  return made;
}

/** Addresses are kept as hashes: the table need not know who tried. IPv6 counts by /64. */
function keyOf(subject: string): string {
  return createHash("sha256").update(addressGroup(subject)).digest("base64url").slice(0, 32);
}

/**
 * Counts one try. Throws `rate-limited` when there were too many, and whatever the database threw
 * when it cannot count: what cannot be limited is refused.
 */
export async function countTry(rule: RateRule, subject: string): Promise<void> {
  try {
    await limiterOf(rule).consume(keyOf(subject));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const minutes = Math.max(1, Math.ceil(refused.msBeforeNext / 60_000));
    throw new AppError("rate-limited", "rate-limited", { values: { minutes } });
  }
}

/** Takes back one counted try, because it turned out to be a good one. */
export async function uncountTry(rule: RateRule, subject: string): Promise<void> {
  await limiterOf(rule).reward(keyOf(subject));
}

/** Forgets the tries of a subject. */
export async function forgetTries(rule: RateRule, subject: string): Promise<void> {
  await limiterOf(rule).delete(keyOf(subject));
}

/**
 * Public reads of one address. Counted in this process alone, so that reading costs no write and
 * goes on while the database is away; two processes let through twice as much.
 */
const reads = new RateLimiterMemory({ points: 600, duration: MINUTE });

/** Counts one public read; answers the seconds to wait when there were too many, else null. */
export async function readLimit(address: string): Promise<number | null> {
  if (address === DIRECT) return null;
  try {
    await reads.consume(keyOf(address));
    return null;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
  }
}
