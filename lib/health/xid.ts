import type { FaultClass, FirstAct } from "@/lib/health/types";

interface XidMeaning {
  readonly fault: FaultClass;
  /** What helps first, where that is not what the fault's class says. */
  readonly firstAct?: FirstAct;
}

/**
 * What the driver's error codes ask for: the immediate action of the vendor's catalogue
 * (docs.nvidia.com/deploy/xid-errors/analyzing-xid-catalog.html), read on 2026-11-27. Restart the
 * program: a fault of the program. Reset the GPU or its links: a fault of the GPU. Restart the host:
 * the GPU is lost. To be ignored, but worth knowing: worn. 43 and 45 follow another error and end a
 * program; whatever the catalogue leaves to its support is unknown here.
 */
const codesOf: Readonly<
  Record<string, { readonly meaning: XidMeaning; readonly codes: readonly number[] }>
> = {
  lost: { meaning: { fault: "gpu-lost" }, codes: [79] },
  /** Uncorrectable memory, stopped engines and controllers, links, firmware: reset or its workflow. */
  reset: {
    meaning: { fault: "gpu-fault" },
    codes: [
      ...[46, 48, 62, 74, 95, 109, 110, 119, 120, 136, 140, 143, 144, 145, 146, 147, 148, 149, 150],
      ...[151, 155, 156, 158, 160, 162],
    ],
  },
  /** Memory that could not be taken out of use: no reset mends it. */
  replace: { meaning: { fault: "gpu-fault", firstAct: "recreate" }, codes: [64] },
  worn: { meaning: { fault: "gpu-worn" }, codes: [63, 92, 157, 161] },
  program: {
    meaning: { fault: "app-fault" },
    codes: [
      ...[8, 11, 13, 25, 31, 32, 39, 40, 41, 43, 45, 60, 68, 69, 70, 71, 72, 75, 76, 77, 80],
      ...[82, 83, 84, 85, 86, 88, 89, 94, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105],
      ...[126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 139],
    ],
  },
};

/** Says something about another code alone, or is a test of the vendor's own. */
const silent: ReadonlySet<number> = new Set([
  14, 37, 38, 44, 66, 67, 93, 106, 107, 121, 137, 141, 152, 153, 154,
]);

const meanings = new Map(
  Object.values(codesOf).flatMap(({ meaning, codes }) =>
    codes.map((code) => [code, meaning] as const),
  ),
);

/** What a code of the driver's log means: `unknown` where nobody says, `silent` where nothing follows. */
export function meaningOfXid(code: number): XidMeaning | "unknown" | "silent" {
  if (silent.has(code)) return "silent";
  return meanings.get(code) ?? "unknown";
}
