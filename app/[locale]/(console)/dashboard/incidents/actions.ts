"use server";

import { teamAction } from "@/lib/actions/team-action";
import { acknowledgeIncident } from "@/lib/incidents/acknowledge";
import { addNote } from "@/lib/incidents/add-note";

export const takeIncident = teamAction(acknowledgeIncident);
export const noteIncident = teamAction(addNote);
