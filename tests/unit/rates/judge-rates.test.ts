import { expect, it } from "vitest";
import { judgeRates } from "@/lib/rates/judge-rates";

const now = new Date("2026-10-08T15:00:00Z");
const known = { day: "2026-10-06", perEuro: { USD: "1.10", CNY: "7.5", GBP: "0.85" } };
const read = (perEuro: Record<string, string>, day = "2026-10-07") =>
  judgeRates({ day, perEuro: { USD: "1.11", CNY: "7.6", GBP: "0.86", ...perEuro } }, known, now);

it("takes what is whole and possible, and no currency nobody needs", () => {
  expect(read({ JPY: "170", INR: "108" })).toEqual({
    kind: "take",
    rates: { day: "2026-10-07", perEuro: { USD: "1.11", CNY: "7.6", GBP: "0.86", INR: "108" } },
  });
});

it("takes a move of 20 percent, and no larger one, either way", () => {
  expect(read({ USD: "1.32" }).kind).toBe("take");
  expect(read({ USD: "0.88" }).kind).toBe("take");
  expect(read({ USD: "1.3201" })).toEqual({ kind: "keep", reason: "absurd" });
  expect(read({ USD: "0.8799" })).toEqual({ kind: "keep", reason: "absurd" });
  expect(read({ GBP: "8.5" })).toEqual({ kind: "keep", reason: "absurd" });
  expect(read({ USD: "0" })).toEqual({ kind: "keep", reason: "absurd" });
  expect(read({ INR: "0.0" })).toEqual({ kind: "keep", reason: "absurd" });
});

it("keeps what is known when dollars or yuan are missing", () => {
  for (const currency of ["USD", "CNY"]) {
    const perEuro = { [currency]: known.perEuro.USD };
    expect(judgeRates({ day: "2026-10-07", perEuro }, known, now)).toEqual({
      kind: "keep",
      reason: "incomplete",
    });
  }
});

it("keeps what is known when the file is older, or of a day to come", () => {
  expect(read({}, "2026-10-05")).toEqual({ kind: "keep", reason: "older" });
  expect(read({}, "2026-10-09")).toEqual({ kind: "keep", reason: "future" });
  expect(read({}, "2026-10-06").kind).toBe("take");
  expect(read({}, "2026-10-08").kind).toBe("take");
});
