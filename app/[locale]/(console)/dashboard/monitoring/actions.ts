"use server";

import { teamAction } from "@/lib/actions/team-action";
import { setMachineRule } from "@/lib/deployments/idle/set-machine-rule";
import { setTeamRule } from "@/lib/deployments/idle/set-team-rule";

export const setMachineIdleRule = teamAction(setMachineRule);
export const setTeamIdleRule = teamAction(setTeamRule);
