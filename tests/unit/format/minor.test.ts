import { expect, it } from "vitest";
import { formatMinor } from "@/lib/format/minor";

it("T18: shows an amount in its own currency, with as many decimals as that has", () => {
  const shown = (minor: string, currency: string) => formatMinor({ minor, currency }, "en");
  expect(shown("1900", "usd")).toBe("$19.00");
  expect(shown("5", "usd")).toBe("$0.05");
  expect(shown("-250", "eur")).toBe("-€2.50");
  expect(shown("1900", "jpy")).toBe("¥1,900");
  expect(shown("1234567", "bhd")).toContain("1,234.567");
  expect(formatMinor({ minor: "1900", currency: "usd" }, "zh")).toContain("19.00");
});
