import { expect, it } from "vitest";
import { hidingValues, withoutValues } from "@/lib/beginning/hide-values";
import { ProviderError } from "@/lib/providers/errors";

const secret = 'hf_abc"def';

it("takes a value out as it is, as JSON writes it, and where the text cuts it off", () => {
  expect(withoutValues(`env ${secret} is bad`, [secret])).toBe("env [removed] is bad");
  expect(withoutValues(JSON.stringify({ env: secret }), [secret])).toBe('{"env":"[removed]"}');
  expect(withoutValues(`env ${secret.slice(0, 7)}`, [secret])).toBe("env [removed]");
  expect(withoutValues("nothing here", [secret, ""])).toBe("nothing here");
});

it("keeps all that an error says but the value", async () => {
  const facts = { status: 400, detail: `bad ${secret}`, retryAfterMs: 5, isUnsent: true };
  const call = Promise.reject(new ProviderError("invalid-request", facts));
  await expect(hidingValues([secret], call)).rejects.toMatchObject({
    kind: "invalid-request",
    status: 400,
    retryAfterMs: 5,
    isUnsent: true,
    detail: "bad [removed]",
  });
});
