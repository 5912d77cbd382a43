import { median } from "@/lib/math";
import type { Micros } from "@/lib/money";
import type { Rates } from "@/lib/rates/types";
import type { Market } from "./market";
import type { Expected } from "./price-list";

/**
 * Why a price is not believed. `zero`: nobody rents for nothing. `absurd`: far from what the market
 * asks for the model. `sudden`: far from the row's own last price, or off it by exactly the factor
 * of a slip. `uneven`: the same against the rest of the provider's own list.
 */
export const heldReasons = ["zero", "absurd", "sudden", "uneven"] as const;
export type HeldReason = (typeof heldReasons)[number];

/** A price to judge: whole offer per hour, for how many cards, and whether these are whole cards. */
export interface JudgedPrice {
  readonly perHourMicros: Micros;
  readonly gpuCount: number;
  readonly isWhole: boolean;
}

/** What is known about a price from elsewhere; every part may be missing. */
export interface Evidence {
  /** The row's own last believed price, whole offer per hour. */
  readonly past: Micros | null;
  /** The currency of the price was the same then, so no slip of currency explains a move. */
  readonly isSameCurrency?: boolean;
  /** What the provider's list lets expect of the whole offer, see `readPriceList`. */
  readonly expected: Expected | null;
  /** What the provider asks for one card of the same model and pricing model in other rows. */
  readonly kin: readonly number[];
  readonly market: Market | null;
}

/** A price moves by more only by mistake, or by an act of the provider somebody should look at. */
const MOST_OFF_PAST = 3.2;
/** Lists of providers that sell in many regions were found to be even to a few percent. */
const MOST_OFF_EXPECTED = 2.5;
const MOST_OFF_KIN = 4;
/** Machines around one card differ: the market is wide, and wider below than above. */
const LEAST_MARKET_WIDTH = Math.log(5);
const MOST_MARKET_WIDTH = Math.log(8);
const CHEAP_SIDE_EXTRA = 0.3;
/** From the middle absolute deviation to a standard deviation, four times. */
const WIDTHS = 4 * 1.4826;
/** No card costs more an hour; the dearest of the collected tables is a fifth of it. */
const DEAREST_CARD_MICROS = 100_000_000;

/**
 * Whether a price is to be held back, and why; `null` believes it. The best evidence decides alone:
 * the row's own past before its provider's list, the list before the market. The policy works with
 * little: without any evidence only a price of zero, or beyond any card's, is held.
 */
export function judge(
  price: JudgedPrice,
  evidence: Evidence,
  rates: Rates,
): { readonly reason: HeldReason } | null {
  const micros = Number(price.perHourMicros);
  if (micros <= 0) return { reason: "zero" };
  if (evidence.past === price.perHourMicros) return null;
  const slips = slipsOf(price.gpuCount, rates);
  if (evidence.past !== null && evidence.past > 0n) {
    const ratio = micros / Number(evidence.past);
    const likely = evidence.isSameCurrency ? slips.units : slips.all;
    const isSudden = isFar(ratio, MOST_OFF_PAST) || isOneOf(ratio, likely, 0.003);
    return isSudden ? { reason: "sudden" } : null;
  }
  if (evidence.expected !== null) {
    const { micros: expected, isEven } = evidence.expected;
    const ratio = micros / expected;
    const hasSlipped = isOneOf(ratio, isEven ? slips.all : slips.units, 0.025);
    return hasSlipped || isFar(ratio, MOST_OFF_EXPECTED) ? { reason: "uneven" } : null;
  }
  const perGpu = micros / cardsOf(price.gpuCount);
  if (isUnlikeKin(perGpu, evidence.kin, slips)) return { reason: "uneven" };
  return price.isWhole && isOffMarket(perGpu, evidence.market) ? { reason: "absurd" } : null;
}

interface Slips {
  readonly rates: readonly number[];
  readonly units: readonly number[];
  readonly all: readonly number[];
}

/** Factors by which a price is off after a slip: currency, decimal point, cents, cards counted. */
function slipsOf(gpuCount: number, rates: Rates): Slips {
  const euro = Number(rates.perEuro.USD ?? 0);
  const ofRates = bothWays(euro > 0 ? [euro] : []);
  const cards = cardsOf(gpuCount);
  const ofUnits = bothWays(cards > 1 ? [10, 100, cards] : [10, 100]);
  return { rates: ofRates, units: ofUnits, all: [...ofRates, ...ofUnits] };
}

function bothWays(factors: readonly number[]): number[] {
  return factors.flatMap((factor) => [factor, 1 / factor]);
}

/** A share of a card is sold as one thing. */
function cardsOf(gpuCount: number): number {
  return Math.max(1, gpuCount);
}

function isUnlikeKin(perGpu: number, kin: readonly number[], slips: Slips): boolean {
  if (kin.length === 0) return false;
  const ratios = kin.map((other) => perGpu / other);
  const same = ratios.filter((ratio) => isOneOf(ratio, [1], 0.05)).length;
  const converted = ratios.filter((ratio) => isOneOf(ratio, slips.rates, 0.003)).length;
  if (converted >= 3 && converted > same && converted * 2 >= kin.length) return true;
  if (ratios.some((ratio) => !isFar(ratio, 1.43))) return false;
  const hasSlipped = ratios.some((ratio) => isOneOf(ratio, slips.units, 0.02));
  return hasSlipped || isFar(perGpu / median(kin), MOST_OFF_KIN);
}

function isOffMarket(perGpu: number, market: Market | null): boolean {
  if (perGpu > DEAREST_CARD_MICROS) return true;
  if (!market) return false;
  const width = Math.min(MOST_MARKET_WIDTH, Math.max(LEAST_MARKET_WIDTH, WIDTHS * market.spread));
  const off = Math.log(perGpu) - market.middle;
  return off > width || off < -width - CHEAP_SIDE_EXTRA - market.slack;
}

function isFar(ratio: number, most: number): boolean {
  return ratio > most || ratio < 1 / most;
}

function isOneOf(ratio: number, factors: readonly number[], tolerance: number): boolean {
  return factors.some((factor) => Math.abs(ratio / factor - 1) < tolerance);
}
