import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import type { MachineId, MachineKind } from "./machine-id";
import {
  accountAnswer,
  blockAnswer,
  blockPage,
  metalAnswer,
  metalMade,
  metalPage,
  nothing,
  sshKeyAnswer,
  sshKeyPage,
  vmAnswer,
  vmMade,
  vmPage,
} from "./machine-wire";
import { hintingAtAddress, kindOfRefusal } from "./refusal";
import { metalPlanPage, planPage } from "./wire";

const MAX_PAGES = 20;
const roots: Readonly<Record<MachineKind, string>> = { vm: "/instances", metal: "/bare-metals" };

/** The HTTP calls of Vultr's v2 that we make; every page of a list is fetched. */
export function vultrClient(baseUrl: string) {
  const asking = asker(baseUrl);
  return {
    plans: (context: CallContext) =>
      asking({}, context).pages("/plans?type=all&", planPage, ({ plans, meta }) => ({
        rows: plans,
        next: meta.links.next,
      })),
    metalPlans: (context: CallContext) =>
      asking({}, context).pages("/plans-metal?", metalPlanPage, ({ plans_metal, meta }) => ({
        rows: plans_metal,
        next: meta?.links.next ?? "",
      })),
    /** Everything that needs a key. */
    as: (credentials: Credentials, context: CallContext) =>
      accountCalls(asking(credentials, context)),
  };
}

function accountCalls({ call, pages }: Asking) {
  return {
    account: () => call({ method: "GET", path: "/account", answer: accountAnswer }),
    vms: () =>
      pages("/instances?", vmPage, ({ instances, meta }) => ({
        rows: instances,
        next: meta.links.next,
      })),
    metals: () =>
      pages("/bare-metals?", metalPage, ({ bare_metals, meta }) => ({
        rows: bare_metals,
        next: meta.links.next,
      })),
    vm: (native: string) =>
      call({ method: "GET", path: pathOf({ kind: "vm", native }), answer: vmAnswer }),
    metal: (native: string) =>
      call({ method: "GET", path: pathOf({ kind: "metal", native }), answer: metalAnswer }),
    launch(kind: MachineKind, body: unknown) {
      const made = { method: "POST", path: roots[kind], body, launches: true } as const;
      return kind === "vm"
        ? call({ ...made, answer: vmMade })
        : call({ ...made, answer: metalMade });
    },
    terminate: (id: MachineId) => call({ method: "DELETE", path: pathOf(id), answer: nothing }),
    act: (id: MachineId, verb: "halt" | "start" | "reboot") =>
      call({ method: "POST", path: `${pathOf(id)}/${verb}`, answer: nothing }),
    sshKeys: () =>
      pages("/ssh-keys?", sshKeyPage, ({ ssh_keys, meta }) => ({
        rows: ssh_keys,
        next: meta.links.next,
      })),
    addSshKey: (body: unknown) =>
      call({ method: "POST", path: "/ssh-keys", body, answer: sshKeyAnswer }),
    blocks: () =>
      pages("/blocks?", blockPage, ({ blocks, meta }) => ({
        rows: blocks,
        next: meta.links.next,
      })),
    block: (id: string) => call({ method: "GET", path: blockPath(id), answer: blockAnswer }),
    deleteBlock: (id: string) => call({ method: "DELETE", path: blockPath(id), answer: nothing }),
    attachBlock: (id: string, body: unknown) =>
      call({ method: "POST", path: `${blockPath(id)}/attach`, body, answer: nothing }),
    detachBlock: (id: string, body: unknown) =>
      call({ method: "POST", path: `${blockPath(id)}/detach`, body, answer: nothing }),
  };
}

const pathOf = ({ kind, native }: MachineId) => `${roots[kind]}/${encodeURIComponent(native)}`;
const blockPath = (id: string) => `/blocks/${encodeURIComponent(id)}`;

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer" | "launches"> & {
  readonly path: string;
};

interface Page<R> {
  readonly rows: readonly R[];
  readonly next: string;
}

type Asking = ReturnType<ReturnType<typeof asker>>;

/** Calls under one key, or under none where there is no key. */
function asker(baseUrl: string) {
  return ({ apiKey = "" }: Credentials, context: CallContext) => {
    function call<T>(request: Call<T>): Promise<T> {
      return hintingAtAddress(
        callProvider({
          ...request,
          url: `${baseUrl}${request.path}`,
          headers: apiKey === "" ? {} : { authorization: `Bearer ${apiKey}` },
          changesMachine: request.method !== "GET",
          secrets: [apiKey],
          kindOf: kindOfRefusal,
          timeoutMs: request.method === "GET" ? 20_000 : 60_000,
          ...context,
        }),
      );
    }

    async function pages<T, R>(
      path: string,
      answer: z.ZodType<T>,
      read: (answer: T) => Page<R>,
    ): Promise<R[]> {
      const rows: R[] = [];
      let cursor = "";
      for (let count = 0; count < MAX_PAGES; count += 1) {
        const place = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const page = read(
          await call({ method: "GET", path: `${path}per_page=500${place}`, answer }),
        );
        rows.push(...page.rows);
        if (page.next === "") return rows;
        cursor = page.next;
      }
      throw new ProviderError("transient", { detail: "the list does not end" });
    }

    return { call, pages };
  };
}
