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

  const atRecipient = (text: string) =>
    outcomeOfFailure({
      responseCode: Number(text.slice(0, 3)),
      text: `Can't send mail - all recipients were rejected: ${text}`,
      atRecipient: true,
      handedOver: false,
    });

  it.each([
    "550 5.1.1 The email account that you tried to reach does not exist",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound",
    "556 5.1.10 Domain does not accept mail",
    "550 No such user here",
    "550 <ada@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
    "550 5.5.0 unknown user",
    "553 sorry, no mailbox here by that name",
  ])("ends the address where there is none: %s", (text) => {
    expect(atRecipient(text)).toMatchObject({ kind: "dead", ends: "gone" });
  });

  it.each([
    "550 relay not permitted",
    "550 5.7.1 Unable to relay",
    "550 5.7.1 sender is on a list",
    "550 5.7.26 unknown user: the sender is not authenticated",
    "552 5.2.2 mailbox full",
    "550 5.2.1 mailbox disabled",
    "550 5.1.8 Sender address rejected: domain not found",
    "550-No Such User Here 550 Sender verify failed",
    "550 5.4.1 Recipient address rejected: Access denied",
    "550 blocked, see 5.1.1.7",
    "554 5.7.1 Client host rejected",
    "554 no such user, transaction failed",
    "452 4.2.2 mailbox full",
  ])("ends no address over what is not about it: %s", (text) => {
    expect(atRecipient(text)).not.toHaveProperty("ends");
  });

  it("ends no address over the text of a mail", () => {
    const said = { responseCode: 550, text: "550 5.1.1 no such user", handedOver: false };
    expect(outcomeOfFailure({ ...said, atRecipient: false })).not.toHaveProperty("ends");
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
