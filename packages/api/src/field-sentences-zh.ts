import type { FieldProblem } from '@opentuan/core';
import { sheetSentenceInChinese } from './imports/sheet-problems-zh.ts';
import { moneyFieldCodes, moneyFieldSentences } from './money-field-sentences-zh.ts';
import { roundFieldSentences } from './round-field-sentences-zh.ts';

/** What is wrong with a field of a price, a promotion or a cart, in Chinese, by the English sentence. */
const bySentence: Readonly<Record<string, string>> = {
  ...moneyFieldSentences,
  ...roundFieldSentences,
  'Must not be negative.': '不能为负数。',
  'Nothing of this can be seen: it is made of spaces only. Write something.':
    '这里只有空格，什么都看不到。请写点内容。',
  'Nothing of this can be seen: it is made of spaces only. Give a name.':
    '只有空格或看不见的字符，请填写名称。',
  'Control characters are not allowed.': '不能含有控制字符。',
  'The text is cut inside a character.': '文字在某个字符中间被截断了。',
  'Only cash that a leader took is in the hand of a leader: say `collectedBy: "leader"`.':
    '只有团长代收的现金才在团长手里：请填写 `collectedBy: "leader"`。',
  'Say what is otherwise: pieces, cost or day.': '请填写有何不同：数量、单价或日期。',
  'This line is corrected twice. Say it once.': '这一行更正了两次，请只写一次。',
  'Say which purchase order you mean.': '请指明是哪张采购单。',
  'Give a time in the future.': '请填写将来的时间。',
  'Say whose differences you mean.': '请指明是谁的差异。',
  'This purchase order has no such line.': '采购单中没有这一行。',
  'Must be above zero.': '必须大于零。',
  'Name the round, but for goods in stock.': '请填写是哪个团；只有余货不用填。',
  'These goods are not at a pickup point yet.': '这些货还没有到自提点。',
  'These goods belong to no line yet.': '这些货还不属于任何订单行。',
  'A purchase order is named at the stage receipt only.': '只有收货环节才填采购单。',
  'Only goods of orders are made good from stock.': '只有订单里的货才能用余货补。',
  'Name who stands in, either by id or by phone.': '请用编号或手机号之一指明代班的团长。',
  'Say at which of your pickup points.': '请填写是您的哪个自提点。',
  'Name the leader who answers for it.': '请填写由哪位团长负责。',
  'This purchase order has no line for this variant.': '这张采购单没有这种商品。',
  'What these goods cost together is too large.': '这些货的总价太大。',
  'This variant is not sold by weight. Give accepted pieces.': '这种商品不按重量销售，请填写数量。',
  'Give either accepted pieces or grams.': '收货数量和收货重量只填一个。',
  'Say what was accepted, rejected or missing.': '请填写实收、拒收或缺少多少。',
  'Name one basket: by its order, its pickup code, or the pickup point and the number.':
    '请指明一个篮子：用订单、提货码，或自提点加篮号。',
  'Name the goods or the line, not both.': '商品和订单行请只填一个。',
  'Must be later than startsAt.': '必须晚于 startsAt。',
  'Must be later than opens.': '必须晚于 opens。',
  'Orders have reserved or used more than that already.': '已有订单占用或使用的金额超过此数。',
  'A gift needs a stock: say how many there are.': '赠品须有库存：请填写数量。',
  'A gift has neither tiers nor flash windows.': '赠品没有阶梯价，也没有秒杀时段。',
  'A gift has neither a minimum nor a limit per customer.': '赠品没有成团数，也没有每人限购。',
  'This kind gives a gift, not a discount.': '此类活动送赠品，不减价。',
  'This kind gives a discount, not a gift.': '此类活动减价，不送赠品。',
  'Say what is taken off.': '请填写减多少。',
  'Say what is given.': '请填写送什么。',
  'Say from which sum of goods on.': '请填写满多少。',
  'Say from which sum of goods on it is given.': '请填写满多少送。',
  'Say for how many newcomers it is given.': '请填写拉几人送。',
  'Only invitations count newcomers.': '只有拉新活动按新人数计算。',
  'Only spend-and-save has several steps.': '只有满减可以分几档。',
  'Each step starts above the one before.': '每一档的门槛须高于前一档。',
  'More is taken off than was spent.': '减的比买的还多。',
  'Give either an amount or basis points.': '请填写金额或基点，二者选一。',
  'Its window is over: give it a later endsAt first.': '活动时间已过：请先填写更晚的 endsAt。',
  'This code stands in the list already.': '名单中已有这个券码。',
  'This code exists already.': '这个券码已存在。',
  'A window that has sold cannot be taken off: end it.': '已有成交的秒杀时段不能删除：请让它提前结束。',
  'Another tier starts at as many pieces.': '另一档也从这个件数开始。',
  'Those who ordered were promised these tiers: they only get better.':
    '已向下单的人承诺了这些阶梯价：只能更优惠。',
  'The price of a tier is below that of the tier before, and of the offer.':
    '每一档的价格须低于前一档和团购价。',
  'A flash price is below the price of the offer.': '秒杀价须低于团购价。',
  'This variant stands in the list already.': '名单中已有这个规格。',
  'The campaign does not offer this.': '本团没有这件商品。',
  'The order has no such line.': '订单中没有这一行。',
  'This line is named twice.': '这一行写了两次。',
  'The order to replace is of another campaign.': '要修改的订单属于另一个团。',
  'The sum of the order is too large. Split it.': '订单金额过大，请分开下单。',
  'Name either the offer or its variant.': '请填写团品或规格，二者选一。',
  'Name the pickup point: the leader has none, or several, in this campaign.':
    '请填写自提点：这位团长在本团没有或有几个自提点。',
};

/** Where the sentence is made of numbers or names only its code says what is wrong. */
const byCode: Readonly<Record<string, string>> = {
  ...moneyFieldCodes,
  overlap: '秒杀时段重叠。',
  below_sold: '已订购的比这个数多。',
  too_many: '没有这么多。',
  too_small: '太小、太短或太少。',
  too_big: '太大、太长或太多。',
  invalid_type: '类型不对，或没有填写。',
  invalid_format: '格式不对。',
  invalid_value: '不是允许的值。',
  not_multiple_of: '不是允许的倍数。',
  unknown_field: '这里没有这个字段。',
  clock_gap: '店铺的时钟在这一天拨快，跳过了这个时间：请改用 `choices` 中 before 或 after 的时间。',
  required: '必须填写。',
  unknown: '没有这一项。',
  duplicate: '重复了。',
};

/** The field's problem in Chinese; where there is no sentence for it the English one stays. */
export function fieldInChinese(problem: FieldProblem): FieldProblem {
  const message =
    bySentence[problem.message] ?? sheetSentenceInChinese(problem.message) ?? byCode[problem.code];
  return message === undefined ? problem : { ...problem, message };
}
