"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import {
  chooseClock,
  clockChoice,
  clockChoices,
  hourCycleOfBrowser,
  subscribeToClock,
} from "@/components/ui/clock-choice";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type HourCycle, timeOfDay } from "@/lib/format/dates";

/** How times of day are written in this browser; chosen, it holds at once and in every window. */
export function ClockField() {
  const t = useTranslations("console.profile");
  const locale = useReaderLocale();
  const chosen = useSyncExternalStore(subscribeToClock, clockChoice, () => "browser" as const);
  const own = useSyncExternalStore<HourCycle>(never, hourCycleOfBrowser, () => "h24");
  return (
    <Field label={t("clock")} hint={t("clockHint")}>
      <Select
        value={chosen}
        onChange={({ target }) =>
          chooseClock(clockChoices.find((choice) => choice === target.value) ?? "browser")
        }
      >
        {clockChoices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`clocks.${choice}`, { example: timeOfDay(["14", "05"], locale, { cycle: own }) })}
          </option>
        ))}
      </Select>
    </Field>
  );
}

const never = () => () => {};
