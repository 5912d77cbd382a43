import { z } from "zod";
import type { Store } from "../store";

const percent = z.number().min(0).max(100);
const count = z.number().int().min(0);

/** What ails a machine, seen from outside and from inside; what its provider says is another matter. */
export const conditionSchema = z
  .object({
    /** `cut`: it is silent while its provider says that it runs. */
    power: z.enum(["on", "cut"]),
    /** How many of a hundred connections come to nothing, drawn anew for each. */
    lossPercent: percent,
    /** Every connection takes so much longer. */
    slowMs: z.number().min(0).max(120_000),
    ssh: z.enum(["up", "down"]),
    service: z.enum(["up", "down"]),
    httpStatus: z.number().int().min(200).max(599),
    /** Where the service sends whoever asks, with a status of 3xx. */
    httpLocation: z.string(),
    /** GPUs that have fallen off the bus. */
    gpusLost: count,
    /** `fails`: it cannot speak with the driver. */
    nvidiaSmi: z.enum(["answers", "hangs", "fails", "missing"]),
    /** Numbers of Xid lines in the kernel's log. */
    xids: z.array(count),
    /** The kernel ended a program for want of memory. */
    outOfMemory: z.boolean(),
    /** How long ago what its log tells was. */
    logAgeS: count,
    kernelLog: z.enum(["open", "closed"]),
    eccUncorrected: count,
    /** One more uncorrected error each time somebody looks. */
    eccGrowing: z.boolean(),
    remapPending: z.boolean(),
    remapFailed: z.boolean(),
    recoveryAction: z.enum(["None", "Reset", "Reboot", "Drain P2P", "Drain and Reset"]),
    gpuPercent: percent,
    gpuMemoryPercent: percent,
    temperature: z.number().int().min(0).max(120),
    powerWatts: z.number().min(0).max(2_000),
    diskPercent: percent,
    memoryPercent: percent,
    /** Another number is another host key. */
    hostKey: count,
    /** `restarted`: all of it is over once its provider has set it going anew. */
    until: z.enum(["healed", "restarted"]),
  })
  .partial()
  .strict();

export type Condition = z.infer<typeof conditionSchema>;

const well: Required<Condition> = {
  power: "on",
  lossPercent: 0,
  slowMs: 0,
  ssh: "up",
  service: "up",
  httpStatus: 200,
  httpLocation: "",
  gpusLost: 0,
  nvidiaSmi: "answers",
  xids: [],
  outOfMemory: false,
  logAgeS: 30,
  kernelLog: "open",
  eccUncorrected: 0,
  eccGrowing: false,
  remapPending: false,
  remapFailed: false,
  recoveryAction: "None",
  gpuPercent: 87,
  gpuMemoryPercent: 61,
  temperature: 64,
  powerWatts: 412,
  diskPercent: 38,
  memoryPercent: 27,
  hostKey: 0,
  until: "healed",
};

/** With the moment of the machine's state at which it fell ill. */
const rowSchema = conditionSchema.and(z.object({ stateAtMs: z.number().optional() }));

/** The condition of every machine; one that nobody changed is well. */
export interface Conditions {
  of(machine: string): Required<Condition>;
  /** What was changed of it alone. */
  changed(machine: string): Condition;
  change(machine: string, condition: Condition): void;
  heal(machine: string): void;
}

/**
 * Machines are called `<provider>/<id>`; `stateAtMs` tells when a machine last changed its state at
 * its provider.
 */
export function openConditions(
  store: Store,
  stateAtMs: (machine: string) => number | undefined,
): Conditions {
  const rows = store.collection("network.conditions", (value) => rowSchema.parse(value));
  const changed = (machine: string): Condition => {
    const { stateAtMs: fellIllAtMs, ...condition } = rows.get(machine) ?? {};
    const isOver = condition.until === "restarted" && fellIllAtMs !== stateAtMs(machine);
    return isOver ? {} : condition;
  };
  return {
    of: (machine) => ({ ...well, ...changed(machine) }),
    changed,
    change(machine, condition) {
      const fellIllAtMs = stateAtMs(machine);
      rows.put(machine, {
        ...changed(machine),
        ...condition,
        ...(fellIllAtMs !== undefined && { stateAtMs: fellIllAtMs }),
      });
    },
    heal(machine) {
      if (rows.get(machine)) rows.remove(machine);
    },
  };
}
