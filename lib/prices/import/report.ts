/** What became of the rows of a file. */
export const outcomes = ["accepted", "known", "quarantined", "rejected"] as const;
export type Outcome = (typeof outcomes)[number];

/** One row that was not simply taken. */
export interface Remark {
  readonly line: number;
  readonly outcome: "quarantined" | "rejected";
  readonly reason: string;
}

/** How many rows became what, and the first remarks of each reason. */
export interface ImportReport {
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly reasons: readonly {
    readonly outcome: Remark["outcome"];
    readonly reason: string;
    readonly count: number;
    readonly firstLines: readonly number[];
  }[];
}

/** Called for every remark, in no order that means anything. */
export type OnRemark = (remark: Remark) => void;

const FIRST_LINES = 10;

/** Gathers remarks in little room, however many there are, and passes each on. */
export function gatherRemarks(onRemark: OnRemark) {
  const reasons = new Map<
    string,
    { outcome: Remark["outcome"]; reason: string; count: number; firstLines: number[] }
  >();
  const counts = { quarantined: 0, rejected: 0 };
  return {
    note({ line, outcome, reason }: Remark): void {
      onRemark({ line, outcome, reason });
      counts[outcome] += 1;
      const key = `${outcome}/${reason}`;
      const known = reasons.get(key) ?? { outcome, reason, count: 0, firstLines: [] };
      known.count += 1;
      if (known.firstLines.length < FIRST_LINES) known.firstLines.push(line);
      reasons.set(key, known);
    },
    /** The report, once it is known how many rows were new and how many were stored already. */
    report({ accepted, known }: { accepted: number; known: number }): ImportReport {
      return { counts: { accepted, known, ...counts }, reasons: [...reasons.values()] };
    },
  };
}
