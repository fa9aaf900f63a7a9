import { demandCategories } from '../catalog/demand-categories.ts';
import { variants } from '../catalog/tables.ts';
import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { type FieldProblem, refuse } from '../shared/error.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantOf, instantText } from '../shared/time.ts';
import { amountOf, type Shop, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { ChangePromotion, PromotionView } from './schemas.ts';
import { promotions } from './tables.ts';
import { type Promotion, type PromotionKind, type PromotionTerms, worthOf } from './terms.ts';

type Wanted = Omit<ChangePromotion, 'promotionId'>;

/** What a promotion will be, from what was given and else from what it was. */
export interface PromotionValues {
  readonly name: string;
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly budget: number | null;
  readonly usesPerCustomer: number | null;
  readonly terms: PromotionTerms;
}

/** Refuses what cannot work, with every wrong field: invalid_input, category_unknown, currency_mismatch, not_found. */
export function valuesOf(
  work: Work,
  kind: PromotionKind,
  wanted: Wanted,
  before: Promotion | undefined,
  { now }: Context,
): PromotionValues {
  const shop = theShop(work);
  const { startsAt, endsAt, budget, usesPerCustomer } = wanted;
  const values: PromotionValues = {
    name: wanted.name ?? before?.name ?? '',
    startsAt: startsAt === undefined ? (before?.startsAt ?? now) : instantOf(startsAt),
    endsAt: endsAt === undefined ? (before?.endsAt ?? null) : endsAt === null ? null : instantOf(endsAt),
    budget: budget === undefined ? (before?.budget ?? null) : budget && amountOf(shop, budget, 'budget'),
    usesPerCustomer: usesPerCustomer === undefined ? (before?.usesPerCustomer ?? null) : usesPerCustomer,
    terms: termsOf(work, wanted, before?.terms, shop),
  };
  const fields = problemsOf(kind, values, before?.spent ?? 0);
  if (fields.length > 0) refuse('invalid_input', { fields });
  return values;
}

function termsOf(work: Work, wanted: Wanted, before: PromotionTerms | undefined, shop: Shop): PromotionTerms {
  const { leaderIds, categories, steps, gift, every } = wanted;
  demandCategories(
    work,
    (categories ?? []).map((name, index) => ({ name, path: `categories.${String(index)}` })),
  );
  return {
    leaderIds: leaderIds?.map((id) => work.resolve(leaders, id).id) ?? before?.leaderIds ?? [],
    categories: categories ?? before?.categories ?? [],
    steps:
      steps?.map(({ from, amount, basisPoints }, index) => ({
        from: from === undefined ? 0 : amountOf(shop, from, `steps.${String(index)}.from`),
        amount: amount === undefined ? null : amountOf(shop, amount, `steps.${String(index)}.amount`),
        basisPoints: basisPoints ?? null,
      })) ??
      before?.steps ??
      [],
    gift: gift
      ? {
          variantId: work.resolve(variants, gift.variantId).id,
          pieces: gift.pieces,
          from: gift.from === undefined ? 0 : amountOf(shop, gift.from, 'gift.from'),
          onUndone: gift.onUndone,
        }
      : (before?.gift ?? null),
    every: every ?? before?.every ?? null,
  };
}

const discounts: readonly PromotionKind[] = ['firstOrder', 'spendSave', 'coupon'];

function problemsOf(kind: PromotionKind, values: PromotionValues, spent: number): FieldProblem[] {
  const found: FieldProblem[] = [];
  const wrong = (path: string, code: string, message: string): void =>
    void found.push({ path, code, message });
  const { terms, startsAt, endsAt, budget } = values;
  if (endsAt !== null && endsAt <= startsAt) wrong('endsAt', 'period', 'Must be later than startsAt.');
  if (budget !== null && budget < spent)
    wrong('budget', 'below_spent', 'Orders have reserved or used more than that already.');
  if (discounts.includes(kind)) stepProblems(kind, terms, wrong);
  else if (terms.steps.length > 0) wrong('steps', 'not_here', 'This kind gives a gift, not a discount.');
  if (discounts.includes(kind)) {
    if (terms.gift !== null) wrong('gift', 'not_here', 'This kind gives a discount, not a gift.');
  } else if (terms.gift === null) wrong('gift', 'required', 'Say what is given.');
  else if (kind === 'spendGift' && terms.gift.from === 0)
    wrong('gift.from', 'required', 'Say from which sum of goods on it is given.');
  if (kind === 'inviteGift' && (terms.gift?.from ?? 0) > 0)
    wrong('gift.from', 'not_here', 'A gift for inviting asks for no sum of goods.');
  if (kind === 'inviteGift' && terms.every === null)
    wrong('every', 'required', 'Say for how many newcomers it is given.');
  if (kind !== 'inviteGift' && terms.every !== null)
    wrong('every', 'not_here', 'Only invitations count newcomers.');
  return found;
}

function stepProblems(
  kind: PromotionKind,
  { steps }: PromotionTerms,
  wrong: (path: string, code: string, message: string) => void,
): void {
  if (steps.length === 0) wrong('steps', 'required', 'Say what is taken off.');
  if (kind !== 'spendSave' && steps.length > 1)
    wrong('steps.1', 'too_many', 'Only spend-and-save has several steps.');
  if (kind === 'spendSave' && steps[0]?.from === 0)
    wrong('steps.0.from', 'required', 'Say from which sum of goods on.');
  for (const [index, step] of steps.entries()) {
    const last = steps[index - 1];
    if (last !== undefined && step.from <= last.from)
      wrong(`steps.${String(index)}.from`, 'not_rising', 'Each step starts above the one before.');
    else if (last !== undefined && worthOf(step, step.from) < worthOf(last, step.from))
      wrong(
        `steps.${String(index)}.amount`,
        'gives_less',
        'Takes less off here than the step before would: whoever buys more would pay more.',
      );
    if (step.amount !== null && step.from > 0 && step.amount > step.from)
      wrong(`steps.${String(index)}.amount`, 'above_from', 'More is taken off than was spent.');
  }
}

/** Promotions whose window is over leave the short list that every order reads; what was earned by inviting stays good. */
export function putAwayPast(work: Work, now: number): void {
  for (const promotion of work.list(promotions, { status: 'active' })) {
    if (promotion.kind !== 'inviteGift' && promotion.endsAt !== null && promotion.endsAt <= now)
      endPromotionAt(work, promotion, promotion.endsAt);
  }
}

/** Ends a promotion; orders placed before keep what they were given. */
export function endPromotionAt(work: Work, promotion: Promotion, endedAt: number): void {
  work.set(promotions, promotion, { status: 'ended', endedAt });
  work.emit({ type: 'promotion.ended', subject: promotion.id, data: { endedAt }, occurredAt: endedAt });
}

export function promotionView(promotion: Promotion, currency: string): PromotionView {
  const { id, name, kind, status, usesPerCustomer, fundedBy, terms, version } = promotion;
  return {
    id,
    name,
    kind,
    status,
    usesPerCustomer,
    fundedBy,
    version,
    startsAt: instantText(promotion.startsAt),
    endsAt: instantOrNull(promotion.endsAt),
    budget: promotion.budget === null ? null : money(promotion.budget, currency),
    spent: money(promotion.spent, currency),
    leaderIds: [...terms.leaderIds],
    categories: [...terms.categories],
    steps: terms.steps.map(({ from, amount, basisPoints }) => ({
      from: money(from, currency),
      amount: amount === null ? null : money(amount, currency),
      basisPoints,
    })),
    gift: terms.gift === null ? null : { ...terms.gift, from: money(terms.gift.from, currency) },
    every: terms.every,
    createdAt: instantText(promotion.createdAt),
  };
}

/** The promotion as it is answered, read anew after everything that followed. */
export function promotionAnswer(work: Work, promotionId: string): PromotionView {
  return promotionView(work.get(promotions, promotionId), theShop(work).currency);
}
