import { z } from "zod";
import { microsFromDecimal } from "@/lib/money";
import {
  type CallContext,
  type Credentials,
  currencies,
  type LaunchSpec,
  type ProviderAdapter,
  pricingModels,
} from "@/lib/providers/contract";

/** One adapter call that may be made by name: what it takes, and how it is made. */
interface NamedCall<A> {
  /** Shape of its arguments, under the contract's own names. */
  readonly args: z.ZodType<A>;
  /** The call itself; `null` where the adapter has none. */
  readonly of: (adapter: ProviderAdapter) => Maker<A> | null;
}

type Maker<A> = (c: Credentials, args: A, context: CallContext) => Promise<unknown>;

/** A call with its arguments read: ready to be made. */
export type ReadyCall = (c: Credentials, context: CallContext) => Promise<unknown>;

export type Reading =
  | { readonly kind: "ready"; readonly make: ReadyCall }
  | { readonly kind: "no-such-call" }
  | { readonly kind: "wrong-args"; readonly problem: string };

interface AnyCall {
  has(adapter: ProviderAdapter): boolean;
  read(adapter: ProviderAdapter, args: unknown): Reading;
}

function call<A>({ args, of }: NamedCall<A>): AnyCall {
  return {
    has: (adapter) => of(adapter) !== null,
    read(adapter, given) {
      const make = of(adapter);
      if (!make) return { kind: "no-such-call" };
      const parsed = args.safeParse(given);
      if (!parsed.success) return { kind: "wrong-args", problem: problemOf(parsed.error) };
      return { kind: "ready", make: (c, context) => make(c, parsed.data, context) };
    },
  };
}

const problemOf = ({ issues }: z.ZodError) =>
  issues.map(({ path, message }) => [...path, message].join(" ")).join("; ");

const nothing = z.strictObject({});
const id = z.strictObject({ id: z.string().min(1) });
const pair = z.strictObject({ volumeId: z.string().min(1), instanceId: z.string().min(1) });
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const billed = z.strictObject({ id: z.string().min(1), fromAt: instant, toAt: instant });

/** Dollars, or what else it is in, as a decimal where it has a point, else in whole millionths. */
const money = z.string().transform((text, context) => {
  const micros = text.includes(".") ? microsFromDecimal(text) : wholeMicros(text);
  if (micros !== null && micros >= 0n) return micros;
  context.addIssue({ code: "custom", message: 'must be like "0.44" or "440000"' });
  return z.NEVER;
});

const wholeMicros = (text: string) => (/^\d{1,18}$/.test(text) ? BigInt(text) : null);

const text = z.string().min(1).nullable().default(null);

const launch: z.ZodType<LaunchSpec> = z.strictObject({
  name: z.string().min(1).default("ch-operator"),
  instanceType: z.string().min(1),
  gpuCount: z.number().int().min(1).default(1),
  region: text,
  tier: text,
  image: text,
  diskGb: z.number().int().min(1).nullable().default(null),
  ports: z.array(z.number().int().min(1).max(65_535)).default([]),
  sshPublicKeys: z.array(z.string().min(1)).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  startupScript: text,
  command: text,
  pricingModel: z.enum(pricingModels).exclude(["reserved"]).default("on-demand"),
  pricePerHourMicros: money.default(0n),
  pricePerHourIn: z.partialRecord(z.enum(currencies), money).default({}),
  volumeId: text,
});

const byId = (of: (adapter: ProviderAdapter) => IdMaker | undefined): AnyCall =>
  call({
    args: id,
    of(adapter) {
      const make = of(adapter);
      return make ? (c, args, context) => make(c, args.id, context) : null;
    },
  });

const plain = (of: (adapter: ProviderAdapter) => ReadyCall | undefined): AnyCall =>
  call({
    args: nothing,
    of(adapter) {
      const make = of(adapter);
      return make ? (c, _args, context) => make(c, context) : null;
    },
  });

const withArgs = <A>(args: z.ZodType<A>, of: (adapter: ProviderAdapter) => Maker<A> | undefined) =>
  call({ args, of: (adapter) => of(adapter) ?? null });

type IdMaker = (c: Credentials, id: string, context: CallContext) => Promise<unknown>;

/** The calls of the contract by the names an operator says. */
export const calls: ReadonlyMap<string, AnyCall> = new Map([
  ["verify", plain(({ keys }) => keys?.verify)],
  [
    "offers",
    plain(({ prices }) =>
      prices ? (credentials, context) => prices.list({ ...context, credentials }) : undefined,
    ),
  ],
  ["launch", withArgs(launch, ({ instances }) => instances?.launch)],
  ["get", byId(({ instances }) => instances?.get)],
  ["list", plain(({ instances }) => instances?.list)],
  ["terminate", byId(({ instances }) => instances?.terminate)],
  ["stop", byId(({ instances }) => instances?.stop)],
  ["start", byId(({ instances }) => instances?.start)],
  ["restart", byId(({ instances }) => instances?.restart)],
  ["hibernate", byId(({ instances }) => instances?.hibernate)],
  ["logs", byId(({ instances }) => instances?.logs)],
  ["billed", withArgs(billed, ({ instances }) => instances?.billed)],
  ["balance", plain(({ keys }) => keys?.balance)],
  ["ssh-keys", plain(({ keys }) => keys?.sshKeys)],
  ["volumes", plain(({ volumes }) => volumes?.list)],
  ["remove-volume", byId(({ volumes }) => volumes?.remove)],
  ["attach-volume", withArgs(pair, ({ volumes }) => volumes?.attach)],
  ["detach-volume", withArgs(pair, ({ volumes }) => volumes?.detach)],
]);
