"use server";

import { action } from "@/lib/actions/action";
import { launch } from "@/lib/deployments/launch";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";

export const launchDeployment = action(launch);
export const stopDeployment = action(stop);
export const startDeployment = action(start);
export const restartDeployment = action(restart);
export const terminateDeployment = action(terminate);
