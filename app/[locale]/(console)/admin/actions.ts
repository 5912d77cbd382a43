"use server";

import { action } from "@/lib/actions/action";
import { findTeam } from "@/lib/admin/find-team";
import { forgetJob } from "@/lib/admin/forget-job";
import { readOverview } from "@/lib/admin/read-overview";
import { readTeam } from "@/lib/admin/read-team";
import { readWaitingList } from "@/lib/admin/read-waiting-list";
import { resendMail } from "@/lib/admin/resend-mail";
import { resolveAlarm } from "@/lib/admin/resolve-alarm";
import { retryEvent } from "@/lib/admin/retry-event";
import { wakeJob } from "@/lib/admin/wake-job";

export const readInstallation = action(readOverview);
export const findTeams = action(findTeam);
export const readTeamDetails = action(readTeam);
export const readWaiting = action(readWaitingList);
export const resendUndelivered = action(resendMail);
export const retryParkedEvent = action(retryEvent);
export const resolveBillingAlarm = action(resolveAlarm);
export const wakeFailedJob = action(wakeJob);
export const forgetFailedJob = action(forgetJob);
