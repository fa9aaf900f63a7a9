import type { Language } from '../language.ts';

interface Problem {
  readonly code: string;
  readonly message: string;
}

/** What is wrong with a sheet, in Chinese, by the English sentence. What stands in brackets is taken over as $1, $2 … */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^The cell is empty\.$/, '单元格为空。'],
  [/^The text has (\d+) characters, at most (\d+) are kept\.$/, '文字有 $1 个字，最多 $2 个。'],
  [/^(".*") is not a whole number\.$/, '$1 不是整数。'],
  [/^(.*) is not between (\S+) and (\S+)\.$/, '$1 不在 $2 到 $3 之间。'],
  [/^(".*") is neither 是 \(yes\) nor 否 \(no\)\.$/, '$1 既不是“是”也不是“否”。'],
  [/^(".*") is not a percentage .*$/, '$1 不是百分比，最多两位小数，请写成 10%。'],
  [/^(.*) is more than 100%\.$/, '$1 超过了 100%。'],
  [/^is empty\.$/, '金额为空。'],
  [/^(".*") is not an amount in (\w+), write (.*)\.$/, '$1 不是 $2 金额，请写成 $3。'],
  [/^(".*") has (\d+) decimals, (\w+) has (\d+)\.$/, '$1 有 $2 位小数，$3 只有 $4 位。'],
  [/^(".*") is larger than can be counted\.$/, '$1 太大，无法计算。'],
  [/^(".*") is below zero\.$/, '$1 小于零。'],
  [/^The amount is larger than the books can hold\.$/, '金额太大，无法入账。'],
  [
    /^(.*) stands in rows (.*) and (\d+) more, keep one of them\.$/,
    '$1 出现在第 $2 行等（另有 $3 行），只保留一行。',
  ],
  [/^(.*) stands in rows (.*), keep one of them\.$/, '$1 出现在第 $2 行，只保留一行。'],
  [
    /^The sheet has no column (\S+) or .* in row (\d+)\.$/,
    '表格第 $2 行没有“$1”这一列。请不要改动或删除表头。',
  ],
  [/^The sheet has no column (.*) in row (\d+)\.$/, '表格第 $2 行没有“$1”这一列。请不要改动或删除表头。'],
  [
    /^Columns (\S+) and (\S+) are both (.*), remove one of them\.$/,
    '$1 列和 $2 列的表头都是“$3”，请去掉一列。',
  ],
  [/^Columns (.*) are both (.*), remove one of them\.$/, '这些列的表头都是“$2”：$1。请去掉重复的。'],
  [/^Column (.*) has content but no header: .*$/, '$1 列有内容却没有表头：是不是单元格里的逗号没有加引号？'],
  [/^The cell holds an invisible control character, .*$/, '单元格里有看不见的控制字符，请重新输入。'],
  [/^The cell shows (.*), replace the formula by its value\.$/, '单元格显示 $1，请把公式换成数值。'],
  [/^The sheet has no headers\.$/, '表格没有表头。'],
  [/^Nothing is filled in\. .*$/, '什么都没有填写。请填写到货数量、重量或处理结果并保存。'],
  [/^This sheet was taken already, as (\S+)\. .*$/, '这张表已经导入过（$1）。请重新导出，只填写之后到的货。'],
  [/^There are (\d+) further problems\. .*$/, '另有 $1 处问题。请先改正这些，再预览一次。'],
  [/^Give either accepted pieces or grams, .*$/, '收货数量和收货重量只填一个，另一格请留空。'],
  [/^Say what came, or empty what stands beside it\.$/, '请填写到货数量，或清空同一行的其他内容。'],
  [/^Say why pieces were rejected\.$/, '请填写拒收原因。'],
  [/^This shop has no such purchase line\. .*$/, '本店没有这个采购行。请填写从这里导出的表格。'],
  [/^This shop has no such order line\. .*$/, '本店没有这个订单行。请填写从这里导出的表格。'],
  [/^This line is of another purchase order .*$/, '这一行属于另一张采购单。每张采购单请单独导入。'],
  [/^This line is of another round .*$/, '这一行属于另一个团。每个团请单独导入。'],
  [/^This shop has no such settlement line\. .*$/, '本店没有这个分账单号。请填写从这里导出的文件。'],
  [/^The amount and the amount in minor units are not the same\.$/, '“金额”和“最小单位金额”不一致。'],
  [
    /^The line is of (\d+) in minor units, not of (\d+)\.$/,
    '这一行的金额是 $1（最小单位），不是 $2。除结果外请不要改动。',
  ],
  [/^The shop counts in (\w+), not in (.*)\.$/, '本店的币种是 $1，不是 $2。'],
  [/^The line is of the payment (.*), not of (.*)\.$/, '这一行的支付单号是 $1，不是 $2。是不是行错位了？'],
  [/^(".*") is neither 成功 \(done\) nor 失败 \(failed\)\.$/, '$1 既不是“成功”也不是“失败”。'],
  [
    /^Say what became of it, or empty what stands beside it\.$/,
    '请在“状态”里填写成功或失败，或清空同一行的其他内容。',
  ],
  [/^Say why the provider refused it\.$/, '请填写失败原因。'],
  [/^What was done has no reason of failure: .*$/, '状态是成功，却填写了失败原因：以哪个为准？'],
  [
    /^This is the result of attempt (\d+), the line is at attempt (\d+)\. .*$/,
    '这是第 $1 次发起的结果，而这一行已是第 $2 次发起。请重新导出。',
  ],
  [/^This line was reported as failed\. .*$/, '这一行已登记为失败。请先重试。'],
  [/^This line was reported as done\. .*$/, '这一行已登记为成功，不能再失败。'],
  [/^This line was done already, as (.*)\.$/, '这一行已经成功，渠道流水号是 $1。'],
  [/^This purchase order was not sent yet\. .*$/, '采购单还没有发送。请先发送，再收货。'],
  [/^These goods are not sold by weight\..*$/, '这种商品不按重量销售，请填写数量。'],
  [/^Only (\d+) are still to come\.$/, '只有 $1 件还没到。'],
  [/^Only (\d+) are still to come\. .*$/, '只有 $1 件还没到。多到的货请手工登记为超收。'],
  [/^The goods are handed over: .*$/, '货已经交给顾客：请改为发起售后。'],
  [/^The goods are not shared out yet: .*$/, '还没有分货：请先关闭采购单。'],
  [/^Nothing of this line is to be packed\.$/, '这一行没有要分拣的货。'],
  [/^A longitude needs a latitude\.$/, '填写了经度，也请填写纬度。'],
  [/^A latitude needs a longitude\.$/, '填写了纬度，也请填写经度。'],
  [/^(".*") is not in decimal degrees, .*$/, '$1 不是十进制度数，请写成 30.281700。'],
  [/^(.*) is beyond (\d+) degrees: .*$/, '$1 超过 $2 度：经度和纬度是不是写反了？'],
  [/^(".*") is not a time from … to of one day, .*$/, '$1 不是一天里的时段，请写成 16:00-20:30。'],
  [/^(".*") overlaps or is out of order, .*$/, '$1 有重叠或顺序不对，请写成 07:00-11:00, 16:00-20:30。'],
  [
    /^Weighed goods sold by (".*") need the weight of one, .*$/,
    '按 $1 卖的称重商品要有每份重量，请写成“约500g”。',
  ],
  [/^(".*") names more than one number, .*$/, '$1 里不止一个数字，请只写一个重量：约500g。'],
  [/^(".*") is not a weight of 1 g to 1,000 kg .*$/, '$1 不是 1 克到 1000 千克之间的整克重量。'],
  [/^(".*") is (\S+) g, but a unit of (.*) is (\S+) g: .*$/, '$1 是 $2 克，但一$3是 $4 克：以哪个为准？'],
  [
    /^(\S+) g cannot be: nominal is (\d+) g, whole grams from (\d+) to (\d+) are taken\.$/,
    '$1 克不对：标准 $2 克，可填 $3–$4 克的整数。',
  ],
  [
    /^(\S+) g cannot be: nominal is (\d+) g, whole grams from (\d+) to (\d+) are taken\. Were these kilograms\? Then it is (\d+) g\.$/,
    '$1 克不对：标准 $2 克，可填 $3–$4 克的整数。是不是按公斤填了？应为 $5 克。',
  ],
  [
    /^(\S+) g cannot be: nominal is (\d+) g, whole grams from (\d+) to (\d+) are taken\. Were these 斤 \(500 g\)\? Then it is (\d+) g\.$/,
    '$1 克不对：标准 $2 克，可填 $3–$4 克的整数。是不是按斤填了？应为 $5 克。',
  ],
  [
    /^(\S+) g cannot be: nominal is (\d+) g, whole grams from (\d+) to (\d+) are taken\. A slip of digits\? Then it is (\d+) g\.$/,
    '$1 克不对：标准 $2 克，可填 $3–$4 克的整数。位数不对，是不是 $5 克？',
  ],
  [
    /^(\S+) g cannot be: nominal is (\d+) g, whole grams from (\d+) to (\d+) are taken\. Give whole grams: (\d+) g\.$/,
    '$1 克不对：标准 $2 克，可填 $3–$4 克的整数。请填整克：$5 克。',
  ],
];

/** The sentence in Chinese; undefined where it is not known. */
export function sheetSentenceInChinese(sentence: string): string | undefined {
  const known = sentences.find(([pattern]) => pattern.test(sentence));
  return known && sentence.replace(known[0], known[1]);
}

function inChinese<One extends Problem>(problem: One): One {
  return { ...problem, message: sheetSentenceInChinese(problem.message) ?? problem.message };
}

/** An import as its reader gets it: what is wrong with the sheet stands in the language of the reader. */
export function importInLanguage(answer: unknown, language: Language): unknown {
  const given = answer as { readonly problems: readonly Problem[] };
  return language === 'zh' ? { ...given, problems: given.problems.map(inChinese) } : answer;
}
