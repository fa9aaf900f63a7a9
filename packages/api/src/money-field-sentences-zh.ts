/** What is wrong with a field of commissions, targets, levels, settlements, books and reports, by the English sentence. */
export const moneyFieldSentences: Readonly<Record<string, string>> = {
  'Give either basisPoints or perPiece.': '请填写 basisPoints（基点）或 perPiece（每件金额），二者选一。',
  'Must be later than validFrom, and later than now.': '必须晚于 validFrom，也必须晚于现在。',
  'Name either the leader or the statement.': '请填写团长或结算单，二者选一。',
  'Name the leader.': '请填写团长。',
  'Name either a leader or a tier.': '请填写团长或等级，二者选一。',
  'A period of dates says itself when it is.': '按日期的目标自己写明起止，不另填 validFrom、validTo。',
  'Give either a bonus or basis points.': '请填写奖励金额或基点，二者选一。',
  'Must be above the threshold of the step before.': '必须高于前一档的门槛。',
  'Takes less off here than the step before would: whoever buys more would pay more.':
    '到这一档反而减得更少：买得多的人多付。',
  'Nothing can be ordered in this window: it lies before the opening or after the cutoff.':
    '这个时段不能下单：在开团之前或截单之后。',
  'A gift for inviting asks for no sum of goods.': '邀请赠品没有金额门槛。',
  'Pays less here than the step before would.': '到这一档反而比前一档奖得少。',
  'Read the warning, then give true.': '请先看警告，再填 true。',
  'The shop has no level of this name.': '店铺没有这个等级。',
  'No goods of the shop are in this category.': '店铺没有这个分类的商品。',
  'Two levels have this name.': '两个等级同名。',
  'Must not be harder to keep than to reach.': '保级条件不能高于升级条件。',
  'Must be harder to reach than the level before.': '升级条件必须高于前一级。',
  'Must not be easier to keep than the level before.': '保级条件不能低于前一级。',
  'Give the open id, user id or login of a person at the provider.':
    '请填写个人在服务商处的 openid、用户号或登录名。',
  'Give the merchant number: 8 to 32 digits.': '请填写商户号：8 至 32 位数字。',
  'A merchant needs its name.': '收款方为商户时须填写名称。',
  'Give either statementId or to.': '请填写 statementId（结算单）或 to（截止日），二者选一。',
  'Give either at or a period.': '请填写 at（时点）或起止日期，二者选一。',
  'Must be later than from.': '必须晚于 from。',
  'Must be later than `from`.': '必须晚于 `from`。',
  'Give a month, or `from` and `to`, not both.': '请填写 month，或 `from` 和 `to`，不能都填。',
  'Costs are spread over campaigns: leave `by` out, or ask for `campaign`.':
    '费用按团分摊：请不填 `by`，或填 `campaign`。',
  'Costs are spread over campaigns: name a campaign alone.': '费用按团分摊：请只填 campaignId。',
  'Give a month like 2026-11.': '请填写月份，如 2026-11。',
  'Give `dailySales`, or `members`, `orderRateBasisPoints` and `basket`.':
    '请填写 `dailySales`（日销售额），或 `members`、`orderRateBasisPoints` 和 `basket`。',
  'Give `marginBasisPoints`, or `price` and `cost`.':
    '请填写 `marginBasisPoints`（毛利率），或 `price` 和 `cost`。',
  'The sums of the period are too large to be written. Plan a shorter one.':
    '期间的金额太大，写不下：请把期间改短。',
  'Must be above the threshold of the tier before.': '必须高于前一档返点的门槛。',
  'Say for how many hours.': '请填写几小时。',
  'Must not be the same as from.': '不能与 from 相同。',
  'There is no such supplier.': '没有这个供应商。',
  'Give either pieces or an amount.': '请填写件数或金额，二者选一。',
  'Say how many pieces are concerned, or the amount.': '请填写涉及几件，或填写金额。',
  'The shares must sum to 10000.': '各方比例之和必须为 10000。',
  'Nobody has named an amount yet: name it.': '还没有人提出金额：请填写。',
  'A line is named twice. Weigh all its pieces together.': '同一行写了两次：请把它的几件一起称。',
  'The body must be a JSON object.': '请求体必须是 JSON 对象。',
  'Ask for json, csv or xlsx.': '可取 json、csv 或 xlsx。',
  'Give an instant with its offset, like 2026-11-23T22:00:00+08:00.':
    '请填写带时区的时间，例如 2026-11-23T22:00:00+08:00。',
  'Members, order rate and basket belong together.': '成员数、下单率和客单价要一起填。',
  'This is no cursor of this list.': '这不是本列表的 cursor。',
  'The currency of a shop never changes.': '店铺的币种定下后不能改。',
  'Name either a customer or a leader.': '请填写顾客或团长，二者选一。',
  'A secret key needs at least one scope, a publishable key takes none.':
    '私密密钥至少要有一项权限，公开密钥不能有权限。',
};

/** The same where the sentence holds a number or a name. */
export const moneyFieldCodes: Readonly<Record<string, string>> = {
  above_cap: '超过了可售数量，永远达不到。',
  share_too_high: '各项合计超过了上限。',
  currency: '币种不对：店铺只用一种币种记账。',
  taken: '已经被使用。',
};
