import { once } from "node:events";
import type { Socket } from "node:net";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import type { ServerChannel } from "ssh2";
import { seeded } from "../ids";
import type { Twin } from "../providers/twin";
import type { Store } from "../store";
import { openAuthority } from "./authority";
import type { Condition, Conditions } from "./conditions";
import { type Behind, doorFinder } from "./find-doors";
import { hostKeys } from "./host-keys";
import { openService } from "./service";
import { runCommand } from "./shell";
import { socksServer, type Verdict } from "./socks";
import { type Resident, serveSsh } from "./ssh";
import { toolsOf } from "./tools";

/** The network in which the played machines stand, and the way into it. */
export interface Network {
  /** Of the SOCKS5 server on loopback. */
  port: number;
  close(): Promise<void>;
}

export interface NetworkFacts {
  port: number;
  /** Folder for what the machines write. */
  dir: string;
  /** Where the certificate of the network's authority stands. */
  authorityFile: string;
  seed: number;
  twins: Twin[];
  conditions: Conditions;
  store: Store;
  /** Hosts that are no machines, by their names: what is said at their port 80 goes there. */
  sites: Readonly<Record<string, (socket: Socket) => void>>;
}

/** What a provider's web gate says where the machine behind it does not answer. */
const BAD_GATEWAY = 502;

/** What a provider's gate says to a command: it lets in terminals alone. */
const NO_COMMANDS = "Error: Your SSH client doesn't support PTY\n";

/** Opens the network: only addresses that a twin handed out for a machine lead anywhere. */
export async function openNetwork(facts: NetworkFacts): Promise<Network> {
  const { twins, conditions, seed, store } = facts;
  const findDoors = doorFinder(twins);
  const keyOf = hostKeys(store);
  const service = openService();
  const authority = await openAuthority(store, facts.authorityFile);
  const counts = new Map<string, number>();
  const counted = (what: string) => {
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    return count;
  };

  const isLost = (name: string, { lossPercent }: Required<Condition>) =>
    lossPercent > 0 &&
    seeded(seed, `${name} attempt ${counted(`${name} attempt`)}`, 10_000) < lossPercent * 100;

  const residentOf = ({ name, machine, standing, door }: Behind): Resident => ({
    user: "user" in door.leads ? door.leads.user : "",
    authorizedKeys: machine.authorizedKeys,
    run(command, channel) {
      if (door.leads.to === "ssh-gate") return sayNo(channel);
      const condition = conditions.of(name);
      const looks = counted(`${name} look`);
      const tools = toolsOf({ name, gpus: standing.gpus, condition, looks });
      const home = join(facts.dir, name);
      return runCommand(
        { home, tools, command },
        { both: channel, errors: channel.stderr },
        (code) => {
          channel.exit(code);
          channel.end();
        },
      );
    },
  });

  const decide = async (host: string, port: number): Promise<Verdict> => {
    const site = facts.sites[host];
    if (site) return port === 80 ? open(site) : { kind: "refused" };
    const found = findDoors(host, port);
    if (found.kind === "nobody") return { kind: "unreachable" };
    if (found.kind === "closed") {
      return found.machines.some(({ name, standing }) => isAwake(name, standing.isUp))
        ? { kind: "refused" }
        : { kind: "silence" };
    }
    const [first] = found.behind;
    if (first?.door.leads.to === "ssh-gate") {
      const inside = found.behind.filter(({ name, standing }) => isAwake(name, standing.isUp));
      return open((socket) => serveSsh(socket, keyOf(host, "gate"), inside.map(residentOf)));
    }
    const one = found.behind.find(({ name, standing }) => isAwake(name, standing.isUp));
    if (first?.door.leads.to === "web-gate") return throughGate(host, one);
    return one ? answer(one) : { kind: "silence" };
  };

  const isAwake = (name: string, isUp: boolean) => isUp && conditions.of(name).power === "on";

  const answer = async (one: Behind): Promise<Verdict> => {
    const condition = conditions.of(one.name);
    if (isLost(one.name, condition)) return { kind: "silence" };
    if (condition.slowMs > 0) await wait(condition.slowMs);
    if (one.door.leads.to === "ssh") {
      if (condition.ssh === "down") return { kind: "refused" };
      const hostKey = keyOf(one.name, String(condition.hostKey));
      return open((socket) => serveSsh(socket, hostKey, [residentOf(one)]));
    }
    if (condition.service === "down") return { kind: "refused" };
    return open((socket) => service.serve(socket, condition));
  };

  /** A gate answers whatever becomes of the machine behind it. */
  const throughGate = async (host: string, one: Behind | undefined): Promise<Verdict> => {
    const condition = one && conditions.of(one.name);
    const isServing = one && condition?.service === "up" && !isLost(one.name, condition);
    if (condition && condition.slowMs > 0) await wait(condition.slowMs);
    const secureContext = await authority.contextFor(host);
    const answer = isServing ? condition : { httpStatus: BAD_GATEWAY, httpLocation: "" };
    return open((socket) => {
      const line = new TLSSocket(socket, { isServer: true, secureContext });
      line.on("error", () => socket.destroy());
      service.serve(line, answer);
    });
  };

  const server = socksServer(decide);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(facts.port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : facts.port,
    async close() {
      service.close();
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function open(serve: (socket: Socket) => void): Verdict {
  return { kind: "open", serve };
}

function sayNo(channel: ServerChannel): () => void {
  channel.write(NO_COMMANDS);
  channel.exit(1);
  channel.end();
  return () => undefined;
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
