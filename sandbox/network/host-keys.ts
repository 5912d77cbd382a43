import ssh2 from "ssh2";
import { z } from "zod";
import type { Store } from "../store";

/** The private host key of each machine, made at the first call; another turn is another key. */
export function hostKeys(store: Store): (name: string, turn: string) => string {
  const rows = store.collection("network.host-keys", (value) => z.string().parse(value));
  return (name, turn) => {
    const known = rows.get(`${name} ${turn}`);
    if (known !== undefined) return known;
    const made = readableKey();
    rows.put(`${name} ${turn}`, made);
    return made;
  };
}

/** About one in 250 that the library makes it cannot read itself. */
function readableKey(): string {
  for (;;) {
    const made = ssh2.utils.generateKeyPairSync("ed25519").private;
    if (!(ssh2.utils.parseKey(made) instanceof Error)) return made;
  }
}
