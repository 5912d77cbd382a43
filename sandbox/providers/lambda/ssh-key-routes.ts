import { generateKeyPairSync } from "node:crypto";
import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import type { Hall } from "./hall";
import { addKeySchema, firstViolation } from "./instance-wire";
import { invalid, refusals } from "./refusals";

/** GET, POST and DELETE /ssh-keys; without a public key a pair is made and shown once. */
export function sshKeyRoutes(hall: Hall): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/ssh-keys",
      run: (call) => json(200, { data: hall.keysOf(call.caller.account) }),
    },
    {
      method: "POST",
      path: "/ssh-keys",
      writes: true,
      run(call) {
        const parsed = addKeySchema.safeParse(call.body);
        if (!parsed.success) return invalid(firstViolation(parsed.error));
        const { account } = call.caller;
        const { name, public_key } = parsed.data;
        if (hall.keysOf(account).some((key) => key.name === name)) {
          return invalid("An SSH key with this name already exists.");
        }
        const pair = public_key === undefined ? newPair() : { public_key };
        const key = { id: hall.mint.next(account, "hex"), name, public_key: pair.public_key };
        hall.sshKeys.put(`${account}/${key.id}`, key);
        return json(200, { data: { ...key, ...pair } });
      },
    },
    {
      method: "DELETE",
      path: "/ssh-keys/:id",
      writes: true,
      run(call) {
        const name = `${call.caller.account}/${call.params.id}`;
        if (!hall.sshKeys.get(name)) return refusals.notFound();
        hall.sshKeys.remove(name);
        return json(200, { data: {} });
      },
    },
  ];
}

function newPair() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const blob = Buffer.concat([field(Buffer.from("ssh-ed25519")), field(raw)]);
  return {
    public_key: `ssh-ed25519 ${blob.toString("base64")}`,
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function field(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
