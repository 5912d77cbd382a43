import { createHash } from "node:crypto";
import type { z } from "zod";
import { roleMay } from "@/lib/auth/permissions";
import type { Scope, TeamScope } from "@/lib/auth/scope";
import { tierHas } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { asAccounts, inTeam, isUniqueViolation, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JobName, JobPayload } from "@/lib/jobs/catalog";
import { enqueue } from "@/lib/jobs/enqueue";
import { log } from "@/lib/log";
import type { AccountVerb, AuditFacts, TeamVerb } from "@/lib/verbs/define-verb";

export interface RunOptions {
  /** Chosen by the client: the same id gets the same answer and acts once. */
  readonly requestId?: string;
}

interface Wake {
  readonly job: JobName;
  readonly payload: unknown;
}

/**
 * Runs a verb: permission, feature, input, one transaction with the team set, the first answer for
 * a repeated request id, the audit row, and wakes after commit. Throws `AppError`.
 */
export async function runVerb<In extends z.ZodType, Out extends z.ZodType, P>(
  verb: TeamVerb<In, Out, P> | AccountVerb<In, Out, P>,
  scope: Scope,
  rawInput: unknown,
  options: RunOptions = {},
): Promise<z.output<Out>> {
  requirePermission(verb, scope);
  const parsed = verb.input.safeParse(rawInput);
  if (!parsed.success) throw invalidInput(parsed.error);
  return verb.realm === "team"
    ? runInTeam(verb, requireTeam(scope), parsed.data, options)
    : runOnAccounts(verb, scope, parsed.data);
}

function requirePermission(verb: Pick<TeamVerb, "permission" | "feature">, scope: Scope): void {
  if (verb.permission === "visitor") return;
  if (scope.actor.kind === "visitor") throw new AppError("unauthenticated");
  if (verb.permission === "self") {
    if (scope.actor.kind !== "user") throw new AppError("forbidden");
    return;
  }
  const { team } = requireTeam(scope);
  if (!roleMay(team.role, verb.permission)) throw new AppError("forbidden");
  if (verb.feature !== null && !tierHas(team.tier, verb.feature)) {
    throw new AppError("feature-locked", "feature-locked", { values: { feature: verb.feature } });
  }
}

function requireTeam(scope: Scope): TeamScope {
  if (!scope.team) throw new AppError("unauthenticated");
  return { ...scope, team: scope.team };
}

function invalidInput(error: z.ZodError): AppError {
  const fields = Object.fromEntries(
    error.issues.map((issue) => [issue.path.join("."), issue.message] as const),
  );
  return new AppError("invalid", "invalid", { fields });
}

async function runInTeam<In extends z.ZodType, Out extends z.ZodType, P>(
  verb: TeamVerb<In, Out, P>,
  scope: TeamScope,
  input: z.output<In>,
  { requestId }: RunOptions,
): Promise<z.output<Out>> {
  const inputHash = hashInput(verb.name, input);
  if (requestId) {
    const earlier = await inTeam(scope.team.id, (tx) =>
      firstAnswer(tx, scope, requestId, inputHash),
    );
    if (earlier) return verb.output.parse(earlier.answer);
  }
  const prepared = await prepare(verb, scope, input);
  const wakes: Wake[] = [];
  try {
    const output = await inTeam(scope.team.id, async (tx) => {
      const answer = verb.output.parse(await verb.run(context(tx, scope, prepared, wakes), input));
      if (requestId) {
        await tx.verbRequest.create({
          data: {
            id: newId("req"),
            teamId: scope.team.id,
            requestId,
            verb: verb.name,
            inputHash,
            answer: toJson(answer),
            at: clock.now(),
          },
        });
      }
      await writeAudit(tx, scope, verb.name, verb.audit(input, answer));
      return answer;
    });
    await wakeAll(wakes);
    return output;
  } catch (error) {
    if (!requestId || !isUniqueViolation(error)) throw error;
    const winner = await inTeam(scope.team.id, (tx) =>
      firstAnswer(tx, scope, requestId, inputHash),
    );
    if (!winner) throw error;
    return verb.output.parse(winner.answer);
  }
}

async function runOnAccounts<In extends z.ZodType, Out extends z.ZodType, P>(
  verb: AccountVerb<In, Out, P>,
  scope: Scope,
  input: z.output<In>,
): Promise<z.output<Out>> {
  const prepared = await prepare(verb, scope, input);
  const wakes: Wake[] = [];
  const output = await asAccounts(async (tx) => {
    const answer = verb.output.parse(await verb.run(context(tx, scope, prepared, wakes), input));
    await writeAudit(tx, scope, verb.name, verb.audit(input, answer));
    return answer;
  });
  await wakeAll(wakes);
  return output;
}

/** A verb without `prepare` declares `undefined` as what is prepared. */
async function prepare<S extends Scope, I, P>(
  verb: { readonly prepare?: (scope: S, input: I) => Promise<P> },
  scope: S,
  input: I,
): Promise<P> {
  return verb.prepare ? verb.prepare(scope, input) : (undefined as P);
}

function context<S extends Scope, P>(tx: Tx, scope: S, prepared: P, wakes: Wake[]) {
  return {
    tx,
    scope,
    prepared,
    now: clock.now(),
    wake: <N extends JobName>(job: N, payload: JobPayload<N>) => {
      wakes.push({ job, payload });
    },
  };
}

async function firstAnswer(tx: Tx, scope: TeamScope, requestId: string, inputHash: string) {
  const row = await tx.verbRequest.findUnique({
    where: { teamId_requestId: { teamId: scope.team.id, requestId } },
  });
  if (row && row.inputHash !== inputHash) throw new AppError("conflict", "request-id-reused");
  return row;
}

function hashInput(name: string, input: unknown): string {
  return createHash("sha256")
    .update(`${name}\n${JSON.stringify(input)}`)
    .digest("hex");
}

/** Outputs are JSON-safe by contract; this makes the database driver see plain JSON. */
function toJson(value: unknown) {
  return JSON.parse(JSON.stringify(value ?? null));
}

async function writeAudit(tx: Tx, scope: Scope, verb: string, facts: AuditFacts): Promise<void> {
  const { actor } = scope;
  await tx.auditEntry.createMany({
    data: [
      {
        id: newId("aud"),
        teamId: scope.team?.id ?? null,
        actorKind: actor.kind,
        actorId: actor.kind === "user" ? actor.userId : actor.kind === "system" ? actor.job : null,
        verb,
        target: facts.target ?? null,
        ...(facts.details && { details: facts.details }),
        address: scope.address,
        at: clock.now(),
      },
    ],
  });
}

async function wakeAll(wakes: readonly Wake[]): Promise<void> {
  for (const { job, payload } of wakes) {
    try {
      await enqueue(job, payload);
    } catch (error) {
      log.warn("wake was not queued; the sweep will find the row", { job, error: String(error) });
    }
  }
}
