import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import { endlessMicros, type Hall, microsInCurrency } from "./hall";
import { newKeySchema } from "./machine-wire";
import { no, unprocessable } from "./refusals";

const MOST_KEYS = 10;

/** Who the key is of, what is left, and the account's SSH keys: list, add, remove. */
export function accountRoutes(hall: Hall): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/users/user_info",
      run: ({ caller }) => json(200, { user_id: `${caller.account}@example.com`, name: null }),
    },
    {
      method: "GET",
      path: "/users/balance",
      run({ caller: { account } }) {
        const left = hall.balance(account) ?? endlessMicros;
        return json(200, { balance: microsInCurrency(left, account), grants: 0 });
      },
    },
    {
      method: "GET",
      path: "/ssh/",
      run: ({ caller }) => json(200, hall.keysOf(caller.account)),
    },
    {
      method: "POST",
      path: "/ssh/",
      writes: true,
      run({ caller: { account }, body }) {
        const parsed = newKeySchema.safeParse(body);
        if (!parsed.success) return unprocessable(parsed.error);
        if (hall.keysOf(account).length >= MOST_KEYS) {
          return no(`You have reached the limit of ${MOST_KEYS} SSH keys`);
        }
        const key = { ...parsed.data, key_id: `key-${hall.newId(account)}` };
        hall.sshKeys.put(`${account}/${key.key_id}`, key);
        return json(200, { success: true });
      },
    },
    {
      method: "DELETE",
      path: "/ssh/:id",
      writes: true,
      run({ caller: { account }, params }) {
        const name = `${account}/${params.id}`;
        if (!hall.sshKeys.get(name)) return json(404, { detail: "SSH key not found" });
        hall.sshKeys.remove(name);
        return json(200, { success: true });
      },
    },
  ];
}
