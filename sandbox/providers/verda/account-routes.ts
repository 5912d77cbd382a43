import { createHash } from "node:crypto";
import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import { endlessMicros, type Hall } from "./hall";
import { newKeySchema } from "./instance-wire";
import { fail } from "./refusals";

/** GET /balance, and the SSH keys of an account: list, add. */
export function accountRoutes(hall: Hall): TwinRoute[] {
  const keysOf = (account: string) =>
    hall.sshKeys
      .entries()
      .filter(([name]) => name.startsWith(`${account}/`))
      .map(([, key]) => key);
  return [
    {
      method: "GET",
      path: "/balance",
      run: ({ caller }) => {
        const micros = hall.balance(caller.account) ?? endlessMicros;
        return json(200, { amount: microsToNumber(micros), currency: "usd" });
      },
    },
    {
      method: "GET",
      path: "/sshkeys",
      run: ({ caller }) =>
        json(
          200,
          keysOf(caller.account).map(({ createdAtMs, ...key }) => ({
            ...key,
            fingerprint: fingerprintOf(key.key),
            created_at: new Date(createdAtMs).toISOString(),
          })),
        ),
    },
    {
      method: "POST",
      path: "/sshkeys",
      writes: true,
      run({ caller: { account }, body }) {
        const parsed = newKeySchema.safeParse(body);
        if (!parsed.success || !/^(ssh|ecdsa)-\S+ \S+/.test(parsed.data.key)) {
          return fail(400, "Invalid SSH key");
        }
        if (keysOf(account).some(({ name }) => name === parsed.data.name)) {
          return fail(400, "An SSH key of this name exists");
        }
        const id = hall.newId(account);
        hall.sshKeys.put(`${account}/${id}`, { id, ...parsed.data, createdAtMs: hall.nowMs() });
        return { status: 201, text: id };
      },
    },
  ];
}

function fingerprintOf(key: string): string {
  const hex = createHash("md5").update(key).digest("hex");
  return (hex.match(/../g) ?? []).join(":");
}
