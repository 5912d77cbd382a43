import type { IncomingHttpHeaders } from "node:http";
import type { Clock } from "../clock";
import type { Charge } from "../ledger";
import type { MachineFacts } from "../machines";
import type { Market } from "../market";
import type { Addresses } from "../network/addresses";
import type { Standing } from "../network/standing";
import type { ScopedSettings, ScopeSettings } from "../scope";
import type { Store } from "../store";
import type { Answer, WireRequest } from "../wire/answer";
import type { Fault } from "../wire/faults";
import type { Reachable } from "../wire/router";

/** What a twin is given to build itself from. */
export interface World {
  store: Store;
  clock: Clock;
  addresses: Addresses;
  /** What a euro is worth, for providers whose prices are in euros: every bill here is in dollars. */
  rates: Market;
  seed: number;
  pace: number;
}

/** Who is calling: an account of this provider and what its key may do. */
export interface Caller {
  account: string;
  rights: "all" | "read" | "none";
  trouble?: string;
}

export interface TwinCall extends WireRequest {
  params: Record<string, string>;
  caller: Caller;
  settings: ScopeSettings;
  /** A fault that changes what the call does rather than how it is answered. */
  twist: Fault | undefined;
}

export interface TwinRoute extends Reachable {
  /** Answered without a key. */
  open?: boolean;
  /** Refused to a key that may only read. */
  writes?: boolean;
  run(call: TwinCall): Answer;
}

/** A provider's own words for what can go wrong with any call. */
export interface Refusals {
  unauthorized(headers: IncomingHttpHeaders): Answer;
  forbidden(): Answer;
  notFound(): Answer;
  wrongMethod(allowed: string[]): Answer;
  malformed(): Answer;
  tooMany(retryAfterS: number | null): Answer;
  broken(status: number): Answer;
  noCapacity(): Answer;
}

/** A key that works; `text` names the sentence in messages.json that says what it does. */
export interface KeyFact {
  key: string;
  account: string;
  text: string;
}

/** The rented machines of a twin, as the control page and the bill see them. */
export interface Fleet {
  all(account?: string): MachineFacts[];
  find(id: string): MachineFacts | undefined;
  /** Where a machine stands in the network; undefined for what has no place there. */
  standing(id: string): Standing | undefined;
  charge(machine: MachineFacts): Charge;
  /** Ways this provider loses a machine; the first is the usual one. */
  deaths: readonly string[];
  kill(id: string, how: string): boolean;
  /** Another rate from now on, for a machine that is billed; false where there is none or it cannot move. */
  reprice(id: string, micros: bigint): boolean;
  haunt(id: string): boolean;
  forget(account?: string): void;
}

/** One provider's stand-in on loopback. */
export interface Twin {
  id: string;
  title: string;
  mount: string;
  keys: KeyFact[];
  routes: TwinRoute[];
  caller(headers: IncomingHttpHeaders): Caller | undefined;
  accountOfKey(key: string): string | undefined;
  /** Makes a key unknown; false where it is. Left out where keys cannot be revoked. */
  revokeKey?(key: string): boolean;
  refusals: Refusals;
  headers?(caller: Caller): Record<string, string>;
  /** Seconds to wait when the caller's real rate limit is used up; null to let it pass. */
  limit?(method: string, path: string, caller: Caller): number | null;
  market: Market;
  settings: ScopedSettings;
  fleet: Fleet | null;
  /** Disks that outlive machines and are billed beside them. */
  disks?: Fleet;
}
