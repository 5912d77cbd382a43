"use server";

import { teamAction } from "@/lib/actions/team-action";
import { createTemplate } from "@/lib/templates/create";
import { duplicateTemplate } from "@/lib/templates/duplicate";
import { editTemplate } from "@/lib/templates/edit";
import { removeTemplate } from "@/lib/templates/remove";
import { saveMachine } from "@/lib/templates/save-machine";

export const createTeamTemplate = teamAction(createTemplate);
export const editTeamTemplate = teamAction(editTemplate);
export const duplicateTeamTemplate = teamAction(duplicateTemplate);
export const removeTeamTemplate = teamAction(removeTemplate);
export const saveMachineAsTemplate = teamAction(saveMachine);
