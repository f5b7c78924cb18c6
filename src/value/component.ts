/** The parts of a relationship's value, in the order they are shown. Each lies within -100 and 100. */
export const componentIds = ['engagement', 'reciprocity', 'service', 'durability', 'money'] as const;

export type ComponentId = (typeof componentIds)[number];
