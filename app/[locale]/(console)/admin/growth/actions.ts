"use server";

import { action } from "@/lib/actions/action";
import { readGrowth } from "@/lib/growth/read-growth";

export const readGrowthFigures = action(readGrowth);
