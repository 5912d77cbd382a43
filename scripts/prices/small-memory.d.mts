export function smallMemory(): string[];
