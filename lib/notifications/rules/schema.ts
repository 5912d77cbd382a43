import { z } from "zod";
import { isTimeZone } from "@/lib/format/time-zones";
import { DAY_MINUTES, eventGroups, modes } from "@/lib/notifications/rules/types";

const id = z.string().min(1).max(60);
const minute = z
  .number()
  .int()
  .min(0)
  .max(DAY_MINUTES - 1);

export const setRuleInput = z.object({
  group: z.enum(eventGroups),
  channel: id,
  mode: z.enum(modes),
});

export const setPreferenceInput = z
  .object({
    timeZone: z.string().max(60).refine(isTimeZone, "time-zone-unknown"),
    quietFrom: minute.nullable(),
    quietTo: minute.nullable(),
    quietCritical: z.enum(["pass", "hold"]),
    digestAt: minute,
  })
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    path: ["quietTo"],
    message: "quiet-hours-half",
  })
  .refine(({ quietFrom, quietTo }) => quietFrom === null || quietFrom !== quietTo, {
    path: ["quietTo"],
    message: "quiet-hours-empty",
  });

export const noticesLinkInput = z.object({ token: z.string().max(300), on: z.boolean() });
