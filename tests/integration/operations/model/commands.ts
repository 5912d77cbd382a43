import fc from "fast-check";
import { expect } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { launch } from "@/lib/deployments/launch";
import { sweepHealth } from "@/lib/health/sweep";
import { newId } from "@/lib/ids";
import { microsToDecimal } from "@/lib/money";
import { reapAccounts } from "@/lib/operations/reap";
import { runVerb } from "@/lib/verbs/run-verb";
import { asOwner } from "../as-owner";
import { billOf, launchForm, setFault } from "../rented-world";
import { faultable, faults } from "./faults";
import { forbid, type Model } from "./model";
import { expectPromises } from "./promises";
import { ask, letPass, type Real, rest, type Verb, verbNames, wake } from "./real";

type Command = fc.AsyncCommand<Model, Real>;

interface Deed {
  /** As it is told of a failing run. */
  readonly name: string;
  can?(model: Model): boolean;
  do(model: Model, real: Real): Promise<void>;
}

const MOST_DEPLOYMENTS = 2;
const hasSome = ({ deployments }: Model) => deployments.length > 0;
const pick = fc.nat(MOST_DEPLOYMENTS - 1);

/** What people, the provider and time may do, in any order. */
export const commands = [
  fc.boolean().map(launching),
  fc
    .tuple(fc.constantFrom(...verbNames), pick, fc.boolean())
    .map(([verb, which, twice]) => asking(verb, which, twice)),
  fc.constantFrom(1, 2).map(working),
  fc.constantFrom(1, 2).map(working),
  fc.constant(resting()),
  fc
    .tuple(faultable, faults, fc.constantFrom(1, 1, 2, 5))
    .map(([match, fault, times]) => breaking(match, fault, times)),
  fc
    .tuple(faultable, faults, fc.constantFrom(1, 1, 2, 5))
    .map(([match, fault, times]) => breaking(match, fault, times)),
  fc.constantFrom("503", "reset").map(outage),
  fc.constant(mending()),
  fc.constantFrom(0, 200, 500).map(listLag),
  fc.constantFrom("gone", "error", "exited", "haunt").map(dying),
  fc.constantFrom(300, 2_000, 12_000, 60_000).map(waiting),
  fc.constant(stealing()),
  fc.constant(looking()),
  fc.constant(reaping()),
  fc.constant(dearer()),
].map((one) => one.map(toCommand));

function toCommand({ name, can, ...deed }: Deed): Command {
  return {
    check: (model) => can?.(model) ?? true,
    async run(model, real) {
      await deed.do(model, real);
      await expectPromises(model, real);
    },
    toString: () => name,
  };
}

function launching(twice: boolean): Deed {
  return {
    name: twice ? "launch, clicked twice" : "launch",
    can: ({ deployments }) => deployments.length < MOST_DEPLOYMENTS,
    async do(model, real) {
      const { tenant, deploymentIds } = real;
      const options = { requestId: newId("req") };
      const offer = await asWorker((tx) =>
        tx.offer.findUniqueOrThrow({ where: { id: tenant.offerId } }),
      );
      const form = launchForm(tenant, {
        quotedPerHour: microsToDecimal(offer.pricePerHourMicros),
      });
      const click = () => runVerb(launch, tenant.scope, form, options);
      const answers = await Promise.all(twice ? [click(), click()] : [click()]);
      const ids = new Set(answers.map(({ deployments }) => deployments[0]?.id ?? ""));
      expect(ids.size, "deployments of one click").toBe(1);
      for (const id of ids) {
        model.deployments.push({ id, isEnding: false, noPurchaseAfter: null });
        deploymentIds.push(id);
      }
    },
  };
}

function asking(verb: Verb, which: number, twice: boolean): Deed {
  return {
    name: `${verb} ${which}${twice ? ", clicked twice" : ""}`,
    can: ({ deployments }) => deployments[which] !== undefined,
    async do({ deployments }, real) {
      const wished = deployments[which];
      if (!wished) return;
      const clicks = twice ? [verb, verb] : [verb];
      const refusals = await Promise.all(clicks.map((one) => ask(real, one, wished.id)));
      const isTaken = refusals.includes(null);
      if (verb !== "terminate")
        expect(isTaken && wished.isEnding, "woken from its end").toBe(false);
      if (!isTaken) return;
      if (verb === "stop" || verb === "terminate") forbid(wished, clock.now());
      if (verb === "terminate") wished.isEnding = true;
    },
  };
}

function working(workers: number): Deed {
  return {
    name: `work of ${workers}`,
    can: hasSome,
    async do(_model, real) {
      wake(real, workers);
    },
  };
}

function resting(): Deed {
  return { name: "rest", can: hasSome, do: (_model, real) => rest(real) };
}

function breaking(match: object, fault: Record<string, unknown>, times: number): Deed {
  return {
    name: `${JSON.stringify(fault)} on ${JSON.stringify(match)} x ${times}`,
    do: (_model, { tenant }) => setFault(tenant, match, fault, times),
  };
}

function outage(kind: string): Deed {
  return {
    name: `outage ${kind}`,
    async do(_model, { tenant }) {
      await tenant.wire.control("POST", "outage", { on: true, kind });
    },
  };
}

function mending(): Deed {
  return { name: "mend", do: (_model, real) => mend(real) };
}

/** Nothing goes wrong at the provider any more. */
export async function mend({ tenant }: Real): Promise<void> {
  await tenant.wire.control("DELETE", "faults");
  await tenant.wire.control("POST", "outage", { on: false });
}

function listLag(listLagMs: number): Deed {
  return {
    name: `lists lag ${listLagMs} ms`,
    async do(_model, { tenant }) {
      await tenant.wire.control("POST", "settings", { listLagMs });
    },
  };
}

function dying(how: string): Deed {
  return {
    name: `machine dies: ${how}`,
    can: hasSome,
    async do(_model, { tenant, killed }) {
      const standing = (await billOf(tenant)).machines.find(({ listed }) => listed);
      if (!standing) return;
      killed.add(standing.id);
      const path = `machines/${standing.id}/${how === "haunt" ? "haunt" : "kill"}`;
      await tenant.wire.control("POST", path, how === "haunt" ? {} : { how });
    },
  };
}

function waiting(ms: number): Deed {
  return { name: `${ms} ms pass`, do: (_model, real) => letPass(real, ms) };
}

function stealing(): Deed {
  return {
    name: "leases run out",
    can: hasSome,
    async do(_model, { tenant }) {
      await asOwner((owner) =>
        owner.query(
          "UPDATE operation SET lease_until = clock_timestamp() WHERE state = 'open' AND team_id = $1",
          [tenant.scope.team.id],
        ),
      );
    },
  };
}

function looking(): Deed {
  return { name: "health sweep", can: hasSome, do: (_model, real) => look(real) };
}

/** One look at the account, whenever the last was. */
export async function look({ tenant }: Real): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  await sweepHealth();
}

function reaping(): Deed {
  return {
    name: "reaper",
    can: hasSome,
    async do(_model, { tenant }) {
      await asWorker((tx) =>
        tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextReapAt: new Date(0) } }),
      );
      await reapAccounts();
    },
  };
}

/** As a price refresh would write it; what is on its way out is waited for. */
function dearer(): Deed {
  return {
    name: "the offer gets dearer",
    can: hasSome,
    async do({ deployments }, real) {
      await rest(real);
      await asWorker((tx) =>
        tx.offer.update({
          where: { id: real.tenant.offerId },
          data: {
            pricePerHourMicros: { increment: 700_000n },
            pricePerGpuHourMicros: { increment: 700_000n },
          },
        }),
      );
      for (const wished of deployments) forbid(wished, clock.now());
    },
  };
}
