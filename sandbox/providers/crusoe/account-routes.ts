import { createHash } from "node:crypto";
import { z } from "zod";
import { json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import type { Hall } from "./hall";
import { fail } from "./refusals";
import { accessKeyOf } from "./signature";

const newKeySchema = z.object({ name: z.string().min(1), public_key: z.string() });

/** Who a key belongs to, the projects it sees, and the SSH keys of its user. */
export function accountRoutes(hall: Hall): TwinRoute[] {
  const keysOf = (account: string) =>
    hall.sshKeys
      .entries()
      .filter(([name]) => name.startsWith(`${account}/`))
      .map(([, key]) => key);
  return [
    {
      method: "GET",
      path: "/users/identities",
      run: ({ caller: { account } }) =>
        json(200, {
          identity: {
            id: `user-${account}`,
            email: `${account}@example.com`,
            name: "Jo Doe",
            role: "member",
          },
        }),
    },
    {
      method: "GET",
      path: "/organizations/projects",
      run: (call) => json(200, { items: projects(hall, call) }),
    },
    {
      method: "GET",
      path: "/users/ssh-keys",
      run: ({ caller }) => json(200, { items: keysOf(caller.account).map(keyView) }),
    },
    {
      method: "POST",
      path: "/users/ssh-keys",
      writes: true,
      run({ caller: { account }, body }) {
        const parsed = newKeySchema.safeParse(body);
        if (!parsed.success || !/^(ssh|ecdsa)-\S+ \S+/.test(parsed.data.public_key)) {
          return fail(400, "invalid ssh key");
        }
        const { name, public_key: publicKey } = parsed.data;
        const key = { id: hall.newId(account), name, publicKey, createdAtMs: hall.nowMs() };
        hall.sshKeys.put(`${account}/${key.id}`, key);
        return json(200, { ssh_key: keyView(key) });
      },
    },
  ];
}

/** An account has one project, which is called as the key that asks. */
function projects(hall: Hall, { caller, query, headers }: TwinCall) {
  if (caller.trouble === "no-projects") return [];
  const isCounted = query.get("skip_loading_project_resources") !== "true";
  const count = (all: readonly { gone: boolean }[]) => ({
    count: isCounted ? all.filter(({ gone }) => !gone).length : 0,
  });
  const none = { count: 0 };
  return [
    {
      id: accessKeyOf(headers),
      organization_id: `org-${caller.account}`,
      name: "default",
      relation: "member",
      resources: {
        instances: count(hall.vms.all(caller.account)),
        disks: count(hall.disks.all(caller.account)),
        snapshots: none,
        images: none,
        vpc_networks: none,
      },
    },
  ];
}

type SshKey = ReturnType<Hall["sshKeys"]["values"]>[number];

function keyView({ id, name, publicKey, createdAtMs }: SshKey) {
  const body = Buffer.from(publicKey.split(/\s+/)[1] ?? "", "base64");
  const digest = (of: string) => createHash(of).update(body);
  return {
    id,
    name,
    public_key: publicKey,
    created_at: new Date(createdAtMs).toISOString(),
    fingerprints: {
      md5: (digest("md5").digest("hex").match(/../g) ?? []).join(":"),
      sha256: digest("sha256").digest("base64").replace(/=+$/, ""),
    },
  };
}
