import { type ClassJudge, seeingEverything } from '../scoring';
import { canonicalJson, type ModelDocument } from '../value';
import { readBrandCodes } from './adoption.store';
import { createAdoptionReader } from './adoption-reader';

const stageNames = ['unaware', 'aware', 'educated', 'convinced', 'advocate'] as const;

/** Stages of adoption under a value model, brand by brand. */
export function stageJudge(): ClassJudge {
  return {
    kind: 'adoption',
    canMove: (before, after) => ladderOf(before) !== ladderOf(after),
    judge: async (reader, customerIds, document, at) => {
      const codes = await readBrandCodes(reader);
      const found = await createAdoptionReader(document).adoption(seeingEverything(reader), {
        customerIds,
        brands: null,
        at,
      });
      return found.map((brands) =>
        brands.map(({ brand_id, stage, evidenceCount }) => ({
          about: codes.get(brand_id) ?? String(brand_id),
          class: stageNames[stage],
          reason: `${evidenceCount} pieces of evidence come to the stage ${stageNames[stage]}.`,
        })),
      );
    },
  };
}

/** What decides a stage; what an item of evidence says was settled when it was taken in. */
function ladderOf({ adoption }: ModelDocument): string {
  const { halfLifeDays, up, down, confirmHalfLives } = adoption;
  return canonicalJson({ halfLifeDays, up, down, confirmHalfLives });
}
