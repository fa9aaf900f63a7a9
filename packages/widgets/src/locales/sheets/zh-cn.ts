export const sheets = {
  none: '还没有对账单',
  noneHint: '店铺对账后，会出现在这里。',
  upTo: (day: string) => `到 ${day} 为止`,
  sums: {
    carried: '上次结转',
    earned: '入账',
    reversed: '退货冲回',
    bonus: '奖励',
    charged: '由您承担',
    cashSetOff: '抵您代收的货款',
    balance: '这次之后',
  } as Record<string, string>,
  lineKind: { earned: '入账', reversed: '退货冲回', bonus: '奖励', fault: '由您承担' } as Record<
    string,
    string
  >,
  next: '下一张（到现在）',
  payout: {
    claimed: '店铺正在付款',
    sent: '已付款',
    failed: '付款没成功，店铺会再付',
    returned: '被银行退回，店铺会再付',
  } as Record<string, string>,
  kind: { sale: '', help: '帮卖', point: '自提点', referral: '推荐', bonus: '' } as Record<string, string>,
  pieces: (count: number) => `${count} 件`,
  perPiece: (sum: string) => `每件 ${sum}`,
  more: '更多',
  paper: '打印的对账单',
  print: '打印',
  rest: '下一部分',
} as const;
