import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { asUuid } from "../uuid";
import type { Hall } from "./hall";
import { addKeySchema, type SshKey } from "./instance-wire";
import { fail } from "./refusals";

const DONE: Answer = { status: 200 };

/** SSH keys of a workspace, among them one that Shadeform manages: list, add, read, choose, delete. */
export function sshKeyRoutes(hall: Hall): TwinRoute[] {
  const on = (run: (key: SshKey, call: TwinCall) => Answer) => (call: TwinCall) => {
    const key = allKeys(hall, call.caller.account).find(({ id }) => id === call.params.id);
    return key ? run(key, call) : fail(404, "SSH key not found");
  };
  return [
    {
      method: "GET",
      path: "/sshkeys",
      run: ({ caller }) => json(200, { ssh_keys: allKeys(hall, caller.account) }),
    },
    { method: "POST", path: "/sshkeys/add", writes: true, run: (call) => add(hall, call) },
    { method: "GET", path: "/sshkeys/:id/info", run: on((key) => json(200, key)) },
    {
      method: "POST",
      path: "/sshkeys/:id/setdefault",
      writes: true,
      run: on((chosen, { caller: { account } }) => {
        for (const key of hall.keysOf(account)) {
          hall.sshKeys.put(`${account}/${key.id}`, { ...key, is_default: key.id === chosen.id });
        }
        return DONE;
      }),
    },
    {
      method: "POST",
      path: "/sshkeys/:id/delete",
      writes: true,
      run: on((key, { caller: { account } }) => {
        if (key.is_default || key.id === managedKeyId(account) || isUsed(hall, account, key.id)) {
          return fail(400, "A managed, default or used SSH key cannot be deleted");
        }
        hall.sshKeys.remove(`${account}/${key.id}`);
        return DONE;
      }),
    },
  ];
}

/** The keys of a workspace, Shadeform's own among them. */
export function allKeys(hall: Hall, account: string): SshKey[] {
  const own = hall.keysOf(account);
  const managed = {
    id: managedKeyId(account),
    name: "Shadeform Managed Key",
    public_key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIManagedByShadeform managed",
    is_default: !own.some((key) => key.is_default),
  };
  return [managed, ...own];
}

export const managedKeyId = (account: string) =>
  asUuid(Buffer.from(`managed ${account}`.padEnd(16)).toString("hex"));

function add(hall: Hall, { caller: { account }, body }: TwinCall): Answer {
  const parsed = addKeySchema.safeParse(body);
  if (!parsed.success) return fail(400, "Invalid SSH key");
  if (allKeys(hall, account).some(({ name }) => name === parsed.data.name)) {
    return fail(409, "An SSH key of this name exists already");
  }
  const id = hall.newId(account);
  hall.sshKeys.put(`${account}/${id}`, { id, ...parsed.data, is_default: false });
  return json(200, { id });
}

function isUsed(hall: Hall, account: string, id: string): boolean {
  return hall.instances.all(account).some((one) => !one.gone && one.wire.sshKeyId === id);
}
