import { z } from "zod";
import { AppError } from "@/lib/errors";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { resolveAlarmInput } from "./schema";

/** Says that an alarm about money has been looked at. Throws `conflict` where that was said before. */
export const resolveAlarm = defineOperatorVerb({
  name: "admin.resolve-alarm",
  input: resolveAlarmInput,
  output: z.object({ alarmId: z.string() }),
  audit: ({ alarmId }) => ({ target: alarmId }),
  async run({ tx, now }, { alarmId }) {
    const { count } = await tx.billingAlarm.updateMany({
      where: { id: alarmId, resolvedAt: null },
      data: { resolvedAt: now },
    });
    if (count === 0) throw new AppError("conflict", "alarm-not-open");
    return { alarmId };
  },
});
