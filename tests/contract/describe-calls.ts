import { describe, expect, it } from "vitest";
import type { CallContext, ProviderAdapter } from "@/lib/providers/contract";
import { adapterMakers } from "@/lib/providers/registry";
import { type BadAnswer, badAnswers, endOf } from "./bad-answers";
import { type CallName, callNames, callOf, changingCalls } from "./calls";
import { countsFor } from "./proof-table";
import { type ProviderCase, recordedFor } from "./provider-cases";
import type { Asked, Recorded } from "./recorded-server";
import type { Stage } from "./stage";

const LONGEST_MS = 3_000;
/** What an answer of 100 MB may bring on its way before it is cut. */
const MOST_SENT = 64_000_000;

/**
 * Every call an adapter with machines has: made once as recorded, then again and again with one of
 * its requests answered badly. None of it is taken for done, hangs, follows a key away or tells it.
 */
export function describeCalls(id: string, stage: Stage, known: ProviderCase): void {
  const shape = adapterMakers[id]?.({ baseUrl: "http://127.0.0.1:1" });
  if (!shape) throw new Error(`no adapter for ${id}`);
  const names = callNames.filter((name) => callOf(name, shape, { known, volumeId: "" }));
  describe.each(names)("%s", (name) => {
    countsFor(id, name);
    const { make, requests } = rehearsal(name, stage, known);
    const secrets = secretsOf(shape, known);

    it("is made as recorded", async () => {
      const asked = await requests();
      expect(asked.length).toBeGreaterThan(0);
    });

    it.each(badAnswers(stage.elsewhere))(
      "is not believed when answered with $name",
      async (bad) => {
        const asked = await requests();
        for (const request of asked) {
          if (isAnAnswer(bad, recordedFor(known.recording, request))) continue;
          const givenUp = new AbortController();
          stage.server().answer((one) => {
            if (!isSame(one, request)) return recordedFor(known.recording, one);
            if (bad.how.fate === "hang") setImmediate(() => givenUp.abort());
            return bad.how;
          });
          const began = performance.now();
          const { error } = await endOf(make({ signal: givenUp.signal }));
          const where = `${request.method} ${request.path}`;
          expect([where, error?.kind]).toEqual([
            where,
            expect.stringMatching(/^transient$|^ambig/),
          ]);
          if (isTheChange(name, asked, request))
            expect([where, error?.kind]).toEqual([where, "ambiguous"]);
          if (!changingCalls.has(name)) expect([where, error?.kind]).toEqual([where, "transient"]);
          expect(performance.now() - began).toBeLessThan(LONGEST_MS);
          expect(stage.server().hugeBytes()).toBeLessThan(MOST_SENT);
        }
        expect(stage.strangers()).toEqual([]);
      },
    );

    it("tells no secret when the provider repeats all it was sent", async () => {
      const asked = await requests();
      for (const request of asked) {
        for (const status of [200, 400, 401, 403, 404, 409, 422, 429, 500]) {
          stage
            .server()
            .answer((one) =>
              isSame(one, request) ? echo(one, status) : recordedFor(known.recording, one),
            );
          const { shown, error } = await endOf(make({}));
          for (const secret of secrets) expect(shown).not.toContain(secret);
          expect(error?.detail.length ?? 0).toBeLessThanOrEqual(500);
        }
      }
    });
  });
}

/** How a call is made on an adapter that remembers nothing, and what it asks for when all is well. */
function rehearsal(name: CallName, stage: Stage, known: ProviderCase) {
  const fresh = () => stage.at(stage.server().baseUrl);
  const asRecorded = () => stage.server().answer((one) => recordedFor(known.recording, one));
  const found: { volumeId?: string } = {};
  const volumeId = async () => {
    asRecorded();
    const [first] = (await fresh().volumes?.list(known.credentials, {})) ?? [];
    return first?.id ?? "";
  };
  const make = async (context: CallContext) => {
    const call = callOf(name, fresh(), { known, volumeId: found.volumeId ?? "" });
    return call?.(context);
  };
  return {
    make,
    async requests(): Promise<Asked[]> {
      found.volumeId ??= await volumeId();
      asRecorded();
      await make({});
      const asked = [...stage.server().asked];
      return asked.filter((one, at) => asked.findIndex((other) => isSame(one, other)) === at);
    },
  };
}

const isSame = (one: Asked, other: Asked) => one.method === other.method && one.path === other.path;

/** Where the provider answers with nothing but a status, nothing is an answer. */
function isAnAnswer({ how }: BadAnswer, recorded: Recorded): boolean {
  return how.raw === "" && recorded.json === undefined && recorded.raw === undefined;
}

/** The request that makes the change, after those that prepare it. */
function isTheChange(name: CallName, asked: readonly Asked[], request: Asked): boolean {
  const last = asked.findLast(({ method }) => method !== "GET");
  return changingCalls.has(name) && last !== undefined && isSame(last, request);
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
