import { charge, FREE, type Rate, rateNow } from "../ledger";
import type { Machine, MachineBook, Step } from "../machines";
import type { Standing } from "../network/standing";
import type { Fleet } from "./twin";

/** What becomes of a machine that dies: its state, its rate, and whether it leaves the lists. */
export interface Death {
  state: string;
  rate: "kept" | Rate;
  plan?: Step[];
  ends: boolean;
}

export interface FleetFacts<W> {
  unitMs: number;
  deaths: Record<string, (current: Rate) => Death>;
  /** What the wire shows once a machine costs so many micro-dollars an hour; left out where no rate can move. */
  priced?: (wire: W, micros: bigint) => W;
  /** Where a machine stands in the network; left out for what is no machine. */
  standing?: (machine: Machine<W>) => Standing;
}

/** The control side of a machine book: kill, haunt and charge, alike for every twin. */
export function fleetOf<W>(book: MachineBook<W>, facts: FleetFacts<W>, nowMs: () => number): Fleet {
  const alive = (id: string) => {
    const machine = book.find(id);
    return machine && !machine.gone ? machine : undefined;
  };
  return {
    all: (account) => book.all(account),
    find: (id) => book.find(id),
    standing(id) {
      const machine = book.find(id);
      const standing = machine && facts.standing?.(machine);
      return standing && { ...standing, isUp: standing.isUp && !machine.gone };
    },
    charge: (machine) => charge(machine.segments, facts.unitMs, nowMs()),
    deaths: Object.keys(facts.deaths),
    kill(id, how) {
      const machine = alive(id);
      const dying = facts.deaths[how];
      if (!machine || !dying) return false;
      const rate = rateNow(machine.segments);
      const death = dying(rate);
      book.move(
        machine,
        death.state,
        death.rate === "kept" ? rate : death.rate,
        death.plan,
        death.ends,
      );
      return true;
    },
    reprice(id, micros) {
      const machine = alive(id);
      const { storage, compute } = machine ? rateNow(machine.segments) : FREE;
      if (!machine || !facts.priced || compute === 0n || machine.plan.length > 0) return false;
      const shown = book.rewrite(machine, { wire: facts.priced(machine.wire, micros) });
      book.move(shown, shown.state, { compute: micros, storage }, [], false);
      return true;
    },
    haunt(id) {
      const machine = alive(id);
      if (!machine) return false;
      book.rewrite(machine, { zombie: true });
      return true;
    },
    forget: (account) => book.forget(account),
  };
}
