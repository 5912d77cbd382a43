import type { Micros } from "@/lib/money";
import type { ProviderErrorKind } from "./errors";

/**
 * What every provider adapter offers to the rest of the product. An adapter is a pure client:
 * key in, data out; it knows no database, no other provider and no clock of its own. Every call
 * takes a `CallContext`, ends within its time limit and throws nothing but `ProviderError`.
 */
export interface ProviderAdapter {
  readonly meta: ProviderMeta;
  /** Public or house-key price list. */
  readonly prices?: PricesFace;
  /** Proof that a user's key works, and what it tells about the account. */
  readonly keys?: KeysFace;
  /** Machines under a user's key. */
  readonly instances?: InstancesFace;
  /** Disks under a user's key that may outlive machines. */
  readonly volumes?: VolumesFace;
}

/** What an adapter is made with. */
export interface AdapterSettings {
  /** The API's root, without a trailing slash. */
  readonly baseUrl: string;
  /** Roots of the further hosts that `meta.hosts` names, without a trailing slash. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** Divides the waits a provider asks for between calls; 1 by default. */
  readonly pace?: number;
  /** What tells the time, for calls that are signed with it; this machine's own clock by default. */
  readonly clock?: { now(): Date };
}

/** Client-safe facts about a provider; lives in the adapter's `meta.ts`. */
export interface ProviderMeta {
  readonly id: string;
  readonly name: string;
  /** What brokers call it where that is not its id, in small letters; left out where they do not. */
  readonly alsoSpelled?: readonly string[];
  readonly homepage: string;
  /** Page on which a person rents there; visitors are sent to it. */
  readonly rentUrl: string;
  /** The live world's API root, without a trailing slash. */
  readonly apiUrl: string;
  /** Further roots in the live world, by a short name, where one host does not tell everything. */
  readonly hosts?: Readonly<Record<string, string>>;
  readonly credentialFields: readonly CredentialField[];
  /** Where a person makes a key; opened in a new tab. */
  readonly keyPageUrl: string | null;
  /** Message key suffixes under `providers.<id>.rights`, the least rights to tick, in order. */
  readonly rights: readonly string[];
  readonly prices: PriceSourceMeta | null;
  /** What renting costs beside the machine; left out where nobody published it. */
  readonly fees?: ProviderFees;
  readonly capabilities: Capabilities | null;
}

/** Published fees beside the hourly price, in micro-dollars; `null` where not known. */
export interface ProviderFees {
  readonly storageMicrosPerGbMonth: Micros | null;
  readonly egressMicrosPerGb: Micros | null;
  /** What a stopped machine goes on costing. */
  readonly stopped: "nothing" | "disk" | "full" | "cannot-stop" | null;
  readonly sourceUrl: string;
  /** Day on which this was read, YYYY-MM-DD. */
  readonly asOf: string;
}

export interface CredentialField {
  /** Field name in the credentials object, e.g. `apiKey`. */
  readonly name: string;
  readonly secret: boolean;
  /** Shape a pasted value must have before it is sent anywhere. */
  readonly pattern: RegExp;
}

export interface PriceSourceMeta {
  /**
   * `keyless`: anyone may ask; `house-key`: read with a key of the installation's owner, for
   * everybody; `user-key`: read with a team's own key, for that team; `dated`: no API tells prices,
   * so a table with its day stands in (`PricesFace.table`), joined with a house key to what can be
   * launched where machines are rented.
   */
  readonly access: "keyless" | "house-key" | "user-key" | "dated";
  /** 0: never asked. */
  readonly refreshEveryMs: number;
  /**
   * YYYY-MM-DD of the table whose prices its live offers carry; left out where the source tells the
   * prices of its offers itself.
   */
  readonly listedOn?: string;
  /** Public page or documentation of the price list. */
  readonly sourceUrl: string;
  /**
   * How well the source's shape is known: an official spec, an official one of which only a third
   * party's copy is at hand, one that is out of date, a third party's own, or none at all but facts
   * gathered from public code.
   */
  readonly evidence: "official-spec" | "copied-spec" | "old-spec" | "unofficial" | "none";
  /** Terms under which the prices are published, in a few words; left out where none are stated. */
  readonly licence?: string;
  /** What about this source nobody could verify: message key suffix under `sources.unverified`. */
  readonly unverified?: string;
}

/**
 * What a provider can do at all. Optional calls of the faces exist exactly where this record says so
 * (`stop` and `start`, `restart`, `hibernate`, `logs`, `volumes`), which the contract suite checks.
 */
export interface Capabilities {
  /** `marketplace`: hosts of all kinds ask their own prices; `broker`: resells other clouds. */
  readonly market: "cloud" | "marketplace" | "broker";
  readonly runtime: "container" | "vm";
  /** `provider`: it names machines itself, so ours are told apart by lists before and after. */
  readonly naming: "ours" | "provider";
  /** The tiers of offers that can be launched; left out where all can. */
  readonly tiers?: readonly string[];
  readonly stop: boolean;
  /** `while-stopped`: only a stopped machine can be sent to sleep. */
  readonly hibernate: "no" | "while-running" | "while-stopped";
  /** What a sleeping machine goes on costing; left out where it cannot sleep. */
  readonly hibernatedBilling?: "nothing" | "disk";
  /** What goes on costing money while stopped. */
  readonly stoppedBilling: "nothing" | "disk" | "full" | "cannot-stop";
  /** Nobody published what a stopped machine costs, so the dearest is assumed. */
  readonly isStoppedBillingAssumed?: true;
  /** US dollars per GB and month of disk while stopped, where `stoppedBilling` is `disk`. */
  readonly stoppedDiskMicrosPerGbMonth: Micros;
  /** The same while running, on top of the offer's price; 0 where disk is part of the price. */
  readonly runningDiskMicrosPerGbMonth: Micros;
  readonly restart: boolean;
  /** `fixed`: at the provider's spot price; `bid`: at ours, until somebody bids more. */
  readonly spot: "no" | "fixed" | "bid";
  readonly logs: boolean;
  /** When a volume can be put to a machine. */
  readonly volumes: "no" | "at-launch" | "any-time";
  /** What a machine launched with a volume gives up for it. */
  readonly withVolume?: {
    /** The tiers that take one; left out where all do. */
    readonly tiers?: readonly string[];
    /** It takes the place of the machine's own data disk. */
    readonly replacesDisk?: true;
  };
  readonly image: boolean;
  readonly diskGb: { readonly min: number; readonly max: number; readonly default: number } | null;
  /** The folder that outlives a stop; left out where the whole disk does. */
  readonly dataPath?: string;
  /** What clears a local disk that machines may have beside the one that is kept; left out where nothing does. */
  readonly clearsLocalDisk?: "stop" | "hibernate";
  readonly ports: boolean;
  /** A create takes variables of its environment; left out where it does not. */
  readonly environment?: true;
  /** A create takes a script that runs as the machine starts, of at most `maxBytes`; left out where not. */
  readonly startupScript?: { readonly maxBytes: number };
  readonly sshKey: "required" | "optional";
  /** The host of a gate by which terminals reach machines without a door of their own. */
  readonly sshGate?: string;
  /** A machine takes one key and no more; left out where it takes several. */
  readonly oneSshKey?: true;
  /**
   * A create tells the image's entrypoint what to run; left out where it does not. `instead-of-ssh`:
   * the machine then has no SSH and runs no startup script.
   */
  readonly command?: "beside-ssh" | "instead-of-ssh";
  readonly maxGpuCount: number;
  /** A start may give a machine another id under its old name; left out where it keeps its own. */
  readonly startMayRename?: true;
  /** How long after a create the machine may still be missing from lists. */
  readonly settleMs: number;
  /** A machine not running after this is given up. */
  readonly startDeadlineMs: number;
  readonly usualStartSeconds: readonly [number, number];
  readonly billingStarts: "created" | "running";
  /** A disk is made, and charged, before the machine: what is refused then may have cost a trifle. */
  readonly disksComeFirst?: true;
  /** What costs money on the way up all the same, where billing starts with running; left out: nothing. */
  readonly startingBilling?: "disk";
  /** Time is billed in started units of this many seconds. */
  readonly billingUnitSeconds: number;
  /** All runs of one rate are added up before they are rounded; left out where each is by itself. */
  readonly addsRunsUp?: true;
  /** It bills what was used afterwards: an account that owes money is in good order. */
  readonly billsAfterwards?: true;
  /** The provider's limits on calls; all of them hold at once. */
  readonly rate: readonly RateLimit[];
}

/** At most `calls` calls every `everyMs`, saved up to no more than `calls`. */
export interface RateLimit {
  /** `credential`: counted per key; `address`: per address the calls come from, all keys together. */
  readonly per: "credential" | "address";
  readonly of: "all-calls" | "launches";
  readonly calls: number;
  readonly everyMs: number;
}

export type Credentials = Readonly<Record<string, string>>;

/** What goes along with every call; an adapter hands all of it on to `callProvider`. */
export interface CallContext {
  readonly signal?: AbortSignal | undefined;
  readonly guard?: CallGuard | undefined;
}

/** Keeps a provider's limits for every process together, and learns from how calls end. */
export interface CallGuard {
  /**
   * Waits for a request's turn. Throws a `ProviderError` that is `isUnsent` where it should not be
   * sent now: `rate-limited` with the time to wait, or `transient` while the provider is failing.
   */
  enter(request: { readonly launches: boolean }): Promise<void>;
  /**
   * How the request ended; `null`: with an answer that was understood. `retryAfterMs` where the
   * provider said how long it wants to be left alone. Never throws.
   */
  leave(failure: ProviderErrorKind | null, retryAfterMs?: number | null): Promise<void>;
}

export const pricingModels = ["on-demand", "spot", "reserved"] as const;
export type PricingModel = (typeof pricingModels)[number];

export const availabilities = ["available", "limited", "unavailable", "unknown"] as const;
export type Availability = (typeof availabilities)[number];

/** One sellable thing as a provider lists it, before the GPU name is understood. */
export interface ProviderOffer {
  /** Stable within the provider: same thing tomorrow, same key. */
  readonly key: string;
  /** What launch wants back: plan id, GPU id, type name. */
  readonly instanceType: string;
  readonly gpuSpelling: string;
  /** Whole cards in the offer; 1 for a slice. */
  readonly gpuCount: number;
  /** Greatest count one may ask for; the price scales with it. Equals `gpuCount` when fixed. */
  readonly maxGpuCount: number;
  /** A slice of a card (MIG profile, fraction by memory) is never compared with whole cards. */
  readonly isPartition: boolean;
  readonly gpuMemoryGb: number | null;
  readonly vcpu: number | null;
  readonly ramGb: number | null;
  readonly diskGb: number | null;
  /** The provider's own region word; `null` when it sells without naming one. */
  readonly region: string | null;
  readonly pricingModel: PricingModel;
  /** Whole offer (`gpuCount` cards) per hour, in millionths of `currency`. */
  readonly pricePerHourMicros: Micros;
  readonly currency: Currency;
  /** As the provider wrote it, with its unit, for the record: `"2.397 USD/instance-hour"`. */
  readonly nativePrice: string;
  readonly availability: Availability;
  readonly tier: string | null;
  /** What is billed at least, in minutes, however early the machine is ended; left out where nothing is. */
  readonly leastMinutes?: number;
  /**
   * A machine of it has no address of its own, so that only ports to which the provider opens a way
   * can be reached; left out where that is not known beforehand.
   */
  readonly sharesAddress?: boolean;
  /** The id of the cloud behind a broker's offer: the same machine is sold there too. */
  readonly brokeredFrom?: string | null;
  /** When the price was true by the source's own word; left out where it does not say. */
  readonly observedAt?: Date | null;
}

/** Currencies in which providers name prices. */
export const currencies = ["USD", "EUR", "INR", "GBP"] as const;
export type Currency = (typeof currencies)[number];

/** Offers of a provider whose prices no API tells, with the day they were read. */
export interface DatedTable {
  /** YYYY-MM-DD. */
  readonly observedOn: string;
  readonly offers: readonly ProviderOffer[];
}

export interface PricesFace {
  /**
   * The whole current list. `credentials` only for sources that are not keyless.
   * Rows that cannot be read are left out and counted in `skipped`, with one example each.
   */
  list(context: CallContext & { credentials?: Credentials }): Promise<PriceList>;
  /**
   * What the provider tells anyone of the same list, with the same keys where it names the same;
   * asked only where `list` needs a house key and none is set.
   */
  readonly listOpen?: (context: CallContext) => Promise<PriceList>;
  /** Only where `meta.prices.access` is `dated`; `list` then answers nothing without credentials. */
  readonly table?: DatedTable;
}

export interface PriceList {
  readonly offers: readonly ProviderOffer[];
  readonly skipped: readonly { readonly reason: string; readonly example: string }[];
}

export interface KeysFace {
  /** Throws `invalid-key` or `missing-right`; answers what the provider tells about the account. */
  verify(credentials: Credentials, context: CallContext): Promise<KeyFacts>;
  /** Credit left, or what is owed where it is negative. */
  readonly balance?: (credentials: Credentials, context: CallContext) => Promise<Balance>;
  /** SSH keys the account knows already. */
  readonly sshKeys?: (c: Credentials, context: CallContext) => Promise<readonly AccountSshKey[]>;
}

export interface Balance {
  /** Millionths of `currency`. */
  readonly micros: Micros;
  readonly currency: Currency;
}

export interface AccountSshKey {
  readonly id: string;
  readonly name: string | null;
  /** `ssh-ed25519 AAAA...`, as the provider keeps it. */
  readonly publicKey: string;
}

export interface KeyFacts {
  /** E-mail or account name at the provider, where told. */
  readonly account: string | null;
  /** `null` where rights cannot be read without launching. */
  readonly canLaunch: boolean | null;
  /** What the key may do, in the provider's own words; left out where it does not tell. */
  readonly scopes?: readonly string[];
}

export interface LaunchSpec {
  /** Deterministic, ours: `ch-<installation>-<operation>-<step>-<n>`; also the label. */
  readonly name: string;
  readonly instanceType: string;
  readonly gpuCount: number;
  readonly region: string | null;
  readonly tier: string | null;
  readonly image: string | null;
  readonly diskGb: number | null;
  readonly ports: readonly number[];
  readonly sshPublicKeys: readonly string[];
  /** Variables by name, secret ones among them; empty where `capabilities.environment` is not set. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs once as the machine starts, as root; begins with `#!`. */
  readonly startupScript: string | null;
  /** Given to the image's entrypoint; `null`: the image's own. */
  readonly command: string | null;
  readonly pricingModel: "on-demand" | "spot";
  /** What the person agreed to per hour for the whole machine, disk not counted: the bid, where one is made. */
  readonly pricePerHourMicros: Micros;
  /** The same in millionths of other currencies, for what is priced in one of them. */
  readonly pricePerHourIn?: Readonly<Partial<Record<Currency, Micros>>>;
  /** A volume of the account to put to it. */
  readonly volumeId: string | null;
}

export const providerStatuses = [
  "provisioning",
  "running",
  "stopped",
  "failed",
  "terminating",
  "terminated",
  "unknown",
] as const;
export type ProviderStatus = (typeof providerStatuses)[number];

/** The provider's machine, in our words. */
export interface Instance {
  readonly id: string;
  /** The name we gave, or `null` where the provider names machines itself. */
  readonly name: string | null;
  readonly status: ProviderStatus;
  /** The provider's own word for the status. */
  readonly nativeStatus: string;
  /** What it costs now, disk included, by the provider's word; `null` where it does not say. */
  readonly ratePerHourMicros: Micros | null;
  /** What it costs at this moment of its start, where the provider prices that apart. */
  readonly startingPerHourMicros?: Micros;
  /** Of one still on its way up where billing starts with running: it is billed already. */
  readonly isMetered?: true;
  /** Of one that runs: not before it began to, by the provider's word; left out where it does not say. */
  readonly runningSince?: Date;
  readonly ssh: SshAddress | null;
  /**
   * The host of `ssh` is nobody else's, and every port of the machine is there. `false` where there
   * is no `ssh`, where machines share the host or a gate leads to them, and where that is not known.
   */
  readonly hasOwnAddress: boolean;
  /** The places to which the provider says that ports of the machine lead. */
  readonly ports: readonly { readonly internal: number; readonly external: string }[];
  readonly region: string | null;
  readonly createdAt: Date | null;
  /** The provider took it away for somebody who pays more. */
  readonly isPreempted?: boolean;
  /**
   * Of one that has stopped: whether it keeps its GPU, and costs what it does while it runs; left out
   * where that is not known.
   */
  readonly keepsGpu?: boolean;
  /** The machine is gone: this is a disk of it that still costs money and may hold data. */
  readonly isLeftover?: true;
}

export interface SshAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

export interface InstancesFace {
  /** Starts one machine. The answer may come before the machine shows up in `list`. */
  launch(credentials: Credentials, spec: LaunchSpec, context: CallContext): Promise<{ id: string }>;
  /**
   * Only where a launch takes several calls, the first of which makes a machine that is off: makes
   * those that are left, for one that stands there so.
   */
  readonly finishLaunch?: (
    c: Credentials,
    id: string,
    spec: LaunchSpec,
    context: CallContext,
  ) => Promise<void>;
  /** `null` when the provider says it does not exist (any more). */
  get(credentials: Credentials, id: string, context: CallContext): Promise<Instance | null>;
  /** All machines of the account, all pages. */
  list(credentials: Credentials, context: CallContext): Promise<readonly Instance[]>;
  /**
   * A machine already gone is success. Where an end takes several calls, those that are left are made
   * by asking again; `conflict`: not yet.
   */
  terminate(credentials: Credentials, id: string, context: CallContext): Promise<void>;
  /** Where stopping takes several calls, those that are left are made by asking again. */
  readonly stop?: (c: Credentials, id: string, context: CallContext) => Promise<void>;
  /** Wakes a sleeping machine too. Answers the id it has from now on. */
  readonly start?: (c: Credentials, id: string, context: CallContext) => Promise<{ id: string }>;
  /** Gives the GPU back and keeps the disk. */
  readonly hibernate?: (c: Credentials, id: string, context: CallContext) => Promise<void>;
  readonly restart?: (c: Credentials, id: string, context: CallContext) => Promise<void>;
  /** The machine's last lines of output, oldest first, at most 500. */
  readonly logs?: (c: Credentials, id: string, context: CallContext) => Promise<readonly string[]>;
  /** What the provider has billed for a machine so far, also one that is gone. */
  readonly billed?: (c: Credentials, machine: BilledMachine, x: CallContext) => Promise<Micros>;
}

export interface BilledMachine {
  readonly id: string;
  /** The time the question is about: not before the machine was made, to now. */
  readonly fromAt: Date;
  readonly toAt: Date;
}

/** A disk of an account, in our words. */
export interface Volume {
  readonly id: string;
  readonly name: string | null;
  readonly sizeGb: number;
  readonly region: string | null;
  /** Provider's ids of the machines it hangs on. */
  readonly attachedTo: readonly string[];
  /** It holds a machine's system, and is part of that machine while it hangs on it. */
  readonly isSystem?: true;
  /** What it costs, attached or not; `null` where nobody published it. */
  readonly ratePerHourMicros: Micros | null;
  readonly createdAt: Date | null;
  /** The provider's own word for the status. */
  readonly nativeStatus: string;
}

export interface VolumesFace {
  /** All volumes of the account, all pages. */
  list(credentials: Credentials, context: CallContext): Promise<readonly Volume[]>;
  /** Ends it and everything on it. One already gone is success. */
  remove(credentials: Credentials, id: string, context: CallContext): Promise<void>;
  /** Both only where `capabilities.volumes` is `any-time`. */
  readonly attach?: (c: Credentials, pair: VolumePair, context: CallContext) => Promise<void>;
  readonly detach?: (c: Credentials, pair: VolumePair, context: CallContext) => Promise<void>;
}

export interface VolumePair {
  readonly volumeId: string;
  readonly instanceId: string;
}
