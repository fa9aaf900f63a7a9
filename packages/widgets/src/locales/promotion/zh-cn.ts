export const promotion = {
  title: '优惠',
  kind: { firstOrder: '首单', spendSave: '满减', spendGift: '满赠', inviteGift: '邀请有礼' } as Record<
    string,
    string
  >,
  left: (time: string) => `还剩 ${time}`,
} as const;
