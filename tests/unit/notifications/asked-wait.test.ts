import { TelegramError } from "telegraf";
import { describe, expect, it } from "vitest";
import { askedWaitMs } from "@/lib/notifications/channels/asked-wait";
import { outcomeOfRefusal } from "@/lib/notifications/channels/post-json";
import { readFailure } from "@/lib/notifications/channels/telegram/read-failure";

describe("how long a place asks to be left in peace", () => {
  it("is heeded up to an hour", () => {
    expect(askedWaitMs(600)).toBe(600_000);
    expect(askedWaitMs(1.5)).toBe(1_500);
    for (const seconds of [3_600, 99_999_999, 1e20, "99999999", "1e20"]) {
      expect(askedWaitMs(seconds)).toBe(3_600_000);
    }
  });

  it("is a minute where it says nothing that is a time", () => {
    for (const said of [null, undefined, "", "soon", -5, "-5", Number.NaN, "Infinity"]) {
      expect(askedWaitMs(said)).toBe(60_000);
    }
  });

  it("is read alike of a chat room and of Telegram", () => {
    const headers = new Headers({ "retry-after": "99999999" });
    const answer = { status: 429, headers, text: "" };
    expect(outcomeOfRefusal(answer)).toMatchObject({ kind: "retry", waitMs: 3_600_000 });
    const parameters = { retry_after: 99_999_999 };
    const refusal = { error_code: 429, description: "Too Many Requests", parameters };
    const outcome = readFailure(new TelegramError(refusal));
    expect(outcome).toMatchObject({ kind: "retry", waitMs: 3_600_000 });
  });
});
