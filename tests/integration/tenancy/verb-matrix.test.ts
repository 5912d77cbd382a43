import { beforeAll, describe, expect, it } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { type Tier, tiers } from "@/lib/billing/tiers";
import { verbs } from "@/lib/catalog/verbs";
import { AppError } from "@/lib/errors";
import { setUpBilling } from "@/lib/subscriptions/set-up";
import type { Verb } from "@/lib/verbs/define-verb";
import { runVerb } from "@/lib/verbs/run-verb";
import { freshSecretKey } from "@/tests/factories/stripe";
import { addOffer, rentTwins, runpodOffer } from "@/tests/integration/operations/rented-world";
import { expectedAnswer } from "@/tests/integration/verbs/permission-table";
import {
  type Caller,
  type Cast,
  callers,
  makeCast,
  makeLoner,
  type Player,
  scopeAs,
  scopeOfCaller,
} from "./matrix/cast";
import { samples } from "./matrix/samples";
import type { World } from "./matrix/things";

const twins = rentTwins();
const held: { world?: World; operator?: Player } = {};

beforeAll(async () => {
  process.env.STRIPE_API_URL = twins.sandbox.url;
  process.env.STRIPE_SECRET_KEY = freshSecretKey();
  await setUpBilling();
  held.world = { sandboxUrl: twins.sandbox.url, offerId: await addOffer(runpodOffer) };
  held.operator = await makeLoner("enterprise", "operator@example.com");
});

/** How each try ended: `ok`, or the refusal's code with its reason. */
type Row = ReadonlyMap<Caller, string>;
const rows = new Map<string, Row>();

/** Every caller tries a verb on things of a team of that tier; after a success the team is a new one. */
async function rowOf(verb: Verb, tier: Tier): Promise<Row> {
  const row = new Map<Caller, string>();
  const other = await makeLoner("enterprise");
  let scene = await makeScene(tier, other);
  for (const caller of callers) {
    const outcome = await outcomeOf(verb, scene, caller);
    row.set(caller, outcome);
    if (outcome === "ok") scene = await makeScene(tier, other);
  }
  return row;
}

interface Scene {
  readonly cast: Cast;
  readonly owner: TeamScope;
  readonly players: Readonly<Record<Caller, Player | null>>;
}

async function makeScene(tier: Tier, other: Player): Promise<Scene> {
  const cast = await makeCast(tier);
  const { operator = null } = held;
  return {
    cast,
    owner: await scopeAs(cast.owner),
    players: { ...cast, visitor: null, other, operator },
  };
}

async function outcomeOf(verb: Verb, { cast, owner, players }: Scene, who: Caller) {
  const { world } = held;
  if (!world) throw new Error("the world is not up yet");
  const caller = players[who];
  const input = await samples[verb.name]?.({ world, cast, owner, caller });
  try {
    await runVerb(verb, await scopeOfCaller(caller), input);
    return "ok";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, reason } = error;
    return reason === code ? code : `${code} ${reason}`;
  }
}

const rowsOf = (verb: Verb) =>
  tiers.map((tier) => ({ tier, row: rows.get(`${verb.name} | ${tier}`) }));

/** A new verb needs a sample and, once its lines were read and are right, a run with `-u`. */
describe("every verb, for every role, tenant and tier", () => {
  it("has a sample input", () => {
    expect(Object.keys(samples).sort()).toEqual(verbs.map(({ name }) => name).sort());
  });

  it.each(verbs.map((verb) => [verb.name, verb] as const))("tries %s", async (name, verb) => {
    // One after the other: the operator is one person, whose sessions a verb may end.
    for (const tier of tiers) rows.set(`${name} | ${tier}`, await rowOf(verb, tier));
    for (const { tier, row } of rowsOf(verb)) {
      for (const caller of callers) {
        const expected = expectedAnswer(name, caller === "other" ? "owner" : caller);
        const outcome = row?.get(caller) ?? "";
        if (expected !== "may")
          expect({ tier, caller, outcome: outcome.split(" ")[0] }).toEqual({
            tier,
            caller,
            outcome: expected,
          });
      }
    }
  });

  it("works in Enterprise for everybody the permission table names, on things of their own team", () => {
    const refused = verbs.flatMap((verb) => {
      const row = rows.get(`${verb.name} | enterprise`);
      return callers
        .filter((caller) => caller !== "other" && caller !== "operator")
        .filter(
          (caller) => expectedAnswer(verb.name, caller) === "may" && row?.get(caller) !== "ok",
        )
        .map((caller) => `${verb.name} ${caller}: ${row?.get(caller)}`);
    });
    expect(refused).toEqual([
      "accounts.delete owner: conflict hand-over-first",
      "members.leave owner: conflict owner-stays",
      "billing.open-checkout admin: conflict subscription-exists",
      "billing.open-checkout owner: conflict subscription-exists",
      ...["visitor", "viewer", "member", "admin", "owner"].map(
        (caller) => `billing.join-waiting-list ${caller}: conflict tier-sold`,
      ),
    ]);
  });

  it("touches nothing of another team, whatever the role and the tier", () => {
    const ownThings = new Set([
      "keys.add",
      "deployments.launch-best",
      "templates.create",
      "ssh-keys.add",
      "alerts.create",
      "channels.add",
      "channels.set-preference",
      "channels.ask-telegram",
      "views.save",
      "budgets.set",
      "members.invite",
      "team.rename",
      "team.require-second-step",
      "team.set-time-zone",
      "idle.set-team-rule",
      "billing.open-checkout",
      "billing.drop-checkout",
    ]);
    const touched = verbs
      .filter(({ name, realm }) => realm === "team" && !ownThings.has(name))
      .flatMap((verb) =>
        rowsOf(verb).map(({ tier, row }) => ({
          verb: verb.name,
          tier,
          outcome: row?.get("other"),
        })),
      )
      .filter(({ outcome }) => outcome === "ok");
    expect(touched).toEqual([]);
  });

  it("ends as the matrix says", async () => {
    const head = ["verb", "tier", ...callers].join(" | ");
    const names = verbs.map(({ name }) => name).toSorted();
    const keys = names.flatMap((name) => tiers.map((tier) => `${name} | ${tier}`));
    const lines = keys.map((key) =>
      [key, ...callers.map((caller) => rows.get(key)?.get(caller))].join(" | "),
    );
    await expect(`${[head, ...lines].join("\n")}\n`).toMatchFileSnapshot("verb-matrix.txt");
  });
});
