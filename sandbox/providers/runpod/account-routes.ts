import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import { sshKeysSchema, violations } from "./pod-wire";
import { invalid } from "./problems";
import type { Yard } from "./yard";

/** GET and PUT /account/ssh-keys; PUT replaces the whole set. */
export function accountRoutes(yard: Yard): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/account/ssh-keys",
      run: (call) => json(200, { keys: yard.sshKeys.get(call.caller.account) ?? [] }),
    },
    {
      method: "PUT",
      path: "/account/ssh-keys",
      writes: true,
      run(call) {
        const parsed = sshKeysSchema.safeParse(call.body);
        if (!parsed.success) return invalid(violations(parsed.error));
        yard.sshKeys.put(call.caller.account, parsed.data.keys);
        return json(200, { keys: parsed.data.keys });
      },
    },
  ];
}
