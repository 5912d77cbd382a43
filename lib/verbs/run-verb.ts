import type { z } from "zod";
import { requireFresh } from "@/lib/auth/fresh";
import { roleMay } from "@/lib/auth/permissions";
import { forgetTries, type RateRule } from "@/lib/auth/rate-limits";
import { isOperator, type Scope, type TeamScope, teamScope } from "@/lib/auth/scope";
import { requireFeature } from "@/lib/billing/gate";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker, inTeam, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JobName, JobPayload } from "@/lib/jobs/catalog";
import { wakeAfterCommit } from "@/lib/jobs/wake";
import { log } from "@/lib/log";
import type { AuditFacts, TeamVerb, Verb, VerbParts } from "@/lib/verbs/define-verb";
import {
  type ClientRequest,
  findFirstAnswer,
  hashInput,
  keepFirstAnswer,
  lockRequest,
} from "@/lib/verbs/first-answer";
import { requireStanding } from "@/lib/verbs/team-standing";

export interface RunOptions {
  /** Chosen by the client: the same id gets the same answer and acts once. */
  readonly requestId?: string;
}

interface Wake {
  readonly job: JobName;
  readonly payload: unknown;
}

interface Tries {
  readonly rule: RateRule;
  readonly subject: string;
}

/** How a transaction is opened for a verb, and under whose name its request ids stand. */
interface Realm<S extends Scope> {
  readonly scope: S;
  readonly owner: string;
  readonly teamId: string | null;
  open<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/**
 * Runs a verb: permission, feature, input, freshness, one transaction with the team set, the first answer for
 * a repeated request id, the audit row, and wakes after commit. Throws `AppError`.
 */
export async function runVerb<In extends z.ZodType, Out extends z.ZodType, P>(
  verb: Verb<In, Out, P>,
  scope: Scope,
  rawInput: unknown,
  options: RunOptions = {},
): Promise<z.output<Out>> {
  requirePermission(verb, scope);
  const parsed = verb.input.safeParse(rawInput);
  if (!parsed.success) throw invalidInput(parsed.error);
  if (verb.fresh) requireFresh(scope);
  switch (verb.realm) {
    case "team":
      return perform(verb, teamRealm(teamScope(scope)), parsed.data, options);
    case "accounts":
      return perform(verb, accountRealm(scope), parsed.data, options);
    case "operators":
      return perform(verb, operatorRealm(scope), parsed.data, options);
  }
}

function requirePermission(verb: Pick<TeamVerb, "permission" | "feature">, scope: Scope): void {
  if (verb.permission === "visitor") return;
  if (scope.actor.kind === "visitor") throw new AppError("unauthenticated");
  if (verb.permission === "self") {
    if (scope.actor.kind !== "user") throw new AppError("forbidden");
    return;
  }
  if (verb.permission === "operate") {
    if (!isOperator(scope)) throw new AppError("forbidden", "operators-only");
    return;
  }
  const { team } = teamScope(scope);
  if (!roleMay(team.role, verb.permission)) {
    throw new AppError("forbidden", team.lacksSeat ? "seat-missing" : "forbidden");
  }
  if (verb.feature !== null) requireFeature(team.tier, verb.feature);
}

function invalidInput(error: z.ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    fields[issue.path.join(".")] ??= fieldReason(issue);
  }
  return new AppError("invalid", "invalid", { fields });
}

const reasonPattern = /^[a-z]+(-[a-z]+)*$/;

/** A schema names its own reasons as `kebab-case` messages; the library's sentences are dropped. */
function fieldReason(issue: z.core.$ZodIssue): string {
  if (reasonPattern.test(issue.message)) return issue.message;
  if (issue.code === "too_small") return `too-${wordsOfSize(issue.origin).small}`;
  if (issue.code === "too_big") return `too-${wordsOfSize(issue.origin).big}`;
  return "not-understood";
}

function wordsOfSize(origin: string): { readonly small: string; readonly big: string } {
  if (origin === "string") return { small: "short", big: "long" };
  if (["array", "set", "map"].includes(origin)) return { small: "few", big: "many" };
  return { small: "small", big: "large" };
}

function teamRealm(scope: TeamScope): Realm<TeamScope> {
  const teamId = scope.team.id;
  const open = <T>(work: (tx: Tx) => Promise<T>) =>
    inTeam(teamId, async (tx) => {
      await requireStanding(tx, teamId);
      return work(tx);
    });
  return { scope, owner: teamId, teamId, open };
}

function accountRealm(scope: Scope): Realm<Scope> {
  const owner = scope.actor.kind === "user" ? scope.actor.userId : "visitor";
  return { scope, owner, teamId: null, open: asAccounts };
}

function operatorRealm(scope: Scope): Realm<Scope> {
  return { ...accountRealm(scope), open: asWorker };
}

async function perform<In extends z.ZodType, Out extends z.ZodType, P, S extends Scope>(
  verb: VerbParts<In, Out, P, S>,
  realm: Realm<S>,
  input: z.output<In>,
  { requestId }: RunOptions,
): Promise<z.output<Out>> {
  const request = requestId && !verb.secretAnswer ? requestOf(verb, realm, input, requestId) : null;
  if (request) {
    const earlier = await realm.open((tx) => findFirstAnswer(tx, request));
    if (earlier) return verb.output.parse(earlier.answer);
  }
  const prepared = await prepare(verb, realm.scope, input);
  const wakes: Wake[] = [];
  const tries: Tries[] = [];
  const output = await realm.open(async (tx) => {
    if (request) {
      await lockRequest(tx, request);
      const earlier = await findFirstAnswer(tx, request);
      if (earlier) return verb.output.parse(earlier.answer);
    }
    const now = clock.now();
    const { scope } = realm;
    const context = { tx, scope, now, prepared, wake: wakeInto(wakes), forgetTries: into(tries) };
    const answer = verb.output.parse(await verb.run(context, input));
    if (request) await keepFirstAnswer(tx, request, { answer, at: now });
    await writeAudit(tx, scope, { verb, at: now, facts: verb.audit(input, answer) });
    return answer;
  });
  await forgetAll(tries);
  await wakeAll(wakes);
  return output;
}

function requestOf<S extends Scope>(
  verb: { readonly name: string },
  { owner, teamId }: Realm<S>,
  input: unknown,
  requestId: string,
): ClientRequest {
  return { id: requestId, owner, teamId, verb: verb.name, inputHash: hashInput(verb.name, input) };
}

/** A verb without `prepare` declares `undefined` as what is prepared. */
async function prepare<S extends Scope, I, P>(
  verb: { readonly prepare?: (scope: S, input: I) => Promise<P> },
  scope: S,
  input: I,
): Promise<P> {
  return verb.prepare ? verb.prepare(scope, input) : (undefined as P);
}

function wakeInto(wakes: Wake[]) {
  return <N extends JobName>(job: N, payload: JobPayload<N>): void => {
    wakes.push({ job, payload });
  };
}

function into(tries: Tries[]) {
  return (rule: RateRule, subject: string): void => {
    tries.push({ rule, subject });
  };
}

type Audited = Pick<TeamVerb, "name" | "feature">;

async function writeAudit(
  tx: Tx,
  { actor, team, address }: Scope,
  { verb, at, facts }: { verb: Audited; at: Date; facts: AuditFacts },
): Promise<void> {
  await tx.auditEntry.createMany({
    data: [
      {
        id: newId("aud"),
        teamId: facts.teamId ?? team?.id ?? null,
        actorKind: actor.kind,
        actorId: actor.kind === "user" ? actor.userId : actor.kind === "system" ? actor.job : null,
        verb: verb.name,
        feature: verb.feature,
        target: facts.target ?? null,
        ...(facts.details && { details: facts.details }),
        address,
        at,
      },
    ],
  });
}

/** Side by side: a queue that is away costs a person one wait, however many wakes there are. */
async function wakeAll(wakes: readonly Wake[]): Promise<void> {
  await Promise.all(wakes.map(({ job, payload }) => wakeAfterCommit(job, payload)));
}

/** Tries stand on another connection; what is done stays done when they cannot be forgotten. */
async function forgetAll(tries: readonly Tries[]): Promise<void> {
  for (const { rule, subject } of tries) {
    await forgetTries(rule, subject).catch((error: unknown) => {
      log.warn("tries were not forgotten", { rule, error: String(error) });
    });
  }
}
