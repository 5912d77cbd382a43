import type { EntryData, EntryKind, LineView, NamedMachine, ToldView } from "@/lib/incidents/types";

/** One thing that happened, before alike ones are gathered. */
export interface Happening {
  readonly id: string;
  readonly kind: EntryKind | "told";
  readonly at: Date;
  readonly machine: NamedMachine | null;
  readonly actor: string | null;
  readonly data: EntryData;
  readonly told: readonly ToldView[];
}

const MOST_NAMED = 5;

/** What many machines of one incident do at about the same time. */
const ofMany: ReadonlySet<LineView["kind"]> = new Set([
  "concluded",
  "recovered",
  "left",
  "moved",
  "flapping",
  "calm",
]);

/**
 * The story of an incident, the newest line first: the same thing said of one machine after another
 * is said once of all of them. Pure.
 */
export function gatherLines(happenings: readonly Happening[]): LineView[] {
  const ordered = happenings.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const groups: Happening[][] = [];
  for (const happening of ordered) {
    const last = groups.at(-1);
    if (last?.[0] && isAlike(last[0], happening)) last.push(happening);
    else groups.push([happening]);
  }
  return groups.flatMap(toLine).reverse();
}

function isAlike(one: Happening, other: Happening): boolean {
  return (
    ofMany.has(one.kind) &&
    one.kind === other.kind &&
    JSON.stringify(one.data) === JSON.stringify(other.data)
  );
}

function toLine(group: readonly Happening[]): LineView[] {
  const [first] = group;
  if (!first) return [];
  const { id, kind, at, actor, data, told } = first;
  const named = new Map(group.flatMap(({ machine }) => (machine ? [[machine.id, machine]] : [])));
  const machines = [...named.values()];
  return [
    {
      id,
      kind,
      at: at.toISOString(),
      until: (group.at(-1) ?? first).at.toISOString(),
      machines: machines.slice(0, MOST_NAMED),
      machineCount: machines.length,
      actor,
      data,
      told,
    },
  ];
}
