import { createHmac } from "node:crypto";
import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";

/** One client request: who sent it, under which id, and what it asked for. */
export interface ClientRequest {
  readonly id: string;
  /** The team, or for acts on accounts the user or "visitor". */
  readonly owner: string;
  readonly teamId: string | null;
  readonly verb: string;
  readonly inputHash: string;
}

/**
 * What an input hashes to. Keyed with the installation's secret, because inputs carry passwords
 * and provider keys.
 */
export function hashInput(verb: string, input: unknown): string {
  return createHmac("sha256", env.AUTH_SECRET)
    .update(`verb-input\n${verb}\n${JSON.stringify(input)}`)
    .digest("hex");
}

/** Makes requests of the same owner and id wait for one another until the transaction ends. */
export async function lockRequest(tx: Tx, request: ClientRequest): Promise<void> {
  const name = `${request.owner} ${request.id}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** The answer already given; throws `conflict` when the id was used for something else. */
export async function findFirstAnswer(tx: Tx, { owner, id, verb, inputHash }: ClientRequest) {
  const row = await tx.verbRequest.findUnique({
    where: { owner_requestId: { owner, requestId: id } },
  });
  if (row && (row.verb !== verb || row.inputHash !== inputHash)) {
    throw new AppError("conflict", "request-id-reused");
  }
  return row;
}

/** Keeps the answer, in the transaction of the act. */
export async function keepFirstAnswer(
  tx: Tx,
  request: ClientRequest,
  kept: { readonly answer: unknown; readonly at: Date },
): Promise<void> {
  await tx.verbRequest.createMany({
    data: [
      {
        id: newId("req"),
        teamId: request.teamId,
        owner: request.owner,
        requestId: request.id,
        verb: request.verb,
        inputHash: request.inputHash,
        answer: toJson(kept.answer),
        at: kept.at,
      },
    ],
  });
}

/** Outputs are JSON-safe by contract; this makes the database driver see plain JSON. */
function toJson(value: unknown) {
  return JSON.parse(JSON.stringify(value ?? null));
}
