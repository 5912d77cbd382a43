import fc from "fast-check";
import { expect, test } from "vitest";
import { malformedAddress } from "@/lib/malformed-address";

const pattern = new RegExp(`^${malformedAddress}$`, "i");

function canBeRead(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

test.each(["gpus/%E0%A4%A", "%", "%zz", "a/%FF", "%c3%28", "%ed%a0%80", "%f4%90%80%80", "%c0%af"])(
  "%s cannot be read",
  (path) => {
    expect(canBeRead(path)).toBe(false);
    expect(path).toMatch(pattern);
  },
);

test.each(["", "gpus/h100-sxm", "gpus/%E4%BB%B7%E6%A0%BC", "a%20b/%00", "%f0%9f%98%80"])(
  "%s can be read",
  (path) => {
    expect(canBeRead(path)).toBe(true);
    expect(path).not.toMatch(pattern);
  },
);

test("the pattern and the decoder agree on whatever bytes are encoded", () => {
  const byte = fc
    .integer({ min: 0, max: 255 })
    .map((one) => `%${one.toString(16).padStart(2, "0")}`);
  const piece = fc.oneof(byte, fc.constantFrom("a", "/", "%", "0", "%e0%a4", "%f0%9f"));
  const path = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(path, (text) => pattern.test(text) === !canBeRead(text)),
    { numRuns: 5_000 },
  );
});
