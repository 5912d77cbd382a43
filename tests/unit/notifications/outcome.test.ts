import { describe, expect, it } from "vitest";
import { hostOf, isPlainAddress } from "@/lib/notifications/channels/email/address";
import { outcomeOfFailure } from "@/lib/notifications/channels/email/outcome";
import { waitAfterTry } from "@/lib/notifications/retry";

const failure = (responseCode: number | null, handedOver: boolean) =>
  outcomeOfFailure({ responseCode, text: "what was\r\nsaid", atRecipient: false, handedOver });

describe("a failed try", () => {
  it("is final at 5xx, and worth another at 4xx, before and after the mail had left", () => {
    for (const handedOver of [false, true]) {
      expect(failure(550, handedOver).kind).toBe("dead");
      expect(failure(451, handedOver).kind).toBe("retry");
    }
  });

  it("without an answer is uncertain only once the whole mail had left", () => {
    expect(failure(null, true).kind).toBe("uncertain");
    expect(failure(null, false).kind).toBe("retry");
  });

  it("ends the address where it was turned down itself, and no policy or text", () => {
    const turnedDown = (responseCode: number, text: string, atRecipient: boolean) =>
      outcomeOfFailure({ responseCode, text, atRecipient, handedOver: false });
    expect(turnedDown(550, "550 5.1.1 no such user", true)).toMatchObject({ ends: "gone" });
    for (const one of [
      turnedDown(550, "550 5.7.1 sender is on a list", true),
      turnedDown(554, "554 text looks like spam", false),
      turnedDown(452, "452 4.2.2 mailbox full", true),
    ]) {
      expect(one).not.toHaveProperty("ends");
    }
  });

  it("keeps what was said on one line", () => {
    expect(failure(550, false)).toMatchObject({ failure: "what was said" });
  });

  it("waits longer each time, never more than an hour, and gives up in the end", () => {
    const waits = Array.from({ length: 39 }, (_, index) => waitAfterTry(index + 1) ?? -1);
    expect(waits.slice(0, 3)).toEqual([15_000, 30_000, 60_000]);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(Math.max(...waits)).toBe(3_600_000);
    expect(waitAfterTry(40)).toBeNull();
  });
});

describe("where a mail goes", () => {
  it("is one plain address and nothing a server could read as more", () => {
    expect(isPlainAddress("ada@example.com")).toBe(true);
    for (const text of ["a@x.com\r\nRCPT TO:<b@x.com>", "a@x.com, b@x.com", "Ada <a@x.com>", ""]) {
      expect(isPlainAddress(text)).toBe(false);
    }
  });

  it("is answered from the sender's host", () => {
    expect(hostOf("ComputeHub <hello@hub.example>")).toBe("hub.example");
    expect(hostOf("hello@hub.example")).toBe("hub.example");
    expect(hostOf("nonsense")).toBe("computehub.invalid");
  });
});
