"use server";

import { action } from "@/lib/actions/action";
import { forgetSpelling } from "@/lib/prices/review/forget-spelling";
import { releasePrice } from "@/lib/prices/review/release-price";
import { resolveSpelling } from "@/lib/prices/review/resolve-spelling";

export const releaseHeldPrice = action(releasePrice);
export const resolveUnknownSpelling = action(resolveSpelling);
export const forgetDecidedSpelling = action(forgetSpelling);
