import fc from "fast-check";
import { getProvider } from "@/lib/providers/registry";
import type { RentedProvider } from "./providers";
import { type Scenario, scenarios } from "./scenarios";

export const disturbances = [
  "nothing-else",
  "two-workers",
  "queue-emptied",
  "database-restarted",
] as const;
export type Disturbance = (typeof disturbances)[number];

/** One death and what else happens before somebody goes on. */
export interface Case {
  readonly provider: RentedProvider;
  readonly scenario: Scenario;
  /** `<kind>.<point>:<moment>`. */
  readonly crashAt: string;
  readonly disturbance: Disturbance;
}

/** The scenarios a provider can play. */
export function scenariosOf(provider: RentedProvider): readonly Scenario[] {
  const { instances, meta } = getProvider(provider.id);
  const { capabilities } = meta;
  return scenarios.filter(({ kind, points, from, unwell, doubled, settings, faults }) => {
    // Only where a launch takes several calls can it stop half-way.
    const isHalfWay = points.some((point) => point.startsWith("finish-"));
    if (isHalfWay && !instances?.finishLaunch) return false;
    // Which of two machines without our name is ours, a person says.
    if (doubled) return capabilities?.naming === "ours" && !provider.hasUniqueNames;
    if (settings && provider.unseen?.some((act) => act === kind)) return false;
    if (faults?.some(({ call }) => provider.calls[call] === undefined)) return false;
    // Where an act is followed to its end, none is only accepted.
    if (faults?.some(({ call, fault }) => fault === "accepted" && !provider.accepted[call])) {
      return false;
    }
    if (provider.failsOff && faults?.some(({ fault }) => isBootFailure(fault))) return false;
    const restarts = kind === "restart" || points.some((point) => point.startsWith("reboot-"));
    if (restarts) return capabilities?.restart;
    if (unwell?.there === "stopped") return capabilities?.stop;
    return kind === "stop" || kind === "start" || from === "stopped" ? capabilities?.stop : true;
  });
}

function isBootFailure(fault: NonNullable<Scenario["faults"]>[number]["fault"]): boolean {
  return fault !== "accepted" && fault.kind === "boot-fails";
}

/** Every death of a provider's scenarios with every disturbance. */
export function allCases(provider: RentedProvider): readonly Case[] {
  return scenariosOf(provider).flatMap((scenario) =>
    scenario.points.flatMap((point) =>
      ["before", "after"].flatMap((moment) => {
        const crashAt = `${scenario.kind}.${point}:${moment}`;
        return disturbances.map((disturbance) => ({ provider, scenario, crashAt, disturbance }));
      }),
    ),
  );
}

/** Some of them, the same for the same seed. */
export function sampleOf(cases: readonly Case[], seed: number, size: number): readonly Case[] {
  const shuffled = fc.shuffledSubarray([...cases], { minLength: size, maxLength: size });
  return fc.sample(shuffled, { seed, numRuns: 1 })[0] ?? [];
}

/** A case in words. */
export function nameOf({ provider, scenario, crashAt, disturbance }: Case): string {
  return `${provider.id}: ${scenario.name}, killed at ${crashAt}, ${disturbance}`;
}
