import type { CommissionEntry } from '../commissions/commission-of.ts';
import { type ExplainedStep, percentOf, type Say, step, told } from './explained.ts';

type Note = (entry: CommissionEntry, say: Say) => ExplainedStep | null;

/** What beside its rule made the rate of an entry what it is; one function each. */
const notes: readonly Note[] = [boostNote, capNote, outOfNote];

export function rateNotes(entry: CommissionEntry, say: Say): ExplainedStep[] {
  return notes.flatMap((note) => note(entry, say) ?? []);
}

function boostNote({ boostBasisPoints }: CommissionEntry): ExplainedStep | null {
  if (boostBasisPoints === 0) return null;
  const percent = percentOf(boostBasisPoints);
  return step(
    'R40',
    told(`其中 ${percent} 是团长起步期的加成`, `${percent} of it is the boost of the leader's first days`),
  );
}

/** Where several earn on one line, their shares together stay under the cap. */
function capNote(entry: CommissionEntry, say: Say): ExplainedStep | null {
  const { maximumBasisPoints, uncappedBasisPoints, uncappedPerPiece } = entry;
  if (maximumBasisPoints === null || (uncappedBasisPoints === null && uncappedPerPiece === null)) return null;
  const cap = percentOf(maximumBasisPoints);
  const zh = uncappedBasisPoints === null ? say.zh(uncappedPerPiece ?? 0) : percentOf(uncappedBasisPoints);
  const en = uncappedBasisPoints === null ? say.en(uncappedPerPiece ?? 0) : percentOf(uncappedBasisPoints);
  return step(
    'cap',
    told(
      `一行的佣金合计不超过 ${cap}，原定 ${zh} 因此降低`,
      `All shares of a line together are at most ${cap}: it was declared as ${en} and lowered`,
    ),
  );
}

function outOfNote({ outOf, part, whole }: CommissionEntry): ExplainedStep | null {
  if (outOf === null) return null;
  const share = `${String(part ?? 0)}/${String(whole ?? 0)}`;
  return step(
    'C18',
    told(
      `从佣金 ${outOf} 中分出 ${share}，两份合计不变`,
      `${share} of the commission ${outOf}; the two together stay what it was`,
    ),
  );
}
