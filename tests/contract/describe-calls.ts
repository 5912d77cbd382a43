import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { CallContext, ProviderAdapter } from "@/lib/providers/contract";
import { type BadAnswer, badAnswers, endOf } from "./bad-answers";
import { type CallName, callOf, changingCalls } from "./calls";
import { countsFor } from "./proof-table";
import { type ProviderCase, recordedFor } from "./provider-cases";
import type { Asked, Recorded } from "./recorded-server";
import { isSame, type Rehearsal, type Rehearsed } from "./rehearsal";
import type { Stage } from "./stage";

const LONGEST_MS = 3_000;
/** Some providers answer a launch or an end only once it is done. */
const LONGEST_WAIT_MS = { reading: 60_000, changing: 5 * 60_000 };
/** What an answer of 100 MB may bring on its way before it is cut. */
const MOST_SENT = 64_000_000;

/** What one group of tests is about. */
interface Scene {
  readonly stage: Stage;
  readonly known: ProviderCase;
  readonly rehearsed: Rehearsed;
  /** Makes the call on an adapter that remembers nothing. */
  readonly make: (context: CallContext) => Promise<unknown>;
}

/**
 * Every call an adapter with machines has: made once as recorded, then again and again with one of
 * its requests answered badly. None of it is taken for done, hangs, follows a key away or tells it.
 */
export function describeCalls(
  id: string,
  stage: Stage,
  { known, rehearsal }: { readonly known: ProviderCase; readonly rehearsal: Rehearsal },
): void {
  const { played, flaws, volumeId } = rehearsal;

  it("has answers recorded on which each of its calls works", () => {
    expect(flaws).toEqual([]);
  });

  describe.each(played)("$name", (rehearsed) => {
    countsFor(id, rehearsed.name);
    const make = async (context: CallContext) => {
      const adapter = stage.at(stage.server().baseUrl);
      return callOf(rehearsed.name, adapter, { known, volumeId })?.(context);
    };
    const scene = { stage, known, rehearsed, make };

    it.each(badAnswers(stage.elsewhere))(
      "is not believed when answered with $name",
      async (bad) => {
        for (const request of rehearsed.asked) await meet(scene, bad, request);
        expect(stage.strangers()).toEqual([]);
      },
    );

    it("gives up each of its requests in time, whoever calls", async () => {
      stage.server().answer((one) => recordedFor(known.recording, one));
      const limits = vi.spyOn(AbortSignal, "timeout");
      onTestFinished(() => limits.mockRestore());
      await make({});
      expect(limits.mock.calls.length).toBeGreaterThanOrEqual(stage.server().asked.length);
      const most = LONGEST_WAIT_MS[changingCalls.has(rehearsed.name) ? "changing" : "reading"];
      expect(limits.mock.calls.filter(([ms]) => ms > most)).toEqual([]);
    });

    it("tells no secret when the provider repeats all it was sent", async () => {
      for (const request of rehearsed.asked) {
        for (const status of [200, 400, 401, 403, 404, 409, 422, 429, 500]) {
          await hearBack(scene, request, status);
        }
      }
    });
  });
}

/** One request of the call is answered badly, the others as recorded. */
async function meet({ stage, known, rehearsed, make }: Scene, bad: BadAnswer, request: Asked) {
  if (isAnAnswer(rehearsed.name, bad, recordedFor(known.recording, request))) return;
  const givenUp = new AbortController();
  stage.server().answer((one) => {
    if (!isSame(one, request)) return recordedFor(known.recording, one);
    if (bad.how.fate === "hang") setImmediate(() => givenUp.abort());
    return bad.how;
  });
  const began = performance.now();
  const { error } = await endOf(make({ signal: givenUp.signal }));
  const where = `${request.method} ${request.path}`;
  expect([where, error?.kind]).toEqual([where, kindFor(known, rehearsed, request)]);
  expect(performance.now() - began).toBeLessThan(LONGEST_MS);
  expect(stage.server().hugeBytes()).toBeLessThan(MOST_SENT);
}

/** The request that makes a change leaves it in doubt; others may, where something was changed. */
function kindFor({ machines }: ProviderCase, { name, asked }: Rehearsed, request: Asked): unknown {
  if (!changingCalls.has(name)) return "transient";
  const last = asked.findLast(
    ({ method, path }) => method !== "GET" || machines?.changingGet?.test(path),
  );
  return last && isSame(last, request)
    ? "ambiguous"
    : expect.stringMatching(/^(transient|ambiguous)$/);
}

/** One request is answered with all that was sent to the provider. */
async function hearBack({ stage, known, make }: Scene, request: Asked, status: number) {
  stage
    .server()
    .answer((one) =>
      isSame(one, request) ? echo(one, status) : recordedFor(known.recording, one),
    );
  const { shown, error } = await endOf(make({}));
  for (const secret of secretsOf(stage.adapter(), known)) expect(shown).not.toContain(secret);
  expect(error?.detail.length ?? 0).toBeLessThanOrEqual(500);
}

/**
 * Where the provider answers with nothing but a status, nothing is an answer; where it answers with
 * the bare text of a log, so is any text.
 */
function isAnAnswer(name: CallName, { how }: BadAnswer, recorded: Recorded): boolean {
  const isLog = name === "logs" && typeof recorded.json === "string";
  if (isLog) return how.status === undefined && how.fate === undefined;
  return how.raw === "" && recorded.json === undefined && !recorded.raw;
}

const echo = ({ method, path, headers, body }: Asked, status: number): Recorded => ({
  status,
  json: {
    title: "no",
    status,
    detail: `bad ${headers.authorization}`,
    sent: { method, path, headers, body },
  },
});

/** What no error may show: the secret credentials, and tokens that were had for them. */
function secretsOf({ meta }: ProviderAdapter, { credentials, recording }: ProviderCase): string[] {
  const own = meta.credentialFields
    .filter((field) => field.secret)
    .map(({ name }) => credentials[name]);
  const tokens = JSON.stringify(recording).matchAll(/"(?:access_|refresh_)?token":"([^"]+)"/g);
  return [...own, ...[...tokens].map(([, token]) => token)].filter((one) => one !== undefined);
}
